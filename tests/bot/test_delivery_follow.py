"""Messages changed and taken back after they left, wherever they are by then."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import Limits
from bot.sandbox.telegram import Fault
from handlers.conversation import File, Lane
from storage import bulk, outbox, sending
from storage.outbox import State

SENT = (State.SENT, "")
BATCH = "telegram:1:1"


def heard(person):
    return [message for message in person.messages if message.from_bot]


def document(person):
    """Let somebody send a document; give it as a payload names it."""
    person.send_document(b"%PDF-", "plan.pdf")
    ref = person.messages[-1].file_id
    return vars(File("telegram", ref, "file", "application/pdf", "plan.pdf", 5))


def texts(person):
    return [message.text for message in heard(person)]


def post(stage, person, text, **what):
    return stage.post(person, text, batch=BATCH, **what)


def edit(stage, text):
    """Change what the batch says, as a turn does; give the newest row's id."""

    def work(db):
        payload = dict(bulk.payload_of(db, BATCH))
        payload["fields"] = {"text": {"rich": [text, []]}}
        bulk.edit(db, BATCH, payload, datetime.now(UTC))
        return max(db.scalars(outbox.table.select().with_only_columns(outbox.table.c.id)))

    number = stage.database.write(work)
    stage.delivery.kick()
    return number


def remove(stage):
    stage.database.write(bulk.remove, BATCH, datetime.now(UTC))
    stage.delivery.kick()


async def arrived(stage):
    stage.deliver()
    await stage.settled()


async def test_an_edit_follows_and_keeps_the_buttons(any_stage):
    ana = any_stage.person()
    post(any_stage, ana, "Helo", payload={"buttons": [[["Answer", "/write 7"]]]})
    await arrived(any_stage)

    number = edit(any_stage, "Hello")
    await any_stage.settled()

    [message] = heard(ana)
    assert (message.text, message.edited) == ("Hello", True)
    assert message.buttons[0][0].data == "/write 7"
    assert any_stage.states()[number] == SENT


@pytest.mark.parametrize("new", ["the class", "w" * 1500], ids=["short", "longer than a caption"])
async def test_the_words_of_a_file_follow(stage, new):
    ana = stage.person()
    post(stage, ana, "the clas", payload={"file": document(ana)})
    await arrived(stage)

    edit(stage, new)
    await stage.settled()

    [message] = heard(ana)
    assert (message.text, message.file_name) == (new[:1024], "plan.pdf")


async def test_words_that_stand_apart_from_their_file_follow(stage):
    ana = stage.person()
    post(stage, ana, "w" * 1500, payload={"file": document(ana)})
    await arrived(stage)

    edit(stage, "short")
    await stage.settled()

    assert [(one.text, one.file_name) for one in heard(ana)] == [("", "plan.pdf"), ("short", "")]


async def test_of_a_long_message_the_first_part_follows(stage):
    ana = stage.person()
    post(stage, ana, "a" * 4096 + "b")
    await arrived(stage)

    edit(stage, "c" * 4096 + "b")
    await stage.settled()

    assert texts(ana) == ["c" * 4096, "b"]


async def test_an_edit_waits_for_a_message_that_is_on_its_way_and_holds_up_nobody(stage, hurry):
    ana = stage.person()
    stage.world.faults.next("sendMessage", Fault.hang(), chat_id=ana.id)
    post(stage, ana, "Helo")
    stage.deliver()
    await stage.world.calls.reach("sendMessage", 1)

    number = edit(stage, "Hello")
    ben = stage.person()
    stage.post(ben, "for Ben")
    await ben.waits_for("for Ben")
    assert stage.states()[number][0] == State.WAITING
    stage.world.faults.release()
    await stage.settled()

    assert texts(ana) == ["Hello"]


async def test_an_edit_waits_for_a_message_that_rests_and_holds_up_nobody(stage):
    ana = stage.person()
    target = post(stage, ana, "Helo")
    stage.database.write(sending.attempt, [target], datetime.now(UTC))
    running = stage.deliver()
    number = edit(stage, "Hello")
    await stage.end(running)
    stage.database.write(sending.mark, [sending.Outcome(target, State.WAITING)])
    stage.database.write(sending.postpone, target, datetime.now(UTC) + timedelta(seconds=1))
    stage.post(ana, "meanwhile")

    stage.deliver()
    await ana.waits_for("meanwhile")
    assert stage.states()[number][0] == State.WAITING
    await stage.settled()

    assert texts(ana) == ["meanwhile", "Hello"]


async def test_of_several_edits_that_wait_the_newest_is_made(stage):
    stage.limits = Limits(chat_seconds=3600)
    ana = stage.person()
    post(stage, ana, "0")
    running = stage.deliver()
    await stage.settled()
    await stage.end(running)
    numbers = [edit(stage, text) for text in ("1", "2", "3")]

    await arrived(stage)

    assert texts(ana) == ["3"]
    assert stage.world.calls.count("editMessageText") == 1
    replaced = (State.DEAD, "replaced")
    assert [stage.states()[number] for number in numbers] == [replaced, replaced, SENT]


async def test_what_is_taken_back_goes_with_all_its_parts(any_stage):
    ana = any_stage.person()
    post(any_stage, ana, "a" * 5000)
    await arrived(any_stage)

    remove(any_stage)
    await any_stage.settled()

    assert heard(ana) == []


async def test_no_edit_comes_after_a_message_was_taken_back(stage):
    stage.limits = Limits(chat_seconds=3600)
    ana = stage.person()
    post(stage, ana, "Helo")
    running = stage.deliver()
    await stage.settled()
    await stage.end(running)
    edit(stage, "Hello")
    remove(stage)

    await arrived(stage)

    assert heard(ana) == []
    assert stage.world.calls.count("editMessageText") == 0


async def test_what_telegram_does_not_delete_any_more_says_that_it_was_taken_back(stage):
    ana, ben = stage.person(), stage.person()
    post(stage, ana, "Hello", payload={"buttons": [[["Answer", "/write 7"]]]})
    post(stage, ana, "our plan", payload={"file": document(ben)})
    await arrived(stage)
    stage.world.clock = lambda: datetime.now(UTC).timestamp() + 49 * 3600

    remove(stage)
    await stage.settled()

    assert texts(ana) == ["This was taken back."] * 2
    assert [message.buttons for message in heard(ana)] == [(), ()]
    assert set(stage.states().values()) == {SENT}


async def test_what_is_gone_from_telegram_needs_no_taking_back(stage):
    ana = stage.person()
    post(stage, ana, "Hello")
    await arrived(stage)
    remove(stage)
    await stage.settled()
    stage.database.write(
        lambda db: db.execute(
            outbox.table.update().where(outbox.table.c.removes).values(state=State.WAITING)
        )
    )
    stage.delivery.kick()
    await stage.settled()

    assert texts(ana) == []
    assert set(stage.states().values()) == {SENT}


@pytest.mark.parametrize("state", [State.DEAD, State.UNKNOWN])
async def test_a_change_of_what_never_arrived_dies(stage, state):
    ana = stage.person()
    target = post(stage, ana, "Hello")
    stage.database.write(sending.attempt, [target], datetime.now(UTC))
    stage.deliver()
    number = edit(stage, "Hi")
    stage.database.write(sending.mark, [sending.Outcome(target, state)])
    await stage.settled()

    assert stage.states()[number] == (State.DEAD, "nothing to change")
    assert heard(ana) == []


async def test_a_change_whose_outcome_is_unknown_is_made_again(stage, hurry):
    ana = stage.person()
    post(stage, ana, "Helo", lane=Lane.BULK)
    await arrived(stage)
    stage.world.faults.next("editMessageText", Fault.drop(accepted=True), times=2)

    number = edit(stage, "Hello")
    await stage.settled()

    assert texts(ana) == ["Hello"]
    assert stage.states()[number] == SENT


async def test_a_change_that_a_death_met_under_way_is_made(stage):
    ana = stage.person()
    post(stage, ana, "Helo", lane=Lane.BULK)
    running = stage.deliver()
    await stage.settled()
    number = edit(stage, "Hello")
    await stage.end(running)
    stage.database.write(sending.mark, [sending.Outcome(number, State.WAITING)])
    stage.database.write(sending.attempt, [number], datetime.now(UTC))

    await arrived(stage)

    assert texts(ana) == ["Hello"]
    assert stage.states()[number] == SENT


async def test_an_answer_is_shown_under_what_it_answers(stage):
    ana = stage.person()
    mine = ana.send("Hello Ben")
    ana.catches_up()
    stage.post(ana, "a" * 4096 + "b", replies_to=str(mine))

    await arrived(stage)

    assert [message.reply_to for message in heard(ana)] == [mine, None]


async def test_an_answer_to_what_was_deleted_comes_all_the_same(stage):
    ana = stage.person()
    stage.post(ana, "text", replies_to="999999")
    stage.post(ana, "file", replies_to="999999", payload={"file": document(ana)})

    await arrived(stage)

    assert [(message.text, message.reply_to) for message in heard(ana)] == [
        ("text", None),
        ("file", None),
    ]


async def test_a_press_under_a_file_changes_its_caption(stage):
    ana = stage.person()
    stage.post(ana, "before", payload={"file": document(ana)})
    await arrived(stage)
    [message] = heard(ana)

    stage.post(ana, "after", edits=str(message.id))
    await stage.settled()

    assert texts(ana) == ["after"]
