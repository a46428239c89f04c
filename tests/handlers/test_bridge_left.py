"""A bridge that words cross no more: whom that stops, what still waits, and in which language."""

from datetime import timedelta

import pytest

from handlers import bridgecare
from storage import addresses, bridges, ghosts, people, projects, safeguarding
from storage.bridges import State
from storage.outbox import State as Sent
from tests.conftest import NOON
from tests.handlers.bridges import GROUP, said

SOON, LATER = NOON + timedelta(minutes=5), NOON + timedelta(minutes=10)


def bridge(tied):
    return tied.database.read(bridges.by_project, tied.project.id)


def keys(rows):
    return [(row.platform, said(row).key) for row in rows]


def now(tied, row):
    [found] = [one for one in tied.rows() if one.id == row.id]
    return found


def look(tied, at):
    """Let time pass; give the rows that this put into the outbox."""
    before = max((row.id for row in tied.rows()), default=0)
    tied.database.write(bridgecare.look, at)
    return [row for row in tied.rows() if row.id > before]


def leaves(tied, teacher):
    tied.leave(tied.ana, SOON)


def is_sent_back(tied, teacher):
    tied.send_back(tied.ana, SOON)


def is_erased(tied, teacher):
    tied.leave(tied.ana, SOON)
    tied.database.write(lambda db: people.empty(db, tied.ana, SOON))
    mine = addresses.table.c.person_id == tied.ana.id
    tied.database.write(lambda db: db.execute(addresses.table.delete().where(mine)))


# --- Who is no teacher any more -------------------------------------------------------------------


@pytest.mark.parametrize("ends", [leaves, is_sent_back, is_erased])
def test_who_is_no_teacher_any_more_pauses_it_until_a_founder_decides(tied, chats, teacher, ends):
    chats.at = LATER
    ends(tied, teacher)

    rows = tied.in_room("not for her any more")

    assert bridge(tied).state == State.GUEST
    told = [one for one in keys(rows) if one[1] != "bridge.left"]
    assert told == [("telegram", "bridge.left_group"), ("room", "bridge.left_room")]
    card = next(said(row) for row in rows if row.platform == "matrix")
    chats.press("bridge.go_on", card, tied.at_eva)
    assert bridge(tied).is_on
    assert keys(tied.in_room("again")) == [("telegram", "bridge.said")]


def test_a_founder_is_asked_whether_or_not_somebody_speaks_and_once(tied):
    tied.leave(tied.ana, SOON)

    rows = look(tied, LATER)

    assert ("matrix", "bridge.left") in keys(rows)
    assert look(tied, LATER + timedelta(minutes=1)) == []
    assert bridge(tied).state == State.GUEST


def test_a_teacher_who_was_never_on_telegram_pauses_nothing(tied, chats):
    chats.at = LATER
    tied.leave(tied.eva, SOON)

    assert look(tied, LATER) == []
    assert bridge(tied).is_on


def test_who_spoke_from_telegram_once_pauses_it(tied, chats):
    chats.at = LATER
    tied.database.write(lambda db: ghosts.add(db, tied.project.id, tied.eva.id, "EVA"))
    tied.leave(tied.eva, SOON)

    assert look(tied, LATER) != []
    assert bridge(tied).state == State.GUEST


def test_what_is_changed_does_not_cross_to_who_is_no_teacher_any_more(tied, chats):
    [row] = tied.in_room("Helo", message="$m")
    tied.arrive([row])
    chats.at = LATER
    tied.leave(tied.ana, SOON)

    rows = tied.in_room("Hello", kind="edit", message="$m")

    assert [one for one in rows if one.target] == []
    assert bridge(tied).state == State.GUEST


def test_while_a_founder_decides_another_who_goes_is_asked_about_too(tied, chats):
    rows = tied.in_group("carl", by=tied.at_carl, kind="came")
    [old] = [said(row) for row in rows if row.platform == "matrix"]
    tied.leave(tied.ana, SOON)
    chats.at = LATER

    replies = chats.press("bridge.go_on", old, tied.at_eva)

    assert [one.key for one in replies] == ["bridge.left", "bridge.left", "bridge.card_paused"]
    assert bridge(tied).state == State.GUEST


def test_who_goes_while_nothing_is_heard_pauses_it(tied, chats):
    tied.in_group("member", kind="standing")
    tied.leave(tied.ana, SOON)
    chats.at = LATER

    tied.in_group("administrator", kind="standing")

    assert bridge(tied).state == State.GUEST


# --- What waits, and what was shown ---------------------------------------------------------------


@pytest.mark.parametrize("end", ["came", "off", "standing"])
def test_what_waits_does_not_cross_any_more(tied, end):
    [row] = tied.in_room("waits")
    by, kind = {"came": (tied.at_carl, "came"), "off": (None, "text")}.get(end, (None, end))

    tied.in_group({"came": "carl", "off": "/bridge off"}.get(end, "member"), by=by, kind=kind)

    assert now(tied, row).state == Sent.DEAD
    assert "waits" not in now(tied, row).payload


def test_what_is_taken_back_goes_from_a_group_that_is_paused(tied):
    [row] = tied.in_room("oops", message="$m")
    tied.arrive([row])
    [removed] = tied.in_room("", kind="taken back", about="$m")

    tied.in_group("carl", by=tied.at_carl, kind="came")

    assert now(tied, removed).state == Sent.WAITING
    [other] = tied.in_room("", kind="taken back", about="$m") or [removed]
    assert (other.target, other.removes) == (row.id, True)


def test_taking_back_crosses_though_it_is_paused(tied):
    [row] = tied.in_room("oops", message="$m")
    tied.arrive([row])
    tied.in_group("carl", by=tied.at_carl, kind="came")

    [removed] = tied.in_room("", kind="taken back", about="$m")

    assert (removed.target, removed.removes) == (row.id, True)


@pytest.mark.parametrize("again", [None, "-300"])
def test_what_is_changed_does_not_cross_to_a_group_that_was_untied(tied, database, again):
    [row] = tied.in_room("Helo", message="$m")
    tied.arrive([row])
    tied.in_group("/bridge off")
    if again:
        database.write(bridges.note_standing, again, True)
        database.write(bridges.turn_on, tied.project.id, again, tied.ana.id, NOON)

    assert tied.in_room("Hello", kind="edit", message="$m") == []


def test_what_was_written_to_the_bot_is_not_changed_in_a_paused_group(tied, chats):
    [page] = chats.send("/room", tied.at_ana)
    chats.press("room.write", page, tied.at_ana)
    chats.send("Helo", tied.at_ana, message="5")
    tied.arrive([row for row in tied.rows() if said(row).key in {"classroom.said", "bridge.said"}])
    tied.in_group("carl", by=tied.at_carl, kind="came")

    chats.send("Hello", tied.at_ana, kind="edit", message="5")

    assert [row.platform for row in tied.rows() if row.target] == ["room"]


# --- Going on, closing, languages -----------------------------------------------------------------


def test_going_on_where_nothing_is_heard_it_stays_off(tied, chats):
    rows = tied.in_group("carl", by=tied.at_carl, kind="came")
    tied.in_group("member", kind="standing")

    replies = chats.press("bridge.go_on", said(rows[2]), tied.at_ana)

    assert bridge(tied).state == State.DEAF
    assert [one.key for one in replies] == [
        "bridge.make_administrator",
        "bridge.deaf_room",
        "bridge.card_deaf",
    ]


def test_a_project_that_closes_is_untied_and_both_rooms_are_told(tied, chats):
    project = tied.database.read(projects.by_id, tied.project.id)

    chats.send(f"/close {project.id} {project.revision} yes", tied.at_ana)

    assert bridge(tied) is None
    told = [(row.platform, row.chat) for row in tied.rows() if said(row).key == "bridge.closed"]
    assert told == [("telegram", GROUP), ("room", "!staff")]
    with tied.database.reading() as db:
        assert [one.reason for one, _ in safeguarding.entries(db)] == ["project closed"]


def test_one_that_was_closed_otherwise_is_untied_soon(tied):
    closed = projects.State.CLOSED
    tied.database.write(lambda db: projects.change(db, tied.project, closed, SOON))

    rows = look(tied, LATER)

    assert bridge(tied) is None
    assert keys(rows) == [("telegram", "bridge.closed"), ("room", "bridge.closed")]


def test_a_stranger_does_not_end_the_bridge_of_a_closed_project(tied):
    closed = projects.State.CLOSED
    tied.database.write(lambda db: projects.change(db, tied.project, closed, SOON))

    [row] = tied.in_group("/bridge off", by=tied.at_carl)

    assert said(row).key == "bridge.not_yours"
    assert bridge(tied) is not None


def test_the_group_is_told_in_the_founders_language(tied, database):
    known = database.read(addresses.by_user, tied.at_ana)
    database.write(addresses.speak, known.id, "fr")

    [unknown] = tied.in_group("hi", by=tied.at_carl)
    rows = tied.in_group("carl", by=tied.at_carl, kind="came")

    assert (said(unknown).key, unknown.language) == ("bridge.not_known", "fr")
    assert [row.language for row in rows[:2]] == ["fr", "fr"]
