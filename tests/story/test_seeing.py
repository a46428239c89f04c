"""What an operator sees of a running service: numbers, readiness, and one id to follow. RUN-4."""

import json
import time
import urllib.error
import urllib.request
from contextlib import closing

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.numbers import described
from storage import events, outbox
from storage.db import Database
from tests.conftest import NOON
from tests.story.said import said
from tests.story.stage import SECONDS

#: What is there only when something of it is.
SOMETIMES = {"outbox", "outbox_oldest_seconds", "outbox_doubtful"}


@pytest.fixture
def stage(stage_at):
    """An installation on PostgreSQL, where seats are written down."""
    return stage_at("postgresql")


def test_one_message_is_followed_from_its_door_to_what_the_platform_calls_the_answer(
    stage, somebody
):
    stage.start()
    tom, mia = somebody(stage, "Tom", "telegram"), somebody(stage, "Mia", "matrix")
    for person in (tom, mia):
        person.say("/start")
        person.sees("start.welcome")
    welcome = said("start.welcome")
    answers = {
        "telegram": str(tom.message("start.welcome").id),
        "matrix": next(one.event_id for _, one in mia.heard if welcome in getattr(one, "body", "")),
    }

    for door, answer in answers.items():
        [taken] = [one for one in logged(stage, "turn.taken") if one["door"] == door][-1:]
        [ended] = within(stage, "delivery.ended", request=taken["request"], remote=answer)
        assert (ended["platform"], ended["state"]) == (door, "sent")
        with closing(Database(stage.database_url)) as database, database.reading() as db:
            mine = outbox.table.select().where(outbox.table.c.id == ended["letter"])
            assert db.execute(mine).one().cause == taken["request"]


def test_a_running_process_gives_every_number_and_only_to_whom_it_may(stage, somebody):
    stage.start()
    tom = somebody(stage, "Tom", "telegram")
    tom.say("/start")
    tom.sees("start.welcome")
    wanted = described.ALL.keys() - SOMETIMES | {"turn", "send"}
    found = until(lambda: numbers(stage), lambda one: wanted <= one.keys() and held(one) == {1.0})

    assert set(found["seat_held"]) == set(found["seat_ours"]) == set(found["seat_left_seconds"])
    assert set(found["seat_ours"].values()) == {1.0}
    assert found["gate_open"] == {("homeserver",): 1.0, ("telegram",): 1.0}
    assert found["database_up"] == found["ready"] == found["schema_current"] == {(): 1.0}
    assert found["homeserver_silent_seconds"][()] < 60
    assert ("done", "telegram") in found["send"]
    assert ("telegram", "answered") in found["turn"]


def test_a_process_that_stops_says_first_that_it_is_not_ready(stage):
    text = stage.config.read_text()
    stage.config.write_text(text.replace("[portal]\n", "[portal]\nleave_seconds = 3\n"))
    stage.start()
    assert until(lambda: ready(stage), lambda one: one[0] == 200) == (200, "ok\n")

    stage.terminate()
    answer = until(lambda: ready(stage), lambda one: one[0] == 503)

    assert answer == (503, "this process is stopping\n")
    assert asked(f"{stage.portal_url}/healthz")[0] == 200
    stage.wait_for_death()


def test_status_says_in_a_few_lines_that_all_is_well_or_what_is_not(stage):
    assert "No `etwin run` runs" in stage.etwin("status", ok=False, says="stdout")
    stage.start()
    until(lambda: ready(stage), lambda one: one[0] == 200)
    until(lambda: numbers(stage), lambda one: "homeserver_silent_seconds" in one)

    well = stage.etwin("status")
    with closing(Database(stage.database_url)) as database:
        database.write(events.park, "telegram", "1", "KeyError", b"", NOON)
    worse = stage.etwin("status", ok=False, says="stdout")

    assert "All is well." in well
    assert "1 in all; here: ready" in well
    assert "telegram answers" in well
    assert "[EtwinParked]" in worse
    assert len(well.splitlines()) < 25


def test_status_says_that_the_database_is_away(stage):
    text = stage.config.read_text().replace(stage.database_url, "postgresql://x@127.0.0.1:9/x")
    stage.config.write_text(text)

    printed = stage.etwin("status", ok=False, says="stdout")

    assert "Database" in printed
    assert "does not answer" in printed
    assert "[EtwinDatabaseAway]" in printed


def test_numbers_and_status_hold_no_text_name_or_token(stage, somebody):
    stage.start()
    somebody(stage, "Markus", "telegram").say("Planted-Words")
    until(lambda: numbers(stage), lambda one: "turn" in one)

    shown = asked(f"{stage.portal_url}/metrics")[1] + stage.etwin("status", ok=None, says="stdout")

    for secret in ("Markus", "Planted", "planted", "school.example"):
        assert secret not in shown


def logged(stage, event, **fields):
    """Read the lines of the log that tell of an event and have these fields."""
    lines = (line for line in stage.log.read_text().splitlines() if line.startswith("{"))
    wanted = {"event": event, **fields}
    return [one for one in map(json.loads, lines) if wanted.items() <= one.items()]


def within(stage, event, **fields):
    """Wait for such lines."""
    return until(lambda: logged(stage, event, **fields), bool)


def until(look, holds):
    """Look again and again until it holds; give what was seen last."""
    deadline = time.monotonic() + SECONDS
    while not holds(seen := look()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert holds(seen), seen
    return seen


def asked(url):
    """Ask the service; the status and what it says."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def ready(stage):
    return asked(f"{stage.portal_url}/healthz/ready")


def numbers(stage):
    """Read all numbers: by name the values by their labels'; of histograms how many."""
    found = {}
    for family in text_string_to_metric_families(asked(f"{stage.portal_url}/metrics")[1]):
        name = family.name.removeprefix("etwin_")
        for sample in family.samples:
            if family.type == "histogram" and not sample.name.endswith("_count"):
                continue
            key = name.removesuffix("_seconds") if family.type == "histogram" else name
            labels = described.ALL[key].labels if key in described.ALL else sorted(sample.labels)
            found.setdefault(key, {})[tuple(map(sample.labels.get, labels))] = sample.value
    return found


def held(found):
    """Say whether seats are held: as a set of 1 for yes, 0 for no."""
    return set(found["seat_held"].values())
