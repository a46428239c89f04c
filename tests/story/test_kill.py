"""kill -9 at every named point of a conversation: no answer is missing, no step is lost."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from functools import cache

import pytest
from sqlalchemy import select

from handlers.conversation import Lane, say
from handlers.packing import pack
from handlers.rich import Rich
from storage import outbox, sending
from storage.outbox import State
from tests.story.faults import death
from tests.story.founding import address_of
from tests.story.mortal import Mortal
from tests.story.said import said

#: Where a conversation may break off: the point, and how tests/story/faults.py knows it.
POINTS = {
    "before commit": ("after", "turn"),
    "after commit": ("after", "commit"),
    "before mark attempting": ("before", "attempting"),
    "after mark attempting": ("after", "attempting"),
    "before call": ("before", "call"),
    "after call": ("after", "call"),
    "before mark sent": ("before", "sent"),
    "after mark sent": ("after", "sent"),
}
#: What becomes of a mass message that was at such a point: how it is shown, how often it came.
MASS = {
    "before mark attempting": (State.SENT, "", 1),
    "after mark attempting": (State.UNKNOWN, "died", 0),
    "before call": (State.UNKNOWN, "died", 0),
    "after call": (State.UNKNOWN, "died", 1),
    "before mark sent": (State.UNKNOWN, "died", 1),
    "after mark sent": (State.SENT, "", 1),
}
#: On PostgreSQL what differs there; deaths at random moments take place on both.
CASES = [("sqlite", point) for point in POINTS]
CASES += [("postgresql", point) for point in ("before commit", "after commit", "after call")]
QUESTIONS = ["start.welcome", "register.name", "register.country", "register.school"]
NEWS = "The office is closed today."


@pytest.fixture(scope="module")
def mortal_on(stage_in, tmp_path_factory):
    """Give the service that runs on a kind of database, for all tests here."""
    with ExitStack() as open_until_the_end:

        @cache
        def mortal_on(kind):
            stage = open_until_the_end.enter_context(stage_in(tmp_path_factory.mktemp(kind), kind))
            mortal = open_until_the_end.enter_context(closing(Mortal(stage)))
            mortal.start()
            return mortal

        yield mortal_on


@pytest.mark.parametrize(("kind", "point"), CASES)
def test_whoever_talks_while_the_service_dies_is_answered_and_asked_on(
    mortal_on, somebody, kind, point
):
    mortal, name = mortal_on(kind), point.replace(" ", "-")
    ana = somebody(mortal.stage, f"ana-{name}", "telegram")
    eva = somebody(mortal.stage, f"eva-{name}", "telegram")
    ben = somebody(mortal.stage, f"ben-{name}", "matrix", is_encrypted="call" in point)
    deaths = [death(*POINTS[point], platform, 2) for platform in ("telegram", "matrix")]

    with mortal.dying(*deaths), ThreadPoolExecutor(3) as threads:
        list(threads.map(registers_halfway, (ana, eva, ben)))

    assert [key_in(text) for text in ben.texts()] == QUESTIONS
    for person in (ana, eva):
        keys = [key_in(text) for text in person.texts()]
        assert [key for key, _ in itertools.groupby(keys)] == QUESTIONS
        assert len(keys) - len(QUESTIONS) <= mortal.doubtful(str(person.person.id))
    for person in (ana, eva, ben):
        form = mortal.form(address_of(person), "register")
        assert (form.step, form.answers["country"], form.is_open) == ("school", "RO", True)


@pytest.mark.parametrize("point", MASS)
def test_a_mass_message_under_way_at_a_death_is_shown_as_unknown_and_never_repeated(
    mortal_on, somebody, point
):
    mortal = mortal_on("sqlite")
    ana = somebody(mortal.stage, "Ana", "telegram")
    ana.say("/start")
    ana.sees("start.welcome")

    with mortal.dying(death(*POINTS[point], "telegram-bulk")):
        mortal.database.write(post_news, ana)
    ana.say("/help")
    ana.sees("help.all")
    mortal.wait_until_all_is_sent()

    state, why, times = MASS[point]
    [news] = mortal.letters(outbox.table.c.once == once(ana))
    assert (State(news.state), news.why) == (state, why)
    assert ana.texts().count(NEWS) == times


def test_what_may_or_may_not_have_arrived_is_counted_for_the_operator(mortal_on):
    mortal = mortal_on("sqlite")
    before = len(mortal.letters(outbox.table.c.state == State.UNKNOWN))

    mortal.database.write(lose_news)

    shown = mortal.stage.etwin("parked", "list")
    assert f"Messages to telegram that may or may not have arrived: {before + 1}" in shown


def greets(person):
    """Say the first word; once more if a death lost its key and the bot asks for that."""
    person.say("/start")
    try:
        person.sees("start.welcome")
    except AssertionError:
        if said("router.unreadable") not in person.texts()[-1]:
            raise
        person.say("/start")
        person.sees("start.welcome")


def registers_halfway(person):
    greets(person)
    person.press("router.register")
    person.sees("register.name")
    person.say("Ana Bell")
    person.sees("register.country")
    person.say("Romania")
    person.sees("register.school")


def key_in(text):
    return next((key for key in QUESTIONS if said(key) in text), text)


def post_news(db, person):
    put_news(db, str(person.person.id), once(person))


def lose_news(db):
    put_news(db, "7", "lost news")
    number = db.scalar(select(outbox.table.c.id).where(outbox.table.c.once == "lost news"))
    sending.mark(db, [sending.Outcome(number, State.UNKNOWN, "died")])


def put_news(db, chat, key):
    outbox.put(
        db,
        platform="telegram",
        chat=chat,
        language="en",
        payload=pack(say("classroom.said", text=Rich(NEWS))),
        at=datetime.now(UTC),
        lane=Lane.BULK,
        once=key,
    )


def once(person):
    return f"news-{person.person.id}"
