"""The homeserver or Telegram away: few requests meanwhile, and everything soon afterwards."""

import asyncio
import time
from collections import Counter
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.sandbox.telegram import Fault
from bot.sandbox.telegram.calls import CUT
from storage import people, pupils, twinspaces
from tests.story import chapters, founding
from tests.story.mortal import Mortal
from tests.story.said import said
from tests.story.waiting import settled

#: How long each is away, and how soon everything is settled once it is back.
HOMESERVER_SECONDS, TELEGRAM_SECONDS, SETTLED_SECONDS = 60, 20, 10
SENTENCE = "Our river is 12 degrees cold!"
CODE = "FXQR234567"
PEOPLE = 6
#: How Telegram fails, one after the other.
TROUBLES = [
    Fault.too_many(retry_after=3),
    Fault.status(502),
    Fault.drop(accepted=False),
    Fault.drop(accepted=True),
]


@pytest.fixture
def mortal(stage_at):
    with closing(Mortal(stage_at())) as mortal:
        mortal.start()
        yield mortal


def test_while_the_homeserver_is_away_few_ask_for_it_and_then_nothing_is_missing(
    mortal, somebody, window
):
    coordinators = founding.coordinators(mortal)
    ana = somebody(mortal.stage, "Ana", "telegram")
    ben = somebody(mortal.stage, "Ben", "matrix", is_encrypted=True)
    founding.becomes_teacher(mortal, ana, "RO")
    founding.becomes_teacher(mortal, ben, "DE")
    rivers = founding.plan(mortal, "Rivers", ana, ben)
    approve(mortal, rivers, coordinators)
    classroom = settled(mortal.database, rivers.id).classroom
    ben.accepts(3)
    pupil = window()
    mortal.database.write(add_pupil, rivers)
    chapters.enters(pupil, mortal.stage.portal_url, CODE)
    birds = founding.plan(mortal, "Birds", ana, ben)

    with homeserver_away(mortal.stage, HOMESERVER_SECONDS) as asked:
        approve(mortal, birds, coordinators)
        pupil.get_by_role("textbox").fill(SENTENCE)
        pupil.get_by_role("button", name=said("page.send")).click()
        ana.say("/help")
        ana.sees("help.topics")
    back = time.monotonic()

    assert len(asked) < HOMESERVER_SECONDS
    settled(mortal.database, birds.id, SETTLED_SECONDS)
    mortal.wait_until_all_is_sent(back + SETTLED_SECONDS - time.monotonic())
    ben.hears(classroom, SENTENCE)
    told = [text for text in ben.texts() if "Birds" in text]
    assert Counter(told).most_common(1)[0][1] == 1
    assert any(said("twinspace.open_matrix") in text for text in told)
    ben.say("/help")
    ben.sees("help.topics")


def test_while_telegram_is_away_few_ask_for_it_and_then_nothing_is_missing(mortal, somebody):
    stage = mortal.stage
    people = [somebody(stage, f"Ana{number}", "telegram") for number in range(PEOPLE)]
    for person in people:
        person.say("/start")
    for person in people:
        person.sees("start.welcome")

    calls = stage.loop.run(telegram_away(stage, [one.person for one in people]), 60)
    back = time.monotonic()
    for person in people:
        person.sees("help.all")
    mortal.wait_until_all_is_sent(back + SETTLED_SECONDS - time.monotonic())

    assert len(calls) < TELEGRAM_SECONDS
    cut = Counter(str(one.params.get("chat_id")) for one in calls if one.status == CUT)
    for person in people:
        answers = sum(said("help.all") in text for text in person.texts())
        assert 1 <= answers <= 1 + cut[str(person.person.id)]


async def telegram_away(stage, people):
    """Let everybody write and Telegram fail in all its ways; give the calls of that time."""
    faults, before = stage.world.faults, len(stage.world.calls)
    for trouble in TROUBLES:
        faults.clear()
        faults.next("*", trouble, times=None)
        for one in people if trouble is TROUBLES[0] else ():
            one.send("/help")
        await asyncio.sleep(TELEGRAM_SECONDS / len(TROUBLES))
    faults.clear()
    return list(stage.world.calls)[before:]


@contextmanager
def homeserver_away(stage, seconds):
    """Kill the homeserver, count who asks for it, and start it again."""
    stage.synapse.kill()
    until, asked = time.monotonic() + seconds, []
    ruin = stage.loop.run(stands(stage.synapse.port, asked))
    yield asked
    stage.loop.run(asyncio.sleep(until - time.monotonic()), seconds)
    stage.loop.run(ruin.cleanup())
    stage.synapse.start()


async def stands(port, asked):
    """Stand where a homeserver was: give a proxy's 502, or no answer at all."""

    async def answer(request):
        asked.append(request.path)
        if len(asked) % 2:
            request.transport.abort()
        return web.Response(status=502, text="<html>502 Bad Gateway</html>")

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


def approve(mortal, project, coordinators):
    for country, person in coordinators.items():
        mortal.stage.loop.call(founding.approve, project, country, person)


def add_pupil(db, project):
    at, teacher = datetime.now(UTC), people.by_id(db, project.founder_id)
    who = {"pseudonym": "Fox", "code": CODE, "localpart": "p_fox", "added_by": teacher.id}
    pupils.add(db, project_id=project.id, school_id=teacher.school_id, at=at, **who)
    twinspaces.want(db, project.id)
