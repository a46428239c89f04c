"""What was said in a staff room, looked at once more as it leaves: who may read it, and what of it.

Rule TWS-9.
"""

from datetime import timedelta

import pytest

from handlers.rich import Rich
from handlers.rooms import Media, Page, Said
from storage import accounts, addresses, members, outbox, people, pupils, twinspaces
from storage.addresses import Address
from storage.outbox import State
from storage.people import Standing
from tests import makers
from tests.conftest import NOON

FAR = NOON + timedelta(days=9999)
PICTURE = Media("fox.png", "image/png", 2000, is_picture=True)


class StaffRoom:
    """A homeserver with one room, in which this was said."""

    def __init__(self, *said):
        self.said = [
            Said(f"${number}", "@t_eva:school.example", NOON, Rich(text), media=media)
            for number, (text, media) in enumerate(said)
        ]

    async def messages(self, room, before="", most=30):
        assert room == "!staff"
        return Page(self.said, "")


@pytest.fixture
def reader(stage):
    return Reader(stage)


class Reader:
    """Ana, who reads on Telegram what Eva says; Fox is a pupil."""

    def __init__(self, stage):
        self.stage = stage

    def begin(self):
        self.phone = self.stage.person()
        self.stage.database.write(self._found)

    def _found(self, db):
        self.ana = makers.teacher(db, "Ana", "RO", NOON)
        eva = makers.teacher(db, "Eva", "DE", NOON)
        known = addresses.by_user(db, Address("telegram", str(self.phone.id))) or addresses.add(
            db, Address("telegram", str(self.phone.id)), str(self.phone.id), "en", NOON
        )
        addresses.belong(db, known.id, self.ana.id, NOON)
        self.project = makers.project(db, (self.ana, eva), NOON)
        accounts.add(db, eva.id, "t_eva")
        fox = {"pseudonym": "Fox", "code": "ABCDE234567", "localpart": "p_fox"}
        where = {"project_id": self.project.id, "school_id": self.ana.school_id}
        pupils.add(db, **where, **fox, added_by=self.ana.id, at=NOON)
        twinspaces.want(db, self.project.id)
        rooms = {"space": "!space", "classroom": "!class", "staff_room": "!staff"}
        twinspaces.keep_rooms(db, self.project.id, **rooms)

    def leave(self):
        left = members.State.LEFT
        self.stage.database.write(
            lambda db: makers.take_part(db, self.project, self.ana, NOON, left)
        )

    def send_back(self):
        self.stage.database.write(lambda db: people.decide(db, self.ana, Standing.WAITING, NOON))

    def asks(self):
        """Ask what was said last; give the row's id."""
        reads = {"key": "room.latest", "fields": {"title": "Rivers", "said": ""}}
        reads |= {"reads": "!staff", "only_in": self.project.id, "secret": True}
        return self.stage.post(self.phone, "", payload=reads)

    def texts(self):
        return [one.text for one in self.phone.messages if one.from_bot]


async def test_it_shows_what_was_said_last_and_keeps_none_of_it(stage, reader):
    reader.begin()
    stage.deliver(rooms=StaffRoom(("Good morning", None)))

    reader.asks()
    await stage.settled()

    [shown] = reader.texts()
    assert "Eva" in shown
    assert "Good morning" in shown


@pytest.mark.parametrize("ends", [Reader.leave, Reader.send_back])
async def test_who_is_no_teacher_of_the_project_when_it_leaves_reads_nothing(stage, reader, ends):
    reader.begin()
    asked = reader.asks()
    copy = {"key": "room.followed", "fields": {"title": "Rivers", "name": "Eva", "text": "secret"}}
    night = stage.post(reader.phone, "", payload={**copy, "only_in": reader.project.id})
    ends(reader)

    stage.deliver(rooms=StaffRoom(("secret", None)))
    await stage.settled()

    assert reader.texts() == []
    assert stage.states() == dict.fromkeys((asked, night), (State.DEAD, "no reader"))


async def test_a_change_of_what_was_shown_does_not_reach_who_left(stage, reader):
    reader.begin()
    copy = {"key": "room.followed", "fields": {"title": "Rivers", "name": "Eva", "text": "before"}}
    copy["only_in"] = reader.project.id
    first = stage.post(reader.phone, "", payload=copy)
    stage.deliver(rooms=StaffRoom())
    await stage.settled()
    reader.leave()

    copy["fields"] = {**copy["fields"], "text": "after"}
    change = stage.post(reader.phone, "", payload=copy, at=FAR)
    mine = outbox.table.c.id == change
    values = {"target": first, "due_at": NOON}
    stage.database.write(lambda db: db.execute(outbox.table.update().where(mine).values(values)))
    stage.delivery.kick()
    await stage.settled()

    [shown] = reader.texts()
    assert "before" in shown
    assert stage.states()[change] == (State.DEAD, "no reader")


async def test_what_names_a_pupil_is_not_shown_on_telegram(stage, reader):
    reader.begin()
    tasks = "1. Fox measures the river\n2. All write"
    stage.deliver(rooms=StaffRoom((tasks, None), ("", PICTURE), ("Good night", None)))

    reader.asks()
    await stage.settled()

    [shown] = reader.texts()
    assert "fox" not in shown.lower()
    assert shown.count("stays in the staff room") == 2
    assert "Good night" in shown
