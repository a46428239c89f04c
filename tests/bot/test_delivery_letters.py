"""Letters in their reader's words, and platforms on which twice is once."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from handlers import posting, words
from handlers.conversation import Button, Lane, Reply, Words, say
from handlers.packing import pack
from handlers.platform import OutcomeUnknown, Outgoing, TryLater, Unreachable
from storage import addresses, sending
from storage.outbox import State

NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)


@dataclass
class Mailbox:
    """A platform that knows our transaction ids, and loses its answer when told to."""

    exactly_once: bool = True
    arrived: dict[str, Outgoing] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)
    #: How many calls reach us although the caller hears nothing, then how many find us shut.
    silent: int = 0
    shut: int = 0
    #: A chat that takes nothing for now.
    tired: str = ""
    #: An account that may not speak.
    mute: str = ""

    def split(self, message):
        return [message]

    async def send(self, part):
        self.tried.append(part.transaction)
        if self.mute and part.sender == self.mute:
            raise Unreachable("not a member")
        if part.chat == self.tired:
            raise TryLater(3600)
        if self.shut:
            self.shut -= 1
            raise TryLater(0.01, for_all=True)
        self.arrived.setdefault(part.transaction, part)
        if self.silent:
            self.silent -= 1
            raise OutcomeUnknown
        return f"${part.transaction}"

    async def edit(self, part, remote_id):
        raise AssertionError("nothing is edited here")


async def test_where_twice_is_once_a_message_is_repeated_until_its_outcome_is_known(stage, hurry):
    mailbox = Mailbox(silent=3, shut=2)
    number = stage.post("!a:x", "hello", platform="matrix", lane=Lane.BULK)

    stage.deliver({"matrix": mailbox})
    await stage.settled()

    assert stage.states() == {number: (State.SENT, "")}
    assert mailbox.tried == [f"etw{number}.0"] * 6
    assert len(mailbox.arrived) == 1


async def test_where_twice_is_once_a_death_costs_nothing(stage):
    mailbox = Mailbox()
    number = stage.post("!a:x", "hello", platform="matrix", lane=Lane.BULK)
    stage.database.write(sending.attempt, [number], NOON)

    stage.deliver({"matrix": mailbox})
    await stage.settled()

    assert list(mailbox.arrived) == [f"etw{number}.0"]


async def test_a_chat_that_takes_nothing_for_now_keeps_its_order_and_holds_up_no_other(stage):
    mailbox = Mailbox(tired="!tired:x")
    first = stage.post("!tired:x", "first", platform="matrix")
    second = stage.post("!tired:x", "second", platform="matrix")
    other = stage.post("!other:x", "hello", platform="matrix")

    stage.deliver({"matrix": mailbox})
    async with asyncio.timeout(30):
        while stage.states()[other][0] != State.SENT:  # noqa: ASYNC110 - a row's state
            await asyncio.sleep(0.01)

    assert mailbox.tried == [f"etw{first}.0", f"etw{other}.0"]
    assert stage.states()[first] == stage.states()[second] == (State.WAITING, "")


async def test_an_account_that_may_not_speak_somewhere_silences_no_other(stage):
    mailbox = Mailbox(mute="p_1")
    mute = [stage.post("!room:x", "hello", platform="room", sender="p_1") for _ in range(2)]
    heard = stage.post("!room:x", "hello", platform="room", sender="p_2")

    stage.deliver({"room": mailbox})
    await stage.settled()

    states = stage.states()
    assert [states[number] for number in mute] == [(State.DEAD, "not a member")] * 2
    assert states[heard] == (State.SENT, "")
    assert len(mailbox.tried) == 2


async def test_a_letter_says_who_speaks_and_how_choices_are_answered(stage):
    mailbox = Mailbox()
    buttons = [[[{"words": ["router.help", {}]}, "/help"], ["Blue", "/answer colour blue"]]]
    stage.post("!a:x", "hello", platform="room", sender="@p_1:x", payload={"buttons": buttons})

    stage.deliver({"room": mailbox})
    await stage.settled()

    [message] = mailbox.arrived.values()
    assert (message.chat, message.sender, message.text.text) == ("!a:x", "@p_1:x", "hello")
    assert [(one.label, one.command) for one in message.choices[0]] == [
        (words.plain("en", Words("router.help")), "/help"),
        ("Blue", "/answer colour blue"),
    ]
    assert message.hint == words.plain("en", Words("choices.hint"))


async def test_a_letter_says_that_choices_are_words_where_a_number_is_the_answer(stage):
    mailbox = Mailbox()
    asked = Reply("class.ask_pupils", buttons=((Button("Skip", "/answer 1 pupils -"),),))
    payload = pack(replace(asked, by_words=True))
    stage.post("!a:x", "", platform="room", sender="@p_1:x", payload=payload)

    stage.deliver({"room": mailbox})
    await stage.settled()

    [message] = mailbox.arrived.values()
    assert message.by_words
    assert message.hint == words.plain("en", Words("choices.hint_words"))


async def test_times_are_written_in_the_readers_zone(stage):
    ana = stage.person()
    stage.post(ana, "", payload=pack(say("classroom.said", text=NOON)), zone="Asia/Tbilisi")

    stage.deliver()
    await stage.settled()

    [message] = [one for one in ana.messages if one.from_bot]
    assert message.text == "5 October, 16:00"


def test_a_reply_waits_with_its_readers_zone(database, chats, teacher):
    ana, at_ana = teacher("Ana", country="RO")
    rui, _ = teacher("Rui", country="PT")
    event = chats.event("/help", at_ana)

    replies = [say("router.help"), say("router.help", to=rui.id)]
    database.write(lambda db: posting.post(db, _acting(db, event, ana), replies))

    with database.reading() as db:
        letters = sending.pick(db, "telegram", NOON + timedelta(days=1), 10)
    assert [letter.zone for letter in letters] == ["Europe/Bucharest", "Europe/Lisbon"]


def _acting(db, event, person):
    return replace(event, person=person, known=addresses.by_user(db, event.address))


async def test_a_kick_from_any_thread_is_heard_at_once(stage, monkeypatch):
    monkeypatch.setattr("bot.delivery.pump.LOOK_SECONDS", 3600.0)
    ana = stage.person()
    stage.post(ana, "first")
    stage.deliver()
    await stage.settled()
    delivery, stage.delivery = stage.delivery, None
    stage.post(ana, "second")

    await asyncio.to_thread(delivery.kick)

    await ana.waits_for("second", seconds=5)


async def test_without_a_kick_a_look_finds_what_became_due(stage, monkeypatch):
    monkeypatch.setattr("bot.delivery.pump.LOOK_SECONDS", 0.05)
    stage.clock = lambda: NOON
    ana = stage.person()
    stage.post(ana, "later", at=NOON + timedelta(hours=1))
    stage.post(ana, "now", at=NOON)
    stage.deliver()
    await ana.waits_for("now")

    stage.clock = lambda: NOON + timedelta(hours=1)

    await ana.waits_for("later")
