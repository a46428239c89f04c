"""/seminars: who sees, plans and changes them. Rule SEM-1."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import coordinators, group_members, seminars
from storage.addresses import Address
from storage.group_members import State as Part
from tests.conftest import NOON
from tests.handlers.circles import Circles
from tests.handlers.seminars import START, announce

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def labels(reply):
    return [getattr(button.label, "key", button.label) for row in reply.buttons for button in row]


# --- SEM-1: announced, listed, changed ----------------------------------------------------------

PLAN = [
    "Robots in class",
    "Ida Lind",
    "Online seminar",
    "12.11. 17:00",
    "60",
    "English",
    "Art",
    "seminar-subjects-done",
    "40",
    "meet.example/robots",
]


def plan(chats, by, answers):
    replies = chats.send("/seminars new", by)
    for answer in answers:
        if answer == "seminar-subjects-done":
            replies = chats.press("form.done", replies[-1], by)
        else:
            replies = chats.send(answer, by)
    return replies


def test_a_coordinator_announces_a_seminar_with_everything_that_belongs_to_it(
    chats, host, database
):
    _, hana = host

    [asked] = plan(chats, hana, PLAN)
    [told] = chats.press("seminars.announce", asked, hana)

    assert (asked.key, told.key) == ("seminars.ask_sure", "seminars.announced")
    with database.reading() as db:
        [made] = seminars.upcoming(db, NOON, limit=5)
    assert made.starts_at == datetime(2026, 11, 12, 15, tzinfo=UTC)  # 17:00 in Bucharest
    assert made.ends_at - made.starts_at == HOUR
    assert (made.title, made.speaker, made.capacity) == ("Robots in class", "Ida Lind", 40)
    assert (made.language, made.subjects) == ("en", ("art",))
    assert made.link == "https://meet.example/robots"


def test_a_learning_event_goes_on_until_its_last_day_and_says_how_much_work_it_is(
    chats, host, database
):
    _, hana = host
    begun = ["Weeks of water", "Ida Lind", "Learning event of some days", "12.11. 17:00"]
    rest = ["English", "Art", "seminar-subjects-done", "40", "meet.example/water"]

    [asked] = plan(chats, hana, [*begun, "18.11.2026", "12", *rest])
    chats.press("seminars.announce", asked, hana)

    with database.reading() as db:
        [made] = seminars.upcoming(db, NOON, limit=5)
    assert made.kind == seminars.Kind.EVENT
    assert made.ends_at == datetime(2026, 11, 18, 21, 59, tzinfo=UTC)
    assert made.minutes == 12 * 60


@pytest.mark.parametrize(
    ("before", "answer", "problem"),
    [
        (3, "yesterday at noon", "form.not_found"),
        (3, "2026-13-45T25:61+00:00", "form.not_found"),
        (3, "1.10.2026 17:00", "seminars.in_the_past"),
        (4, "5", "form.too_small"),
        (8, "0", "form.too_small"),
        (9, "nowhere", "form.link"),
    ],
)
def test_a_wrong_answer_about_a_seminar_is_asked_again(chats, host, before, answer, problem):
    _, hana = host

    plan(chats, hana, PLAN[:before])
    [again] = chats.send(answer, hana)

    assert (again.key, again.fields["problem"].key) == ("form.again", problem)


def test_only_coordinators_plan_seminars(chats, teacher, database):
    person, ana = teacher("Ana")

    assert chats.send("/seminars new", ana)[0].key == "seminars.not_a_host"

    database.write(coordinators.add, person.id, "RO", NOON)
    assert chats.send("/seminars new", ana)[0].key == "seminars.ask_title"


def test_a_moderator_of_a_group_hosts_as_long_as_they_are_one(chats, teacher, database):
    person, ana = teacher("Ana")
    group = Circles(database, chats).make(person)
    [asked] = plan(chats, ana, PLAN)
    assert asked.key == "seminars.ask_sure"

    database.write(group_members.put, group.id, person.id, Part.IN, NOON)

    assert chats.press("seminars.announce", asked, ana)[0].key == "seminars.not_a_host"


def test_whoever_is_no_coordinator_any_more_announces_nothing(chats, teacher, database):
    person, ana = teacher("Ana")
    database.write(coordinators.add, person.id, "RO", NOON)
    [asked] = plan(chats, ana, PLAN)

    database.write(lambda db: db.execute(coordinators.table.delete()))

    assert chats.press("seminars.announce", asked, ana)[0].key == "seminars.not_a_host"


def test_seminars_are_listed_by_date_for_visitors_too(chats, database, host, robots):
    database.write(lambda db: announce(db, host[0], title="Later", starts_at=START + DAY))
    database.write(lambda db: announce(db, host[0], title="Sooner", starts_at=START - DAY))
    database.write(lambda db: announce(db, host[0], title="Over", starts_at=NOON - DAY))

    [listed] = chats.send("/seminars", Address("telegram", "visitor"))

    assert labels(listed)[:3] == ["Sooner", "Robots", "Later"]
    assert listed.fields["count"] == 3


def test_the_list_is_narrowed_down_by_language_and_subject_and_widened_again(
    chats, database, host, robots, teacher
):
    _, ana = teacher("Ana")
    database.write(lambda db: announce(db, host[0], title="Musique", language="fr"))
    music = ("art_is_not_it", "music")
    database.write(lambda db: announce(db, host[0], title="Song", subjects=music))

    [listed] = chats.send("/seminars", ana)
    [asked] = chats.press("seminars.narrow", listed, ana)
    chats.press("partners.by_language", asked, ana)
    [french] = chats.send("French", ana)
    chats.send("/seminarfilter", ana)
    chats.send("subject", ana)
    [none] = chats.send("music", ana)
    [again] = chats.press("seminars.widen", none, ana)
    chats.send("/seminarfilter", ana)
    chats.send("subject", ana)
    [songs] = chats.send("music", ana)

    assert labels(french)[0] == "Musique"
    assert none.key == "seminars.none_fits"
    assert again.fields["count"] == 3
    assert (labels(songs)[0], songs.fields["count"]) == ("Song", 1)


def test_a_long_list_has_pages(chats, database, host, teacher):
    _, ana = teacher("Ana")
    for number in range(8):
        database.write(lambda db, n=number: announce(db, host[0], title=f"Seminar {n}"))

    [first] = chats.send("/seminars", ana)
    [second] = chats.press("seminars.next", first, ana)

    assert len({*labels(first), *labels(second)} & {f"Seminar {n}" for n in range(8)}) == 8
    assert "seminars.next" not in labels(second)


def test_a_host_changes_what_it_is_about_and_calendars_see_a_newer_one(
    chats, host, robots, database
):
    _, hana = host

    [card] = chats.send(f"/seminar {robots.id}", hana)
    [asked] = chats.press("seminars.edit", card, hana)
    chats.press("seminars.edit_title", asked, hana)
    [told] = chats.send("Better robots", hana)

    assert told.key == "seminars.edited"
    with database.reading() as db:
        changed = seminars.by_id(db, robots.id)
    assert (changed.title, changed.sequence) == ("Better robots", robots.sequence + 1)
    assert changed.dated_at == robots.dated_at


@pytest.mark.parametrize(
    "command",
    ["editseminar", "moveseminar", "cancelseminar", "seminarcode", "recording", "feedback"],
)
def test_nobody_changes_somebody_elses_seminar_but_central_support(
    chats, robots, coordinator, teacher, command
):
    _, other = coordinator("Otto", "DE")
    _, ana = teacher("Ana")
    _, central = coordinator("Cleo", "*")
    chats.at = START

    assert chats.send(f"/{command} {robots.id}", other)[0].key == "seminars.not_a_host"
    assert chats.send(f"/{command} {robots.id}", ana)[0].key == "seminars.not_a_host"
    assert chats.send(f"/{command} {robots.id}", central)[0].key != "seminars.not_a_host"


@pytest.mark.parametrize(
    "command", ["seminar", "signup", "takeplace", "withdraw", "icsfile", "certificate", "stars"]
)
def test_a_seminar_that_there_is_not_is_answered_kindly(chats, teacher, command):
    _, ana = teacher("Ana")

    for typed in ("999", "", "x", "9" * 30):
        [reply] = chats.send(f"/{command} {typed}", ana)
        assert reply.key == "seminars.not_found"
        assert reply.buttons
