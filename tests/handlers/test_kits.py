"""/kits: plans that are complete in every language, browsed and made into projects."""

import re
import shutil

import pytest
from pydantic import ValidationError

from handlers import kitbook, questions, validation
from storage import addresses, dialogues
from storage.addresses import Address
from storage.db import Database
from tests.handlers.circles import Circles, labels

KITS = kitbook.all_kits()
LUNCHBOX = kitbook.FOLDER / "lunchbox.toml"


@pytest.fixture
def visitor():
    """Somebody who never registered."""
    return Address("telegram", "visitor")


# --- The kits themselves ------------------------------------------------------------------------


def test_there_are_kits_for_every_age_from_the_youngest_to_the_oldest():
    assert len(KITS) >= 8
    for age in range(4, 20):
        assert kitbook.fitting(ages=(age, age)), f"no kit for pupils of {age}"


@pytest.mark.parametrize("kit", KITS, ids=lambda one: one.name)
@pytest.mark.parametrize("language", kitbook.LANGUAGES)
def test_a_kit_is_complete_and_becomes_a_plan_in_every_language(kit, language):
    told = kit.told(language)

    assert validation.problem(questions.Paragraph, told.about) is None
    assert validation.problem(questions.Paragraph, told.results) is None
    titles = [step.told(language).title for step in kit.activities]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("kit", KITS, ids=lambda one: one.name)
def test_a_kit_says_something_else_in_each_language(kit):
    pairs = [(kit.en, kit.fr), *((step.en, step.fr) for step in kit.activities)]

    for one, other in pairs:
        assert not set(one.model_dump().values()) & set(other.model_dump().values())


@pytest.mark.parametrize("kit", KITS, ids=lambda one: one.name)
def test_a_kit_is_set_as_its_language_is(kit):
    french = re.compile(r"(?<![\u00a0\u202f])(?:[;!?»]|:(?!\w|//))|«(?!\u00a0)")
    slips = re.compile(r"  |^\s|\s$|\.\.|['\"]")
    for step in (kit, *kit.activities):
        for said in (*step.en.model_dump().values(), *step.fr.model_dump().values()):
            assert not slips.search(said), said
        for said in step.fr.model_dump().values():
            assert not french.search(said), said


@pytest.mark.parametrize(
    ("find", "replace"),
    [
        ("[fr]", "[de]"),
        ("ages = [6, 11]", "ages = [11, 6]"),
        ("ages = [6, 11]", "ages = [1, 11]"),
        ('"health"', '"cooking"'),
        ("weeks = 3", "weeks = 0"),
        ("[activities.fr]", "[activities.french]"),
        ("lessons = 1", 'lessons = "one"'),
        ("weeks = 3", "weeks = 3\nauthor = 'me'"),
    ],
)
def test_a_kit_that_is_not_complete_is_not_read(tmp_path, find, replace):
    path = tmp_path / "lunchbox.toml"
    shutil.copy(LUNCHBOX, path)
    assert kitbook.read(path) == kitbook.by_name("lunchbox")
    path.write_text(path.read_text("utf-8").replace(find, replace), "utf-8")

    with pytest.raises(ValidationError):
        kitbook.read(path)


# --- Browsing -----------------------------------------------------------------------------------


def test_everybody_goes_through_all_kits(chats, visitor):
    [first] = chats.send("/kits", visitor)
    [second] = chats.press("partners.next", first, visitor)

    shown = [one for one in (*labels(first), *labels(second)) if one.startswith("/kit ")]
    assert shown == [f"/kit {kit.name}" for kit in KITS]
    assert chats.send("/kits next", visitor)[0].key == "kits.none"


@pytest.mark.parametrize(
    ("way", "answer", "found"),
    [
        ("partners.by_ages", "16-19", {"headline-check", "object-museum", "water-detectives"}),
        ("partners.by_ages", "4", {"bird-window"}),
        ("partners.by_subject", "physics", {"shadows"}),
        ("kits.by_weeks", "3", {"bird-window", "lunchbox"}),
    ],
)
def test_kits_are_narrowed_down_by(chats, visitor, way, answer, found):
    [every] = chats.send("/kits", visitor)
    [asked] = chats.press(way, chats.press("partners.narrow", every, visitor)[0], visitor)

    [reply] = chats.send(answer, visitor)

    shown = {one.removeprefix("/kit ") for one in labels(reply) if one.startswith("/kit ")}
    assert shown == found
    assert asked.buttons


def test_steps_come_one_at_a_time(chats, visitor):
    kit = kitbook.by_name("shadows")
    [shown] = chats.send("/kit shadows", visitor)
    assert (shown.key, shown.fields["title"]) == ("kits.card", kit.en.title)
    [step] = chats.press("kits.first", shown, visitor)

    for place, activity in enumerate(kit.activities, start=1):
        assert (step.fields["place"], step.fields["how"]) == (place, activity.en.how)
        if place < len(kit.activities):
            [step] = chats.press("kits.next", step, visitor)

    assert labels(step) == ["/usekit shadows", "/kit shadows"]


def test_a_kit_is_told_in_the_readers_language(chats, visitor):
    chats.send("/language fr", visitor)

    [shown] = chats.send("/kit shadows", visitor)
    [step] = chats.send("/kit shadows 1", visitor)

    kit = kitbook.by_name("shadows")
    assert (shown.fields["about"], step.fields["how"]) == (kit.fr.about, kit.activities[0].fr.how)


@pytest.mark.parametrize("typed", ["/kit", "/kit nothing", "/kit ../secrets"])
def test_a_kit_that_is_not_there_is_answered_kindly(chats, visitor, typed):
    assert chats.send(typed, visitor)[0].key == "kits.unknown"


# --- Making it a project ------------------------------------------------------------------------


def test_a_project_starts_with_what_the_kit_says(chats, teacher, database):
    (ana, at_ana), (ben, _) = teacher("Ana"), teacher("Ben", country="DE")
    Circles(database, chats).befriend(ana, ben)
    [shown] = chats.send("/kit shadows", at_ana)

    [asked] = chats.press("kits.use", shown, at_ana)

    kit = kitbook.by_name("shadows")
    assert asked.key == "project.ask_partner"
    known = answers(database, at_ana)
    assert (known["title"], known["description"]) == (kit.en.title, kit.en.about)
    assert known["results"] == kit.en.results


def test_a_plan_that_is_begun_is_not_lost_to_a_kit(chats, teacher, database):
    (ana, at_ana), (ben, _) = teacher("Ana"), teacher("Ben", country="DE")
    Circles(database, chats).befriend(ana, ben)
    chats.send("/project new", at_ana)
    chats.send("Our own rivers", at_ana)

    [asked] = chats.send("/usekit shadows", at_ana)
    assert asked.key == "kits.plan_begun"
    assert answers(database, at_ana)["title"] == "Our own rivers"
    assert chats.press("kits.go_on", asked, at_ana)[0].key == "project.ask_description"
    chats.press("kits.anew", asked, at_ana)

    assert answers(database, at_ana)["title"] == kitbook.by_name("shadows").en.title


def test_without_a_partner_the_first_step_is_to_find_one(chats, teacher):
    _, ana = teacher("Ana")

    assert chats.send("/usekit shadows", ana)[0].key == "project.no_contacts"
    assert chats.send("/usekit nothing", ana)[0].key == "kits.unknown"


def test_visitors_are_asked_to_register_first(chats, visitor):
    assert chats.send("/usekit shadows", visitor)[0].key == "router.register_first"


def answers(database: Database, address: Address):
    with database.reading() as db:
        known = addresses.by_user(db, address)
        return dialogues.of_form(db, known.id, "project").answers
