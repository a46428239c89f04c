"""Every page for every role: who gets in and who does not, in one table. POR-2, POR-4."""

import re

import pytest

from bot import portal
from handlers import words
from storage import pages
from storage.people import Standing
from tests.conftest import NOON
from tests.portal import roles
from tests.portal.world import World

#: The roles, in the order in which they look: whoever may change something of Rivers comes last.
ROLES = (
    "nobody",
    "other_pupil",
    "waiting",
    "teacher",
    "other_coordinator",
    "coordinator",
    "central",
    "other_member",
    "pupil",
    "member",
)
ALL = set(ROLES)
NONE: set[str] = set()
#: Whoever registered has pages of their own.
OWN = ALL - {"nobody", "pupil", "other_pupil"}
DESK = {"coordinator", "other_coordinator", "central"}
#: Who decides about somebody of Romania.
ROMANIA = {"coordinator", "central"}
#: Teachers and pupils each see the rooms of their own project.
TEACHERS = {"member", "other_member"}
PUPILS = {"pupil", "other_pupil"}
#: What is in Rivers alone.
HERS = {"member"}
THEIRS = {"pupil"}

#: Who gets in, for each page behind the public ones. What stands in braces is of Rivers, of its
#: pupil, of a picture of Ana's; the card is that of a teacher who waits in Romania.
TABLE = {
    "GET /healthz": ALL,
    "GET /metrics": NONE,  # from another machine
    "GET /robots.txt": ALL,
    "GET /sitemap.xml": ALL,
    "GET /sitemap/{language}/{name}-{number}.xml": ALL,
    "GET /static/{name}": ALL,
    # A made-up code; what real ones open stands below, and in the tests of each.
    "GET /open/{code}": NONE,
    "POST /open/{code}": NONE,
    "GET /proof/{code}": NONE,
    "POST /proof/{code}": NONE,
    "GET /report/{code}": NONE,
    "POST /report/{code}": NONE,
    "GET /calendar/{token}.ics": NONE,
    # Of a report nobody here has opened a link.
    "GET /report": NONE,
    "GET /report/picture": NONE,
    "POST /report/take": NONE,
    "POST /report/close": NONE,
    "POST /report/note": NONE,
    "GET /me": OWN,
    "POST /me/file": OWN,
    "GET /me/change/{field}": OWN,
    "POST /me/change/{field}": OWN,
    "GET /desk": DESK,
    "POST /desk/decide": DESK,
    "GET /desk/cards/{card}": ROMANIA,
    "POST /desk/cards/{card}": ROMANIA,
    "GET /desk/cards/{card}/proof": NONE,  # there is none
    "POST /desk/cards/{card}/report": NONE,  # it is none
    "GET /desk/announcements": DESK,
    "GET /desk/announcements/{number}": NONE,  # there is none
    "GET /desk/announcements/{number}/chart.png": NONE,
    "POST /desk/announcements/{number}/{command}": NONE,
    "GET /desk/log": DESK,
    "POST /desk/log": ROMANIA,
    "GET /desk/statistics": DESK,
    "GET /desk/statistics/picture.png": NONE,  # no month is over yet
    "GET /desk/statistics/table.csv": NONE,
    "GET /twinspaces": TEACHERS,
    "POST /twinspaces/{project}": HERS,
    "GET /twinspace/app": TEACHERS,
    "POST /twinspace/app": TEACHERS,
    "GET /twinspace/export": TEACHERS,
    "POST /twinspace/export": TEACHERS,
    "GET /twinspace/export/{file}": NONE,  # there is none
    "GET /projects/{project}/{file}": NONE,  # there is none
    "GET /twinspace/materials": TEACHERS,
    "GET /twinspace/materials/{number}": HERS,
    "POST /twinspace/materials/{number}": HERS,
    "POST /twinspace/materials/{number}/publish": HERS,
    "POST /twinspace/materials/{number}/agree": HERS,
    "POST /twinspace/materials/{number}/withdraw": HERS,
    "GET /pupils": TEACHERS,
    "POST /pupils": TEACHERS,
    "POST /pupils/permissions": TEACHERS,
    "GET /pupils/move": TEACHERS,
    "POST /pupils/move": TEACHERS,
    "POST /pupils/letters": TEACHERS,
    "POST /pupils/slips": TEACHERS,
    # A pupil who is not theirs is not there: the list is shown, and nothing done (see below).
    "GET /pupils/{pupil}": TEACHERS,
    "POST /pupils/{pupil}/unlock": TEACHERS,
    "POST /pupils/{pupil}/app": TEACHERS,
    "POST /pupils/{pupil}/noapp": TEACHERS,
    "POST /pupils/{pupil}/slip": TEACHERS,
    "POST /pupils/{pupil}/remove": TEACHERS,
    "POST /pupils/{pupil}/erase": TEACHERS,
    "GET /class": ALL,
    "POST /class": ALL,  # a code is asked for
    "GET /class/app": PUPILS,
    "POST /class/app": PUPILS,
    "GET /class/materials": PUPILS,
    "GET /class/materials/{number}": THEIRS,
    "POST /class/materials/{number}": THEIRS,  # told in words that it is not for them to change
    **{
        f"{method} {door}{path}": who
        for door, who in {
            "/class": PUPILS,
            "/twinspace": TEACHERS,
            "/twinspace/staff": TEACHERS,
        }.items()
        for method, path in (
            ("GET", "/live"),
            ("POST", "/here"),
            *(("GET", f"/{what}") for what in ("report", "unsay", "file", "task", "meeting")),
            *(("POST", f"/{what}") for what in ("report", "unsay", "file", "task", "meeting")),
        )
    },
    "POST /class/meeting": NONE,  # teachers arrange meetings
    "GET /class/room": PUPILS,
    "POST /class/room": PUPILS,
    "GET /twinspace": TEACHERS,
    "POST /twinspace": TEACHERS,
    "GET /twinspace/staff": TEACHERS,
    "POST /twinspace/staff": TEACHERS,
    # A picture that was shown in the classroom of Rivers.
    "GET /class/media/{message}": THEIRS,
    "GET /twinspace/media/{message}": HERS,
    "GET /twinspace/staff/media/{message}": NONE,
    "GET /class/pages": PUPILS,
    "GET /class/pages/{slug}": THEIRS,
    "GET /twinspace/pages": TEACHERS,
    "GET /twinspace/pages/new": TEACHERS,
    "POST /twinspace/pages/new": TEACHERS,
    "GET /twinspace/pages/{slug}": HERS,
    "GET /twinspace/pages/{slug}/change": HERS,
    "POST /twinspace/pages/{slug}/change": HERS,
    "POST /twinspace/pages/{slug}/{act}": HERS,
    # Whoever has no visit leaves nothing.
    "POST /class/leave": ALL,
    "POST /report/leave": ALL,
    "POST /twinspace/leave": ALL,
    "POST /me/forget": OWN,
    "POST /me/leave": ALL,
    "POST /twinspaces/leave": ALL,
    "POST /desk/leave": ALL,
}
#: What ends a visit or a pupil is tried last.
ENDS = re.compile(r"/(leave|forget|remove|erase|slip|slips|withdraw)$")
PLACES = {
    "language": "en",
    "code": "NOSUCHCODE",
    "token": "0" * 24,
    "field": "name",
    "file": f"{'0' * 32}.jpg",
    "seminar": "1",
    "slug": "our-river",
    "act": "withdraw",
    "command": "announcestop",
}
#: What only those of Rivers may read.
MARKERS = ("Green Newt", "a heron", "Wise Owl", "our stream", "a stream under trees")


def routes(database):
    """List every way to ask for something but those of public pages, which are for everybody."""
    app = portal.application(World(database).parts())
    found = [(one.method, one.resource.canonical) for one in app.router.routes()]
    begins = tuple(f"/{language}/" for language in words.languages())
    behind = {f"{method} {path}" for method, path in found if not f"{path}/".startswith(begins)}
    return {one for one in behind if not one.startswith(("HEAD ", "* "))}


def test_every_page_stands_in_the_table(database):
    assert routes(database) == TABLE.keys()


@pytest.fixture
def places(database, rivers, slip, filed, teacher):
    """What stands in braces; a slip's code, under "slip"."""
    code = slip("Green Newt 5")
    number = filed(by_ana=True)
    waits, _ = teacher("Wim Waiting", standing=Standing.WAITING)
    found = {"project": str(rivers.id), "number": str(number), "card": f"p{waits.id}"}
    words = {"title": "Our river", "text": "We saw a heron.", "audience": pages.Audience.MEMBERS}
    database.write(lambda db: pages.add(db, rivers.id, rivers.ana, NOON, **words))
    found |= {"pupil": "2", "message": "$0", "slip": code}
    return PLACES | found


@pytest.fixture
def everybody(browse, chats, database, rivers, places, teacher, coordinator):
    """The browser of each role."""
    making = roles.Making(browse, chats, database)
    return roles.everybody(making, rivers, places["slip"], teacher, coordinator)


def test_nobody_gets_in_but_who_the_table_names(everybody, database, rivers, places):
    wrong, before = [], roles.state_of(database, rivers.id)
    for role in ROLES:
        if role in THEIRS | HERS:
            assert roles.state_of(database, rivers.id) == before, "somebody changed it"
        for row in sorted(TABLE, key=lambda one: bool(ENDS.search(one))):
            answer = asked(everybody[role], row, places)
            if was_let_in(answer) != (role in TABLE[row]):
                wrong.append(f"{row} as {role}: {answer.status}")
            told = [one for one in MARKERS if one.encode() in answer.body]
            if told and role not in THEIRS | HERS:
                wrong.append(f"{row} told {role}: {told}")

    assert not wrong, "; ".join(wrong)


def test_public_pages_are_for_everybody(everybody, database, places):
    pages = [one for subject in portal.public.addresses.found() for one in subject.all]
    for name, browser in everybody.items():
        for page in pages:
            path = re.sub(r"{(\w+):[^/]*}(?=/|$|\.)", lambda it: PUBLIC[it[1]], page.path)
            if "/seminars/" in path or "/pages/" in path:
                continue  # there is none
            answer = browser.plain(page.method, f"/en{path}")
            assert answer.status in {200, 422}, (name, path)
            assert "Set-Cookie" not in answer.headers
            if page.method == "GET":
                led = browser.plain("GET", path)
                assert led.headers["Location"] == f"/en{path}"


PUBLIC = {"code": "ro", "name": "water-detectives", "project": "1", "seminar": "1", "slug": "x"}


def asked(browser, row, places):
    """Ask for what a row of the table names."""
    method, path = row.split()
    special = {"/static/{name}": "/static/portal.css"}
    special["/sitemap/{language}/{name}-{number}.xml"] = "/sitemap/en/site-0.xml"
    path = special.get(path, path)
    form = {"project": places["project"]} if row == "POST /desk/log" else None
    return browser.plain(method, re.sub(r"{(\w+)}", lambda it: places[it[1]], path), form)


def was_let_in(answer):
    """Tell whether an answer shows or does something; a stream says by itself that it is over."""
    is_over = b"event: ended" in answer.body
    return answer.status not in {401, 403, 404, 410} and not is_over
