"""Files on their way out: reused, fetched, made, or gone; their words arrive in any case."""

import asyncio

import pytest

from bot.telegram.sending import TelegramPlatform
from handlers import making
from handlers.conversation import File
from handlers.making import Made
from handlers.platform import FileGone, TryLater
from storage.outbox import State
from tests.bot.test_delivery_kills import live_until
from tests.makers import png

SENT = (State.SENT, "")


def file(origin="telegram", ref="?", kind="file", mime="application/pdf", name="plan.pdf"):
    return {"file": vars(File(origin, ref, kind, mime, name, 5))}


def heard(person):
    return [message for message in person.messages if message.from_bot]


def content(stage, message):
    return stage.world.files.read(stage.world.files.by_id(message.file_id))


class Elsewhere:
    """A platform on which somebody sent a file; nothing is sent to it."""

    exactly_once = True

    def __init__(self, content=b"", trouble=None):
        self.content, self.trouble, self.fetched = content, trouble, 0

    async def fetch(self, file):
        self.fetched += 1
        if self.trouble is not None:
            raise self.trouble
        return self.content


@pytest.fixture
def recipe(monkeypatch):
    """A way to make a file of the test's own."""
    monkeypatch.setattr(making, "MAKERS", dict(making.MAKERS))

    def register(maker):
        making.recipe("of the test")(maker)
        return {"recipe": ["of the test", [7]]}

    return register


def deliver_beside(stage, elsewhere):
    stage.deliver({"telegram": TelegramPlatform(stage.api), "matrix": elsewhere})


async def test_a_picture_that_telegram_has_is_not_uploaded_again(stage):
    ana, ben = stage.person(), stage.person()
    ana.send_photo(png())
    ref = ana.messages[-1].file_id
    stage.post(ben, "our class", payload=file(ref=ref, kind="photo"))

    stage.deliver()
    await stage.settled()

    [message] = heard(ben)
    assert (message.text, message.file_id) == ("our class", ref)
    assert "photo" in message.raw


async def test_a_file_that_telegram_has_keeps_its_name(stage):
    ana, ben = stage.person(), stage.person()
    ana.send_document(b"%PDF-", "plan.pdf")
    stage.post(ben, "our plan", payload=file(ref=ana.messages[-1].file_id))

    stage.deliver()
    await stage.settled()

    [message] = heard(ben)
    assert (message.text, message.file_name) == ("our plan", "plan.pdf")


@pytest.mark.parametrize(
    ("kind", "data", "shown"),
    [("photo", png(), "photo"), ("file", b"%PDF-", "document"),
     ("photo", b"no picture", "document"), ("photo", png(9_999, 2), "document")],
    ids=["picture", "file", "picture that is none", "picture too wide"],
)  # fmt: skip
async def test_a_file_comes_across(stage, kind, data, shown):
    elsewhere = Elsewhere(data)
    ana = stage.person()
    number = stage.post(ana, "look", payload=file("matrix", "mxc://x/y", kind, name="it.png"))

    deliver_beside(stage, elsewhere)
    await stage.settled()

    [message] = heard(ana)
    assert stage.states()[number] == SENT
    assert (message.text, content(stage, message)) == ("look", data)
    assert shown in message.raw


async def test_what_goes_to_many_is_fetched_once_for_all(stage):
    elsewhere = Elsewhere(b"%PDF-")
    people = [stage.person() for _ in range(8)]
    for person in people:
        stage.post(person, "look", payload=file("matrix", "mxc://x/y"))

    deliver_beside(stage, elsewhere)
    await stage.settled()

    assert all(content(stage, heard(person)[0]) == b"%PDF-" for person in people)
    assert elsewhere.fetched <= 4


async def test_while_the_other_platform_is_away_only_the_file_waits(stage):
    elsewhere = Elsewhere(b"%PDF-", TryLater(0.2, for_all=True))
    ana, ben = stage.person(), stage.person()
    stage.post(ana, "a file", payload=file("matrix", "mxc://x/y"))
    stage.post(ana, "an answer")
    stage.post(ben, "for Ben")

    deliver_beside(stage, elsewhere)
    await ana.waits_for("an answer")
    await ben.waits_for("for Ben")
    elsewhere.trouble = None
    await stage.settled()

    assert [message.text for message in heard(ana)] == ["an answer", "a file"]


@pytest.mark.parametrize("trouble", [FileGone(), LookupError()], ids=["gone", "our mistake"])
async def test_without_its_file_the_words_go_and_say_so(stage, trouble):
    ana = stage.person()
    stage.post(ana, "look", payload=file("matrix", "mxc://x/y"))

    deliver_beside(stage, Elsewhere(trouble=trouble))
    await stage.settled()

    [message] = heard(ana)
    assert message.text.startswith("look")
    assert "could not be fetched" in message.text


async def test_a_file_that_telegram_does_not_know_any_more_costs_no_words(stage):
    ana = stage.person()
    number = stage.post(ana, "look", payload=file(ref="of another bot"))

    stage.deliver()
    await stage.settled()

    assert "could not be fetched" in heard(ana)[0].text
    assert stage.states()[number] == SENT


async def test_a_recipe_is_made_when_it_is_sent(any_stage, recipe):
    made = []

    def maker(db, ids, language, zone):
        made.append((ids, language, str(zone)))
        return Made("seminar.ics", "text/calendar", b"BEGIN:VCALENDAR")

    ana = any_stage.person()
    payload = recipe(maker)
    any_stage.post(ana, "in your calendar", payload=payload, zone="Europe/Paris")
    assert not made

    any_stage.deliver()
    await any_stage.settled()

    [message] = heard(ana)
    assert (message.text, message.file_name) == ("in your calendar", "seminar.ics")
    assert content(any_stage, message) == b"BEGIN:VCALENDAR"
    assert made == [((7,), "en", "Europe/Paris")]


async def test_a_chart_is_shown_as_a_picture(stage, recipe):
    ana = stage.person()
    stage.post(ana, "so many", payload=recipe(lambda *_: Made("chart.png", "image/png", png())))

    stage.deliver()
    await stage.settled()

    assert "photo" in heard(ana)[0].raw


def broken(*_):
    raise LookupError


@pytest.mark.parametrize("maker", [lambda *_: None, broken], ids=["gone", "our mistake"])
@pytest.mark.parametrize("length", [10, 2000], ids=["caption", "own message"])
async def test_without_what_it_was_made_of_the_words_go_alone(stage, recipe, maker, length):
    ana = stage.person()
    number = stage.post(ana, "w" * length, payload=recipe(maker))

    stage.deliver()
    await stage.settled()

    assert [(message.text, message.file_id) for message in heard(ana)] == [("w" * length, "")]
    assert stage.states()[number] == SENT


LONG = "😀" * 513


async def test_more_than_a_caption_follows_the_file_with_the_buttons(stage):
    elsewhere, ana = Elsewhere(b"%PDF-"), stage.person()
    buttons = {"buttons": [[["Answer", "/write 7"]]]}
    stage.post(ana, LONG, payload=file("matrix", "mxc://x/y") | buttons)
    stage.post(ana, LONG[1:], payload=file("matrix", "mxc://x/y") | buttons)

    deliver_beside(stage, elsewhere)
    await stage.settled()

    first, text, short = heard(ana)
    assert (first.text, first.file_name, first.buttons) == ("", "plan.pdf", ())
    assert (text.text, text.file_id, text.buttons[0][0].data) == (LONG, "", "/write 7")
    assert (short.text, short.file_name, short.buttons[0][0].data) == (
        LONG[1:],
        "plan.pdf",
        "/write 7",
    )


async def test_a_death_between_a_file_and_its_words_repeats_neither(stage):
    ana = stage.person()
    ana.send_document(b"%PDF-", "plan.pdf")
    stage.post(ana, LONG, payload=file(ref=ana.messages[-1].file_id))

    await live_until(stage, "after mark_sent", 1)
    stage.deliver()
    await stage.settled()

    assert [(one.text, one.file_name) for one in heard(ana)] == [("", "plan.pdf"), (LONG, "")]


async def test_few_files_are_in_our_hands_at_once(stage):
    under_way, most = [], []

    class Slow(Elsewhere):
        async def fetch(self, file):
            under_way.append(file)
            most.append(len(under_way))
            await asyncio.sleep(0.01)
            under_way.remove(file)
            return b"%PDF-"

    for number in range(20):
        stage.post(stage.person(), "look", payload=file("matrix", f"mxc://x/{number}"))

    deliver_beside(stage, Slow())
    await stage.settled()

    assert max(most) == 4
