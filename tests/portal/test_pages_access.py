"""Every page for every role: who gets in and who does not, in one table. POR-2, POR-4."""

import re

import pytest

from bot import portal
from handlers import words
from storage import pages, proofs
from storage.people import Standing
from tests.conftest import NOON
from tests.portal import belonging, roles
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
#: Who decides about somebody of Romania, sees its numbers, and governs what its coordinator wrote.
ROMANIA = {"coordinator", "central"}
#: Who may read a report of a pupil of Romania about a teacher of another school.
READERS = {*ROMANIA, "member"}
#: Teachers and pupils each see the rooms of their own project.
TEACHERS = {"member", "other_member"}
PUPILS = {"pupil", "other_pupil"}
#: What is in Rivers alone.
HERS = {"member"}
THEIRS = {"pupil"}

#: Who gets in, for each page behind the public ones. What stands in braces is of Rivers, of its
#: pupil, of a picture of Ana's; the card is that of a teacher who waits in Romania.
TABLE = {
    **dict.fromkeys(("GET /healthz", "GET /healthz/ready"), ALL),
    "GET /metrics": NONE,  # from another machine
    **dict.fromkeys(("GET /robots.txt", "GET /sitemap.xml"), ALL),
    "GET /sitemap/{language}/{name}-{number}.xml": ALL,
    "GET /static/{name}": ALL,
    # A made-up code; what real ones open is in the tests of each.
    "GET /open/{code}": NONE,
    "POST /open/{code}": NONE,
    "GET /proof/{code}": NONE,
    "POST /proof/{code}": NONE,
    "GET /report/{code}": NONE,
    "POST /report/{code}": NONE,
    "GET /calendar/{token}.ics": NONE,
    # Coordinators open a report at their desk, its school's teacher has opened a link.
    "POST /desk/cards/{card}/report": ROMANIA,
    "GET /report": READERS,
    "GET /report/picture": READERS,
    "POST /report/take": READERS,
    "POST /report/close": READERS,
    "POST /report/note": READERS,
    "GET /me": OWN,
    "POST /me/file": OWN,
    "GET /me/change/{field}": OWN,
    "POST /me/change/{field}": OWN,
    "GET /desk": DESK,
    "POST /desk/decide": DESK,
    "GET /desk/cards/{card}": ROMANIA,
    "POST /desk/cards/{card}": ROMANIA,
    "GET /desk/cards/{card}/proof": ROMANIA,
    "POST /desk/cards/{card}/proof": ROMANIA,
    "GET /desk/announcements": DESK,
    "GET /desk/announcements/{number}": ROMANIA,
    "GET /desk/announcements/{number}/chart.png": ROMANIA,
    "POST /desk/announcements/{number}/{command}": ROMANIA,
    "GET /desk/log": DESK,
    "POST /desk/log": ROMANIA,
    "GET /desk/statistics": DESK,
    "GET /desk/statistics/picture.png": ROMANIA,
    "GET /desk/statistics/table.csv": ROMANIA,
    "GET /twinspaces": TEACHERS,
    "POST /twinspaces/{project}": HERS,
    "GET /twinspace/app": TEACHERS,
    "POST /twinspace/app": TEACHERS,
    "GET /twinspace/export": TEACHERS,
    "GET /twinspace/export/{file}": HERS,
    "POST /twinspace/export": TEACHERS,  # makes another of it
    "GET /projects/{project}/{file}": ALL,  # two schools agreed
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
    "POST /class/stay": PUPILS,
    "POST /twinspace/stay": TEACHERS,
    "POST /twinspaces/stay": TEACHERS,
    "POST /desk/stay": DESK,
    "POST /report/stay": READERS,
    # Whoever has no visit leaves nothing.
    "POST /class/leave": ALL,
    "POST /report/leave": ALL,
    "POST /twinspace/leave": ALL,
    "POST /me/forget": OWN,
    "POST /me/everywhere/leave": OWN,
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
    "seminar": "1",
    "slug": "our-river",
    "act": "withdraw",
    "command": "announcestop",
}
#: What is asked for where braces are other things than elsewhere.
INSTEAD = {
    "/static/{name}": "/static/portal.css",
    "/sitemap/{language}/{name}-{number}.xml": "/sitemap/en/site-0.xml",
    "/desk/cards/{card}/report": "/desk/cards/{report}/report",
    "/desk/announcements/{number}": "/desk/announcements/{campaign}",
    "/desk/announcements/{number}/chart.png": "/desk/announcements/{campaign}/chart.png",
    "/desk/announcements/{number}/{command}": "/desk/announcements/{campaign}/{command}",
    "/desk/statistics/picture.png": "/desk/statistics/picture.png?country=RO",
    "/desk/statistics/table.csv": "/desk/statistics/table.csv?country=RO",
    "/twinspace/export/{file}": "/twinspace/export/{export}",
    "/projects/{project}/{file}": "{picture}",
}
FORMS = {
    "POST /desk/log": {"project": "{project}"},
    "POST /desk/cards/{card}/report": {"reason": "safety"},
}
INSIDE = THEIRS | HERS
#: Who alone reads what, somewhere among these pages.
MARKERS = {
    **dict.fromkeys(("Green Newt", "a heron", "our stream", "a stream under trees"), INSIDE),
    "Wise Owl": HERS,
    "a proof": ROMANIA,
    belonging.REPORTED: READERS,
    belonging.ANNOUNCED: ROMANIA,
    belonging.EXPORTED: HERS,
}


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
def places(database, world, rivers, slip, filed, teacher):
    """What stands in braces; a slip's code, under "slip"."""
    code = slip("Green Newt 5")
    number = filed(by_ana=True)
    waits, _ = teacher("Wim Waiting", standing=Standing.WAITING)
    file = {"origin": "telegram", "ref": "x", "file_kind": "photo", "mime": "image/png"}
    database.write(proofs.keep, proofs.Proof(waits.id, proofs.Kind.CERTIFICATE, NOON, **file))
    world.fetch = _proof
    found = {"project": str(rivers.id), "number": str(number), "card": f"p{waits.id}"}
    words = {"title": "Our river", "text": "We saw a heron.", "audience": pages.Audience.MEMBERS}
    database.write(lambda db: pages.add(db, rivers.id, rivers.ana, NOON, **words))
    found |= {"pupil": "2", "message": "$0", "slip": code}
    return PLACES | found


async def _proof(_file):
    return b"a proof"


@pytest.fixture
def everybody(browse, chats, database, world, rivers, places, teacher, coordinator):
    """The browser of each role; and what belongs to some of them, under its name in `places`."""
    making = roles.Making(browse, chats, database)
    made = roles.everybody(making, rivers, places["slip"], teacher, coordinator)
    places |= belonging.plant(world, rivers)
    made["member"].post(places["report_link"])
    return made


def test_nobody_gets_in_but_who_the_table_names(everybody, database, rivers, places):
    wrong, seen, before = [], set(), roles.state_of(database, rivers.id)
    for role in ROLES:
        if role in INSIDE:
            assert roles.state_of(database, rivers.id) == before, "somebody changed it"
        for row in sorted(TABLE, key=lambda one: bool(ENDS.search(one))):
            answer = asked(everybody[role], row, places)
            if was_let_in(answer) != (role in TABLE[row]):
                wrong.append(f"{row} as {role}: {answer.status}")
            told = [one for one, who in MARKERS.items() if one.encode() in answer.body]
            seen |= {(one, role) for one in told}
            wrong += [f"{row} told {role}: {one}" for one in told if role not in MARKERS[one]]

    assert not wrong, "; ".join(wrong)
    assert {(one, role) for one, who in MARKERS.items() for role in who} - seen == set()


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
    form = {name: value.format(**places) for name, value in FORMS.get(row, {}).items()}
    return browser.plain(method, INSTEAD.get(path, path).format(**places), form or None)


def was_let_in(answer):
    """Tell whether an answer shows or does something; a stream says by itself that it is over."""
    is_over = b"event: ended" in answer.body
    return answer.status not in {401, 403, 404, 410} and not is_over
