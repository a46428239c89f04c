"""What people write is shown and never run: on the desk, on pages of one's own, in a report.

Rule POR-6. Public pages and those of a TwinSpace are in test_xss.py.
"""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import String, update

from bot import portal
from handlers import roomreports
from handlers.rich import Rich
from handlers.rooms import Media, Said
from storage import assignments, card_talks, frozen, pages, room_reports, statistics
from storage.db import metadata
from tests.conftest import NOON
from tests.portal.nasty import NASTY, Watched
from tests.portal.own import ASKED, path_of
from tests.portal.test_own_walk import CHANGED, paths_of
from tests.portal.test_walk import served
from tests.story import browser

#: Where people write, and the column says so on a page that is walked here.
WRITTEN = {
    "people": ("name", "about"),
    "schools": ("name", "town"),
    "groups": ("title", "description"),
    "projects": ("title", "description"),
    "reports": ("words",),
    "suspensions": ("reason", "appeal"),
    "campaign_texts": ("text",),
    "room_reports": ("words",),
    "room_report_notes": ("text",),
    "card_talks": ("text",),
    "assignments": ("words",),
    "pages": ("title", "text"),
}


def mark(table, column):
    """Name a column in what is written there."""
    return f"Qz{table}.{column}zq"


@pytest.fixture
def spoiled(database, office, rivers):
    """Let everybody have written what they should not, wherever they can."""
    ids = office.ids
    file = Media(f"Qzfilezq {NASTY}", "image/png", 9, True, f"Qzaltzq {NASTY}")
    said = Said("$1", rivers.ana_user, NOON, Rich(f"Qzsaidzq {NASTY}"), media=file)
    waits, own = f"p{ids['waiting']}", ids["own"]

    def work(db):
        statistics.save(db, date(2026, 9, 1), {("RO", "registered"): 25})
        frozen.keep(db, "k", roomreports.freeze("!r", [said]), NOON)
        report = room_reports.by_id(db, ids["room_report"])
        room_reports.note(db, report, own, "x", NOON)
        card_talks.add(db, waits, ids["waiting"], own, "x", NOON, is_service=False)
        assignments.pass_on(db, waits, own, own, "x", NOON)
        pages.add(db, rivers.id, rivers.ana, NOON, title="Our river", text="x", audience="public")
        for table, columns in WRITTEN.items():
            for column in columns:
                where = metadata.tables[table]
                assert isinstance(where.c[column].type, String)
                db.execute(update(where).values({column: f"{mark(table, column)} {NASTY}"}))
        db.execute(update(room_reports.table).values(message="$1"))

    database.write(work)
    return office


@pytest.fixture
def visit(world, chats, link):
    """Open a window at somebody's place, looking at the way there, too."""

    def come(window, address, place, who=None):
        watched = Watched(window, address)
        watched.open(link() if place == "teacher" else path_of(chats.send(ASKED[place], who)))
        watched.page.click("main form button")
        watched.look("inside")
        return watched

    with served(portal.application(world.parts())) as address, browser.opened() as window:
        yield lambda place, who=None: come(window, address, place, who)


def test_nothing_written_is_run_on_the_desk_and_on_pages_of_ones_own(spoiled, rivers, visit):
    paths, at = paths_of(spoiled, rivers), spoiled.at
    me, mine = (visit(place, at["concerned"]) for place in ("me", "twinspaces"))
    own, central, teacher = visit("desk", at["own"]), visit("desk", at["central"]), visit("teacher")
    ids = spoiled.ids
    of_central = ("/desk", f"/desk/cards/g{ids['group']}", f"/desk/cards/s{ids['suspension']}")
    own_more = (f"/desk/cards/p{ids['waiting']}/proof", f"/desk/cards/r{ids['room_report']}")
    walks = {me: paths["me"], own: (*paths["desk"], *own_more), central: of_central}
    for window, there in (walks | {teacher: paths["teacher"]}).items():
        for path in there:
            window.open(path)
    own.type_in("form[action*='/cards/r'] button")
    own.type_in("form[action*='/note'] button")

    windows = (me, mine, own, central, teacher)
    assert [one for window in windows for one in window.wrong] == []
    everything = "".join(page for window in windows for page in window.seen.values())
    marks = {mark(table, column) for table, columns in WRITTEN.items() for column in columns}
    marks |= {"Qzfilezq", "Qzaltzq", "Qzsaidzq"}
    assert {one for one in marks if one not in everything} == set()


def test_nothing_typed_comes_back_alive_on_the_desk(world, office, rivers, visit):
    nasty, ids = quote(NASTY), office.ids
    desk = visit("desk", office.at["own"])

    for path in (
        f"/desk?country={nasty}&kind={nasty}&after={nasty}&lang={nasty}",
        f"/desk/log?q={nasty}",
        f"/desk/statistics?month={nasty}&part={nasty}&way={nasty}",
    ):
        desk.open(path)
    desk.open(f"/desk/statistics?country={nasty}", (404,))
    desk.open("/desk")
    desk.type_in("button[value=ask]")  # nothing is ticked
    desk.page.check(f"input[name=card][value^='p{ids['waiting']} ']")
    desk.type_in("button[value=approve]")
    assert "xss-made" in desk.page.input_value("input[name=words]")
    desk.page.click("button[name=back]")
    desk.look("back")
    desk.open(f"/desk/cards/p{ids['waiting']}")
    desk.type_in("button[value=ask]")
    desk.open(f"/desk/cards/j{ids['project']}RO")
    world.at += timedelta(days=2)
    desk.type_in("button[value=refuse]")  # the visit is over: it can be sent again

    assert desk.wrong == []
    assert "&lt;xss-made&gt;" in desk.page.content()


def test_nothing_typed_comes_back_alive_on_pages_of_ones_own(world, office, rivers, visit):
    nasty = quote(NASTY)
    me, teacher = visit("me", office.at["concerned"]), visit("teacher")

    me.open(f"/me/change/school?country={nasty}&q={nasty}&lang={nasty}")
    for field in CHANGED:
        me.open(f"/me/change/{field}")
        me.type_in("button.first")
    me.open("/me/change/school?country=RO&q=school")
    me.page.check("input[value=new]")
    me.type_in("button.first")
    for button in ("button[name=look]", "button.first"):
        teacher.open("/twinspace/pages/new")
        teacher.type_in(button)
    teacher.open("/twinspace/pages")
    me.open("/me/change/about")
    teacher.open("/twinspace/pages/new")
    world.at += timedelta(days=2)
    for window in (me, teacher):
        window.type_in("button.first")
        assert "xss-made" in window.page.input_value("textarea")  # it can be sent again

    assert me.wrong + teacher.wrong == []
