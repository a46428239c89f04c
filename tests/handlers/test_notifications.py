"""/notifications: how one is told of each kind, when not, and in which time. Rule REG-9."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers import daily
from handlers.conversation import Button, Lane, Reply, Words
from handlers.posting import push
from storage import addresses, notices, outbox, people
from storage.notices import Way
from storage.outbox import State
from tests.conftest import NOON


def way(database, who, kind):
    return database.read(notices.way, who.id, kind)


def commands(reply):
    return [button.command for row in reply.buttons for button in row]


def test_a_press_goes_to_the_next_way(chats, teacher, database):
    who, ana = teacher("Ana")
    chats.send("/notifications", ana)
    seen = []
    for _ in range(3):
        chats.send("/notifications groups", ana, kind="press")
        seen.append(way(database, who, "groups"))

    assert seen == [Way.DAILY, Way.OFF, Way.NOW]


def test_messages_are_never_off(chats, teacher, database):
    who, ana = teacher("Ana")
    seen = set()
    for _ in range(4):
        chats.send("/notifications messages", ana, kind="press")
        seen.add(way(database, who, "messages"))

    assert seen == {Way.NOW, Way.DAILY}
    with pytest.raises(ValueError, match="not in this way"):
        database.write(notices.choose, who.id, "messages", Way.OFF)


def test_seminars_lead_to_how_they_come_and_to_a_switch_for_each_reminder(chats, teacher, database):
    who, ana = teacher("Ana")

    [card] = chats.send("/notifications seminars", ana, kind="press")
    assert commands(card) == [
        "/notifications seminars next",
        "/notifications seminars_day",
        "/notifications seminars_hour",
        "/notifications seminars_minutes",
        "/notifications",
    ]
    assert way(database, who, "seminars") == Way.NOW
    [turned] = chats.send("/notifications seminars_hour", ana, kind="press")
    assert commands(turned) == commands(card)
    assert way(database, who, "seminars_hour") == Way.OFF
    chats.send("/notifications seminars_hour", ana, kind="press")
    assert way(database, who, "seminars_hour") == Way.NOW


def test_who_wants_seminars_daily_is_told_what_that_means_and_sees_what_can_come_so(
    chats, teacher, database
):
    who, ana = teacher("Ana")

    [daily] = chats.send("/notifications seminars next", ana, kind="press")
    [off] = chats.send("/notifications seminars next", ana, kind="press")

    assert daily.fields["about"].key == "notifications.seminars_daily"
    assert off.fields["about"].key == "notifications.seminars_always"
    assert commands(daily)[1:-1] == ["/notifications seminars_day"]
    assert commands(off)[1:-1] == []
    assert way(database, who, "seminars") == Way.OFF


@pytest.mark.parametrize(
    ("typed", "kept"), [("22-6", (22, 6)), ("from 20:00 to 8:00", (20, 8)), ("0-0", (0, 0))]
)
def test_quiet_hours_are_kept(chats, teacher, database, typed, kept):
    who, ana = teacher("Ana")
    chats.send("/quiet", ana)

    [shown] = chats.send(typed, ana)

    assert shown.key == "notifications.all"
    assert database.read(notices.quiet, who.id) == kept


def test_hours_that_are_none_are_asked_again(chats, teacher):
    _, ana = teacher("Ana")
    chats.send("/quiet", ana)

    [again] = chats.send("late", ana)

    assert again.fields["problem"] == Words("form.hours")


@pytest.mark.parametrize(
    ("country", "typed", "zone"),
    [
        ("RO", "Lisbon", "Europe/Lisbon"),
        ("RO", "bucarest", "Europe/Bucharest"),
        ("ES", "Atlantic/Canary", "Atlantic/Canary"),
    ],
)
def test_a_zone_is_found_by_its_city(chats, teacher, database, country, typed, zone):
    who, ana = teacher("Ana", country=country)
    [asked] = chats.send("/zone", ana)
    offered = [button.command for row in asked.buttons for button in row]

    [told] = chats.send(typed, ana)

    assert any("Canary" in command for command in offered) == (country == "ES")
    assert told.key == "notifications.zone"
    assert database.read(people.by_id, who.id).zone == zone


def test_a_city_that_is_none_is_asked_again(chats, teacher):
    _, ana = teacher("Ana")
    chats.send("/zone", ana)

    assert chats.send("Xyzzyville", ana)[0].key == "form.again"


# --- What comes too late ------------------------------------------------------------------------


def test_what_was_gathered_and_is_too_late_is_not_told_with_the_others(database, teacher, chats):
    who, _ = teacher("Ana")
    database.write(notices.choose, who.id, "seminars", Way.DAILY)
    told = Reply("seminars.none", to=who.id, notice="seminars")
    until = EVENING + timedelta(hours=1)
    database.write(push, NOON, [told, replace(told, key="seminars.none_fits", until=until)])
    chats.new()

    database.write(daily.tell, until)

    [news] = chats.new()
    assert news.fields["count"] == 1


def test_what_would_be_too_late_with_the_others_comes_at_once(database, teacher):
    who, _ = teacher("Ana")
    database.write(notices.choose, who.id, "seminars", Way.DAILY)
    until = NOON + timedelta(hours=2, minutes=10)  # by then not all may be told
    told = Reply("seminars.none", to=who.id, notice="seminars", until=until)

    database.write(push, NOON, [told])

    with database.reading() as db:
        [row] = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
    assert (row.state, row.due_at, row.until_at) == (State.WAITING, NOON, until)


# --- What is told once a day --------------------------------------------------------------------

EVENING = NOON + timedelta(hours=3)  # five o'clock in Romania comes at two in the afternoon, UTC


@pytest.fixture
def gathered(database, teacher):
    """Gather notices for Ana, who wants those of projects daily; give her address."""
    who, ana = teacher("Ana")
    database.write(notices.choose, who.id, "projects", Way.DAILY)

    def make(count=2):
        def work(db):
            for number in range(count):
                told = Reply(
                    "project.left",
                    {"name": f"Ben {number}", "title": "Rivers"},
                    ((Button("Rivers", f"/project {number}"),),),
                    to=who.id,
                    lane=Lane.REMINDER,
                    once=f"left-{number}",
                )
                push(db, NOON, [told.noticed("projects")])

        database.write(work)
        return ana

    return make


def tell(chats, database, at=EVENING):
    chats.new()
    while database.write(daily.tell, at):
        pass
    return chats.new()


def test_what_was_gathered_comes_once_a_day_in_one_message(chats, database, gathered):
    ana = gathered()

    assert tell(chats, database, NOON + timedelta(hours=1)) == []
    [told] = tell(chats, database)

    assert (told.key, told.to, told.fields["count"]) == ("daily.all", ana, 2)
    first = told.fields["lines"].items[0].fields["line"]
    assert first == "Ben 0 has left “Rivers”."
    assert tell(chats, database) == []


def test_what_was_told_together_is_never_sent_by_itself_and_keeps_its_key(
    chats, database, gathered
):
    gathered()
    tell(chats, database)

    assert database.read(outbox.state_of, "left-0") == State.DEAD
    gathered()
    assert tell(chats, database, EVENING + timedelta(days=1)) == []


def test_a_line_opens_what_it_is_about_with_its_buttons(chats, database, gathered, teacher):
    ana = gathered()
    _, ben = teacher("Ben")
    [told] = tell(chats, database)
    button = told.buttons[0][0]

    [opened] = chats.send(button.command, ana, kind="press")

    assert opened.key == "project.left"
    assert opened.buttons[0][0].command == "/project 0"
    assert chats.send(button.command, ben, kind="press")[0].key == "daily.gone"


def test_a_long_day_is_told_in_so_many_lines_and_five_buttons(chats, database, gathered):
    gathered(30)

    [told] = tell(chats, database)

    assert told.key == "daily.some"
    assert len(told.fields["lines"].items) + told.fields["more"] == told.fields["count"] == 30
    assert len(told.buttons) == daily.BUTTONS


def test_what_waits_to_be_told_answers_no_number(chats, database, gathered, teacher):
    gathered()
    with database.reading() as db:
        assert outbox.last_asked(db, "telegram", "chat of ana", NOON) == []


def test_every_chat_is_told_however_many_there_are(chats, database, gathered, monkeypatch):
    gathered()

    def more(db):
        for number in range(7):
            for part in range(2):
                outbox.put(
                    db,
                    platform="matrix",
                    chat=f"chat of m{number}",
                    language="fr",
                    payload={"key": "contacts.was_declined", "fields": {}, "n": part},
                    at=NOON,
                    state=State.GATHERED,
                )

    database.write(more)
    monkeypatch.setattr(daily, "CHATS_AT_ONCE", 3)

    told = tell(chats, database)

    assert len(told) == len({one.to for one in told}) == 8
    assert {one.fields["count"] for one in told} == {2}


def test_pushes_come_as_their_reader_chose(chats, teacher, database):
    who, ana = teacher("Ana")
    _, ben = teacher("Ben", country="DE")
    database.write(notices.choose, who.id, "contacts", Way.OFF)
    [code] = chats.send("/mycode", ana)
    chats.send(code.fields["command"].text, ben)

    told = chats.send("We met at the seminar.", ben)

    assert [one.key for one in told] == ["contacts.asked"]
    assert chats.send("/contacts", ana)[0].key == "contacts.request"


def test_what_is_told_daily_waits_for_the_end_of_the_quiet_hours_too(chats, database, gathered):
    ana = gathered()
    who = database.read(addresses.by_user, ana).person_id
    database.write(notices.keep_quiet, who, 16, 20)

    tell(chats, database)

    with database.reading() as db:
        [row] = db.execute(outbox.table.select().where(outbox.table.c.once.like("daily-%"))).all()
    assert row.due_at == EVENING + timedelta(hours=2)
