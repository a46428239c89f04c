"""Files for many: uploaded once a platform, and never before a file that answers somebody."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import Limits
from handlers.conversation import File, Lane
from storage import uploads
from tests.bot.test_delivery_files import Elsewhere, content, deliver_beside, file, heard
from tests.makers import png

SOURCE = ("matrix", "mxc://x/y")


def places(stage):
    with stage.database.reading() as db:
        return uploads.places(db, "telegram", [SOURCE])


@pytest.mark.parametrize(
    ("kind", "data"), [("photo", png()), ("file", b"%PDF-")], ids=["picture", "file"]
)
async def test_what_goes_to_many_is_uploaded_once(any_stage, kind, data):
    elsewhere = Elsewhere(data)
    people = [any_stage.person() for _ in range(12)]
    for person in people:
        payload = file(*SOURCE, kind, name="it.png")
        any_stage.post(person, "look", payload=payload, lane=Lane.BULK)

    deliver_beside(any_stage, elsewhere)
    await any_stage.settled()

    assert len({heard(person)[0].file_id for person in people}) == 1
    assert content(any_stage, heard(people[-1])[0]) == data
    assert elsewhere.fetched == 1


async def test_a_restart_uploads_nothing_again(stage):
    elsewhere = Elsewhere(b"%PDF-")
    ana, ben = stage.person(), stage.person()
    stage.post(ana, "look", payload=file(*SOURCE))
    deliver_beside(stage, elsewhere)
    await stage.settled()
    await stage.end(stage._tasks.pop())

    stage.delivery = None
    stage.post(ben, "look", payload=file(*SOURCE))
    deliver_beside(stage, elsewhere)
    await stage.settled()

    assert heard(ana)[0].file_id == heard(ben)[0].file_id
    assert elsewhere.fetched == 1


async def test_what_the_platform_does_not_know_any_more_is_uploaded_once_more(stage):
    ana = stage.person()
    old = File("telegram", "of another bot", "file", "application/pdf", "plan.pdf", 5)
    place = json.dumps(vars(old))
    stage.database.write(uploads.note, SOURCE, "telegram", place, datetime.now(UTC))
    stage.post(ana, "look", payload=file(*SOURCE))

    deliver_beside(stage, Elsewhere(b"%PDF-"))
    await stage.settled()

    [message] = heard(ana)
    assert (message.text, content(stage, message)) == ("look", b"%PDF-")
    assert json.loads(places(stage)[SOURCE])["ref"] == message.file_id


def test_the_name_of_what_was_uploaded_is_forgotten_after_a_month(db):
    now = datetime.now(UTC)
    uploads.note(db, SOURCE, "telegram", "{}", now)

    uploads.forget_old(db, now + timedelta(days=29))
    assert uploads.places(db, "telegram", [SOURCE]) == {SOURCE: "{}"}
    uploads.forget_old(db, now + timedelta(days=31))

    assert uploads.places(db, "telegram", [SOURCE]) == {}


class Stuck(Elsewhere):
    """A platform that gives a file only when it is let go, unless that file is an answer's."""

    def __init__(self):
        super().__init__(b"%PDF-")
        self.began, self.go = asyncio.Event(), asyncio.Event()

    async def fetch(self, file):
        if file.ref != "mxc://x/answer":
            self.began.set()
            await self.go.wait()
        return await super().fetch(file)


def post_files(stage, many):
    for number in range(many):
        payload = file("matrix", f"mxc://x/{number}")
        stage.post(stage.person(), "look", payload=payload, lane=Lane.BULK)


async def test_the_file_of_an_answer_overtakes_those_to_many(stage):
    ana, elsewhere = stage.person(), Stuck()
    post_files(stage, 10)
    deliver_beside(stage, elsewhere)
    await elsewhere.began.wait()

    stage.post(ana, "your file", payload=file("matrix", "mxc://x/answer"))
    await ana.waits_for("your file")

    assert content(stage, heard(ana)[0]) == b"%PDF-"
    elsewhere.go.set()
    await stage.settled()


async def test_files_that_wait_for_their_turn_take_no_place_of_others(stage):
    stage.limits = Limits(at_once=5)  # four of them for what goes to many
    ana, elsewhere = stage.person(), Stuck()
    post_files(stage, 4)
    stage.post(ana, "no file", lane=Lane.BULK)

    deliver_beside(stage, elsewhere)
    await ana.waits_for("no file")

    elsewhere.go.set()
    await stage.settled()


async def test_a_message_does_not_overtake_a_file_to_the_same_chat_that_waits_for_its_turn(stage):
    ana, elsewhere = stage.person(), Stuck()
    post_files(stage, 2)
    stage.post(ana, "first", payload=file("matrix", "mxc://x/answer"), lane=Lane.BULK)
    stage.post(ana, "second", lane=Lane.BULK)
    last = stage.person()
    stage.post(last, "elsewhere", lane=Lane.BULK)

    deliver_beside(stage, elsewhere)
    await last.waits_for("elsewhere")
    elsewhere.go.set()
    await stage.settled()

    assert [message.text for message in heard(ana)] == ["first", "second"]
