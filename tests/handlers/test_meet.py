"""/meet: who is asked, and for which times. Rule PAR-6."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import meetingtimes
from storage import blocks, meetings, members, people, projects
from storage.countries import all_countries
from tests import makers
from tests.conftest import NOON

MINUTE = timedelta(minutes=1)
#: One time to come, as it is typed in Bucharest.
TYPED, AT = "12.11. 15:00", datetime(2026, 11, 12, 13, 0, tzinfo=UTC)


def labels(reply):
    return [getattr(button.label, "key", button.label) for row in reply.buttons for button in row]


def to(replies, address):
    return [reply for reply in replies if reply.to == address]


def slots(reply):
    return [
        button.command
        for row in reply.buttons
        for button in row
        if button.command.startswith("/slot") and not button.command.endswith("none")
    ]


# --- Whom one can meet --------------------------------------------------------------------------


def test_without_contacts_there_is_nobody_to_meet(chats, ana):
    [told] = chats.send("/meet", ana[1])

    assert (told.key, told.buttons[0][0].command) == ("meet.nobody", "/partners")


def test_three_times_are_suggested_and_go_to_the_contact_with_one_press(propose, contact, ana):
    ben, address = contact("Ben")

    told = propose(ben)

    [mine] = to(told, ana[1])
    [asked] = to(told, address)
    assert mine.key == "meet.asked"
    assert (asked.key, asked.fields["name"], len(slots(asked))) == ("meet.invitation", "Ana", 3)
    times = mine.fields["times"].items
    assert len({at.date() for at in times}) == 3
    for at in times:
        for zone in ("Europe/Bucharest", "Europe/Berlin"):
            local = at.astimezone(ZoneInfo(zone))
            assert local.weekday() < 5
            assert 8 <= local.hour < 16


def test_other_times_are_chosen_or_typed_at_most_three(chats, contact, ana):
    ben, address = contact("Ben")
    chats.send(f"/meet p{ben.id}", ana[1])
    chats.send("other", ana[1])
    [typed] = chats.send(TYPED, ana[1])

    told = chats.press("form.done", typed, ana[1])

    [asked] = to(told, address)
    assert asked.buttons[0][0].label == AT


def test_four_times_are_too_many_and_past_ones_are_none(chats, contact, ana):
    ben, _ = contact("Ben")
    chats.send(f"/meet p{ben.id}", ana[1])
    chats.send("other", ana[1])
    for day in (12, 13, 14, 15):
        [typed] = chats.send(f"{day}.11. 15:00", ana[1])
    [again] = chats.press("form.done", typed, ana[1])
    assert again.fields["problem"].key == "meet.times_wrong"

    chats.send(f"/meet p{ben.id}", ana[1])
    chats.send("other", ana[1])
    [typed] = chats.send("1.10.2026 15:00", ana[1])
    [again] = chats.press("form.done", typed, ana[1])
    assert again.fields["problem"].key == "meet.times_wrong"


def test_strangers_are_not_asked(chats, contact, teacher, ana):
    contact("Ben")
    stranger, _ = teacher("Stranger")

    assert chats.send(f"/meet p{stranger.id}", ana[1])[0].key == "meet.nobody_there"


@pytest.mark.parametrize("who", ["asker", "asked"])
def test_blocked_people_are_not_asked_in_either_direction(chats, contact, ana, database, who):
    ben, _ = contact("Ben")
    pair = (ana[0].id, ben.id) if who == "asker" else (ben.id, ana[0].id)
    database.write(blocks.add, *pair, NOON)

    assert chats.send(f"/meet p{ben.id}", ana[1])[0].key == "meet.nobody_there"
    assert chats.send("/meet", ana[1])[0].key == "meet.nobody"


def test_two_who_are_parted_by_a_block_are_not_brought_together(propose, contact, ana, database):
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    database.write(blocks.add, cleo.id, ben.id, NOON)

    told = propose(ben, cleo)

    assert (to(told, ana[1])[0].key, len(to(told, bens)), len(to(told, cleos))) == (
        "meet.asked_some",
        1,
        0,
    )


def test_the_teachers_of_a_project_are_asked_together(chats, teacher, ana, database):
    ben, bens = teacher("Ben", country="DE")
    cleo, cleos = teacher("Cleo", country="FR")
    project = database.write(lambda db: makers.project(db, (ana[0], ben), NOON))
    database.write(lambda db: makers.take_part(db, project, cleo, NOON))

    [plan] = chats.send(f"/meet j{project.id}", ana[1])
    told = chats.press("meet.send", plan, ana[1])

    assert [len(to(told, one)) for one in (bens, cleos)] == [1, 1]
    assert to(told, bens)[0].fields["about"].fields == {"title": "Rivers"}


@pytest.mark.parametrize(("country", "about"), [("DE", "in_school"), ("AU", "beyond_school")])
def test_what_is_suggested_is_called_school_hours_only_where_it_is(
    chats, contact, ana, database, country, about
):
    ben, _ = contact("Ben")
    zone = {"DE": "Europe/Berlin", "AU": "Pacific/Auckland"}[country]
    database.write(lambda db: people.change(db, ben.id, zone=zone))

    [plan] = chats.send(f"/meet p{ben.id}", ana[1])

    assert plan.fields["about"].key == f"meet.{about}"


def test_the_teachers_of_a_project_are_asked_while_it_runs(chats, teacher, ana, database):
    ben, _ = teacher("Ben", country="DE")
    project = database.write(lambda db: makers.project(db, (ana[0], ben), NOON))
    database.write(lambda db: projects.change(db, project, projects.State.CLOSED, NOON))

    assert chats.send(f"/meet j{project.id}", ana[1])[0].key == "meet.nobody_there"


def test_only_its_own_teachers_ask_those_of_a_project(chats, teacher, ana, contact, database):
    contact("Xu")
    ben, _ = teacher("Ben", country="DE")
    cleo, _ = teacher("Cleo", country="FR")
    project = database.write(lambda db: makers.project(db, (cleo, ben), NOON))

    assert chats.send(f"/meet j{project.id}", ana[1])[0].key == "meet.nobody_there"
    left = members.State.LEFT
    database.write(lambda db: makers.take_part(db, project, ana[0], NOON, state=left))
    assert chats.send(f"/meet j{project.id}", ana[1])[0].key == "meet.nobody_there"


# --- Which times --------------------------------------------------------------------------------

ZONES = sorted({zone for country in all_countries() for zone in country.zones})


@given(
    st.lists(st.sampled_from(ZONES), min_size=1, max_size=6),
    st.integers(0, 3 * 365 * 24 * 60),
)
def test_suggested_times_are_school_hours_for_everybody_on_three_days_to_come(zones, minutes):
    now = NOON + minutes * MINUTE
    found = meetingtimes.suggested([ZoneInfo(zone) for zone in zones], now)
    three = meetingtimes.first(found)

    home = ZoneInfo(zones[0])
    assert len(found) == 6
    assert len({at.astimezone(home).date() for at in three}) == len(three) == 3
    for at in found:
        assert at > now + timedelta(days=1)
        for zone in zones:
            local = at.astimezone(ZoneInfo(zone))
            assert local.weekday() < 5
            assert 7 <= local.hour < 19


def test_a_link_is_made_from_what_the_operator_set(database, teacher, contact, ana, chats):
    from dataclasses import replace

    from handlers import turn

    ben, _ = contact("Ben")
    [plan] = chats.send(f"/meet p{ben.id}", ana[1])
    command = plan.buttons[0][0].command
    event = replace(chats.event(command, ana[1], kind="press"), meetings="https://v.example/{code}")

    turn.take(database, event, bytes)

    with database.reading() as db:
        assert meetings.by_id(db, 1).link.startswith("https://v.example/")
        assert people.by_id(db, ben.id) is not None
