"""Every command of the README's table, the same on Telegram and on Matrix."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.commands import available
from storage import (
    addresses,
    coordinators,
    counting,
    twinspaces,
)
from storage.addresses import Address
from storage.db import Database
from tests import makers
from tests.conftest import NOON
from tests.story.people import MatrixPerson, TelegramPerson
from tests.story.stage import Stage

README = Path(__file__).parents[2] / "README.md"
TABLE = re.findall(r"^\| `/(\w+)` \| (\w+) \|", README.read_text(), re.MULTILINE)

#: What each command answers to somebody who may give it, and has a project, a contact and so on.
ANSWERS = {
    "start": "start.hello",
    "help": "help.topics",
    "language": "language.choose",
    "register": "register.already",
    "status": "status.validated",
    "back": "form.nothing_open",
    "cancel": "form.nothing_open",
    "kits": "kits.all",
    "link": "link.code",
    "profile": "profile.all",
    "notifications": "notifications.all",
    "mydata": "mydata.done",
    "forget": "forget.founder",
    "partners": "partners.because_languages",
    "available": "available.is_off",
    "contacts": "You have no contacts yet",
    "ideas": "ideas.nothing",
    "idea": "ideas.ask_title",
    "mycode": "Show this at a meeting.",
    "groups": "groups.none",
    "post": "posts.no_group",
    "projects": "projects.all",
    "project": "projects.all",
    "twinspace": "/open/",
    "room": "room.silent",
    "bridge": "there, within",
    "pupils": "/open/",
    "label": "label.card",
    "activities": "activity.card_none",
    "tasks": "tasks.card_none",
    "materials": "/open/",
    "export": "export.begun",
    "seminars": "seminars.none",
    "attended": "seminars.ask_code",
    "meet": "meet.with",
    "calendar": "webcal://",
    "queue": "queue.empty",
    "announce": "announce.ask_narrower",
    "stats": "Numbers, Romania",
    "move": "move.usage",
    "coordinators": "Romania",
    "ambassadors": "Romania",
    "suspensions": "suspending.none",
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """One installation for all of these conversations."""
    folder = tmp_path_factory.mktemp("commands")
    made = Stage(folder, f"sqlite:///{folder / 'etwin.sqlite'}")
    made.open()
    made.start()
    yield made
    made.close()


@pytest.fixture(scope="module", params=["telegram", "matrix"])
def teacher(request, stage):
    """A validated teacher and coordinator with a running project, on each platform in turn."""
    if request.param == "telegram":
        person = TelegramPerson(stage, "Tom")
        address = Address("telegram", str(person.person.id))
    else:
        person = MatrixPerson(stage, "Mia")
        address = Address("matrix", person.user)
    person.say("/start")
    person.sees("start.welcome")
    database = Database(stage.database_url)
    database.write(_establish, person.name, address)
    database.close()
    yield person
    person.close()


def _establish(db, name, address):
    card = {"subjects": ("biology",), "languages": ("en",), "age_min": 9, "age_max": 12}
    me = makers.teacher(db, name, "RO", NOON, **card)
    addresses.belong(db, addresses.by_user(db, address).id, me.id, NOON)
    other = makers.teacher(db, f"Partner of {name}", "DE", NOON, about="I like rivers.", **card)
    for one in (me, other):
        coordinators.add(db, one.id, "RO", NOON)
    available.renew(db, other, NOON)
    project = makers.project(db, (me, other), NOON, title=f"Rivers of {name}")
    twinspaces.want(db, project.id)
    # Else the service may do it between two of these conversations.
    while counting.count_months(db, datetime.now(UTC)):
        pass


def test_the_table_and_these_conversations_name_the_same_commands():
    assert {name for name, _ in TABLE} == set(ANSWERS)


@pytest.mark.parametrize("name", [name for name, _ in TABLE])
def test_a_command_is_answered_the_same_on_both_platforms(stage, teacher, name):
    teacher.say(f"/{name}")

    assert teacher.sees(ANSWERS[name])


def test_an_exclamation_mark_serves_where_an_app_keeps_the_slash(stage, somebody):
    mina = somebody(stage, "Mina", "matrix")

    mina.say("!help")

    assert "/register" in mina.sees("help.all")


def test_a_form_is_answered_by_button_by_number_and_by_words(stage, teacher):
    teacher.say("/available")
    teacher.sees("available.is_off")
    teacher.press("available.yes")
    teacher.sees("available.on")
    teacher.say("We sing <b>loudly</b> & measure rivers.")
    teacher.sees("available.told")
    teacher.say("/available off")
    assert teacher.sees("available.off")


@pytest.mark.parametrize("typed", ["/partnrs", "xyzzy", "💥", "<b>&amp;", "/approve p1 1 2 3 4 5"])
def test_rubbish_is_answered_kindly_on_both_platforms(stage, teacher, typed):
    teacher.say(typed)

    kind = {"/partnrs": "router.did_you_mean", "/approve p1 1 2 3 4 5": "queue.empty"}
    assert teacher.sees(kind.get(typed, "router.unknown"))


def test_what_people_type_is_shown_as_they_typed_it(stage, teacher):
    teacher.say("/project new")
    teacher.sees("project.no_contacts")
    teacher.say("/partners <i>rivers</i>")
    assert "<i>rivers</i>" in teacher.sees("partners.wish_words")


def test_the_language_changes_for_everything_that_follows(stage, somebody):
    for platform, name in (
        ("telegram", "Lou"),
        ("matrix", "Léa".encode("ascii", "ignore").decode()),
    ):
        person = somebody(stage, name, platform)
        person.say("/language fr")
        person.sees("français")
        person.say("/start")
        assert person.sees("Bienvenue")
