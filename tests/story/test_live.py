"""What teachers come for, across platforms: each conversation with the two parts swapped."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from storage import addresses, contacts, group_members, groups, people, seminars
from storage.addresses import Address
from storage.db import Database
from tests import makers
from tests.story.people import MatrixPerson, TelegramPerson
from tests.story.stage import Stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """One installation for all of these conversations."""
    folder = tmp_path_factory.mktemp("live")
    made = Stage(folder, f"sqlite:///{folder / 'etwin.sqlite'}")
    made.open()
    made.start()
    yield made
    made.close()


@pytest.fixture(scope="module", params=["from Telegram to Matrix", "from Matrix to Telegram"])
def two(request, stage):
    """Two validated teachers in one group, contacts of each other, on different platforms."""
    number = 0 if request.param.startswith("from T") else 1
    people = [TelegramPerson(stage, f"Tom{number}"), MatrixPerson(stage, f"Mia{number}")]
    for person in people:
        person.say("/start")
        person.sees("start.welcome")
    database = Database(stage.database_url)
    database.write(_establish, *people)
    database.close()
    yield people if number == 0 else people[::-1]
    for person in people:
        person.close()


def _establish(db, *people):
    now = datetime.now(UTC)
    found = []
    for person in people:
        teacher = makers.teacher(db, person.name, "RO", now, languages=("en",))
        known = addresses.by_user(db, _address(person))
        addresses.belong(db, known.id, teacher.id, now)
        found.append(teacher)
    contacts.join(db, found[0].id, found[1].id, now)
    about = {"title": "Songs", "description": "We sing.", "languages": ("en",)}
    entry = groups.Entry.OPEN
    group = groups.propose(db, found[0].id, now, **about, subjects=(), entry=entry)
    groups.change(db, group, groups.State.ACTIVE, now)
    for teacher in found:
        group_members.put(db, group.id, teacher.id, group_members.State.IN, now)
    _seminar(db, found[0], now)


def _seminar(db, host, now):
    starts_at = now + timedelta(days=2)
    seminars.add(
        db,
        at=now,
        title=f"Robots of {host.name}",
        speaker="Ida",
        kind=seminars.Kind.SEMINAR,
        language="en",
        subjects=(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        minutes=60,
        capacity=1,
        link="https://meet.example/robots",
        host_id=host.id,
        uid=f"robots-{host.id}@etwin.example",
    )


def _address(person):
    if isinstance(person, TelegramPerson):
        return Address("telegram", str(person.person.id))
    return Address("matrix", person.user)


def test_a_post_its_answer_and_its_change_reach_the_other_app(two):
    writer, reader = two

    writer.say("/post")
    writer.sees("posts.ask")
    writer.say("Which song do your pupils ask for?")
    writer.sees("Sent to")
    assert writer.name in reader.sees("Which song do your pupils ask for?")
    writer.changes("Which song do your pupils love?")
    reader.sees("Which song do your pupils love?")
    reader.press("posts.answer")
    reader.sees("posts.ask_answer")
    reader.say("The one about the cuckoo.")
    reader.sees("Sent to")
    assert reader.name in writer.sees("The one about the cuckoo.")


def test_a_letter_with_a_picture_reaches_the_other_app_and_is_answered(two):
    writer, reader = two

    writer.say("/contacts")
    writer.sees(reader.name)
    writer.press(reader.name)
    writer.sees("School of")
    writer.press("Write to")
    writer.sees("contacts.letter")
    writer.sends(makers.png(), "Our river.")
    writer.sees("contacts.sent")
    reader.sees("Our river.")
    assert len(reader.files()) == 1
    reader.press("contacts.answer")
    reader.sees("contacts.letter")
    reader.say("How wide it is!")
    writer.sees("How wide it is!")


def test_a_seminar_gives_a_calendar_file_and_its_freed_place_goes_to_who_waits(two):
    first, second = two
    title = f"Robots of {next(one.name for one in two if one.platform == 'telegram')}"
    for person in two:
        person.say("/seminars")
        person.sees("Robots of")
        person.press(title)
        person.sees("You have not signed up")
        person.press("seminars.sign_up" if person is first else "seminars.queue_up")
        person.sees("You are in" if person is first else "waiting list")

    first.press("seminars.withdraw")
    first.sees("You are off the list")
    second.sees("seminars.offered")
    second.press("seminars.take")
    second.sees("You are in")

    assert len([name for name in first.files() if name.endswith(".ics")]) == 2
    assert any(name.endswith(".ics") for name in second.files())


def test_three_times_are_proposed_and_the_one_that_suits_both_is_fixed(two):
    asker, asked = two

    asker.say("/meet new")
    asker.sees("meet.with")
    asker.press(asked.name)
    asker.sees("meet.with")
    asker.press("form.done")
    asker.sees("meet.plan")
    asker.press("meet.send")
    first = _first_choice(asked, asked.sees("would like to meet"))
    asked.press(first)
    asked.sees("Your meeting is fixed")
    asker.sees("Your meeting is fixed")


def test_evidence_for_a_label_is_filed_and_made_an_application(stage, two):
    teacher, colleague = two
    database = Database(stage.database_url)
    database.write(_run_a_project, teacher, colleague)
    database.close()

    teacher.say("/label")
    teacher.sees("label.card")
    for point in ("collaboration", "technology", "safety"):
        teacher.press(f"labelpoint.{point}")
        teacher.sees("label.ask_evidence")
        if point == "technology":
            teacher.sends(makers.png(), "Our map, drawn together.")
        else:
            teacher.say(f"Mixed teams wrote the story: {point}.")
        teacher.sees("label.filed")
    teacher.press("label.apply")
    teacher.sees("label.apply_gaps")
    teacher.press("label.apply_yes")
    teacher.sees("label.as_text")

    assert {"quality-label.pdf", "quality-label.txt"} <= set(teacher.files())


def _run_a_project(db, *two):
    found = [people.by_id(db, addresses.by_user(db, _address(one)).person_id) for one in two]
    begun = datetime.now(UTC) - timedelta(weeks=13)
    makers.project(db, found, begun, title="Birds", is_national=False)


def _first_choice(person, shown):
    """Give the first of the proposed times, as a button or as a numbered line."""
    if isinstance(person, TelegramPerson):
        return person.message("would like to meet").buttons[0][0].text
    return re.search(r"^1\. (.+)$", shown, re.MULTILINE)[1]
