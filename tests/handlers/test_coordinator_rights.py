"""Every role and every command of coordinators: allowed, or refused and with which text.

coordinator_rights.txt holds a line for each; a new command or kind of card without one is named.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from handlers import router, words
from handlers.conversation import COMMANDS, Needs, Words
from handlers.forms import FORMS
from handlers.queuing import KINDS, nothing
from storage import addresses, dialogues, people, pupils
from tests.conftest import NOON
from tests.handlers.offices import DECIDERS, OTHERS, Offices

TABLE = Path(__file__).with_name("coordinator_rights.txt")
#: What coordinators do as those who look after a report: teachers of its school do it too.
BESIDES = {"roomreport": "router.wait_for_validation"}
THEIRS = [one for one in COMMANDS.values() if one.needs == Needs.COORDINATOR]
COORDINATORS = {one.name for one in THEIRS if not one.is_for_browser}
#: What is done on the desk in the browser, by the command of the chat that does the same.
ON_THE_DESK = {one: f"desk{one}" for one in ("approve", "ask", "refuse", "noted")}


def lines():
    rows = [
        [cell.strip() for cell in line.split("|")]
        for line in TABLE.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {typed: dict(zip(DECIDERS, answers, strict=True)) for typed, *answers in rows[1:]}


LINES = lines()


@pytest.fixture
def database(sqlite):
    """Rights are the same on each kind of database; what they are made of is tested on both."""
    return sqlite


@pytest.fixture
def offices(database, teacher, coordinator):
    return Offices(database, teacher, coordinator)


class _NotKept(Exception):
    """Undoes a transaction."""


def answer(database, chats, offices, typed, role):
    """Let somebody type a command; give what is said, and keep nothing of it."""
    found = []
    event = chats.event(f"/{typed.format(**offices.ids)}", offices.at[role])
    try:
        with database.transaction() as db:
            known = addresses.hold(db, event.address)
            if known is None:
                known = addresses.add(db, event.address, event.chat, "en", NOON)
            person = people.by_id(db, known.person_id) if known.person_id is not None else None
            found += router.route(replace(event, known=known, person=person), db)
            raise _NotKept
    except _NotKept:
        return found


def said(replies):
    """Say what came of it: the outcome over the next card, or where it stands, or what is said."""
    fields = replies[0].fields
    outcome = fields.get("state" if replies[0].key == "announce.progress" else "outcome")
    return outcome.key if isinstance(outcome, Words) else replies[0].key


def test_every_command_of_coordinators_has_a_line():
    known = {typed.split()[0] for typed in LINES}

    missing = sorted(COORDINATORS - known)
    unknown = sorted(known - COORDINATORS - BESIDES.keys())
    assert not missing, "coordinator_rights.txt lacks: " + ", ".join(missing)
    assert not unknown, "coordinator_rights.txt has what there is not: " + ", ".join(unknown)


def test_every_kind_of_card_has_a_line_for_each_decision():
    known = {(words_[0], words_[1][0]) for words_ in map(str.split, LINES) if len(words_) > 1}

    missing = [
        f"{what} {letter}"
        for letter, kind in KINDS.items()
        for what in ("approve", "ask", "refuse")
        if getattr(kind, what) is not nothing and (what, letter) not in known
    ]
    assert not missing, "coordinator_rights.txt lacks: " + ", ".join(missing)


def test_every_refusal_is_a_text():
    answers = {one.removeprefix("- ") for line in LINES.values() for one in line.values()}

    assert not [one for one in (*answers, *OTHERS.values()) if not words.exists(one)]


@pytest.mark.parametrize("typed", LINES)
def test_each_role_is_answered_as_the_table_says(database, chats, offices, typed):
    got = {role: answer(database, chats, offices, typed, role) for role in (*DECIDERS, *OTHERS)}

    marks = {role: "- " if LINES[typed][role].startswith("- ") else "" for role in DECIDERS}
    assert {role: marks[role] + said(got[role]) for role in DECIDERS} == LINES[typed]
    for role, refusal in OTHERS.items():
        name = typed.split()[0]
        teachers = {"teacher", "moderator", "ambassador"}
        if name in BESIDES:
            closed = "roomreports.not_yours" if role in teachers else BESIDES[name]
            refusal = refusal if role in {"visitor", "suspended"} else closed
        assert said(got[role]) == refusal, role
    refused = [role for role in DECIDERS if marks[role]]
    for role in (*refused, *OTHERS):
        assert all(one.to is None for one in got[role]), f"{role} was refused, and others are told"


def test_every_act_of_the_desk_is_tried():
    assert set(ON_THE_DESK.values()) == {one.name for one in THEIRS if one.is_for_browser}


@pytest.mark.parametrize("typed", [one for one in LINES if one.split()[0] in ON_THE_DESK])
def test_on_the_desk_each_role_may_do_what_it_may_in_the_chat(database, chats, offices, typed):
    what, _, about = typed.format(**offices.ids).partition(" ")
    name = f"m{about}" if what == "noted" else about
    words_ = f"{name}\nIs that so?" if what in {"ask", "refuse"} else name

    def act(role):
        event = replace(chats.event("", offices.at[role]), command=ON_THE_DESK[what], words=words_)
        try:
            with database.transaction() as db:
                known = addresses.by_user(db, event.address)
                person = people.by_id(db, known.person_id) if known else None
                found = router.act(replace(event, known=None, person=person, language="en"), db)
                raise _NotKept(found)
        except _NotKept as kept:
            return kept.args[0]

    for role in DECIDERS:
        in_chat, replies = LINES[typed][role], act(role)
        if in_chat.startswith("- ") or what in {"approve", "noted"}:
            assert said(replies) == in_chat.removeprefix("- "), role
        if in_chat.startswith("- "):
            assert all(one.to is None for one in replies), role
        elif what in {"ask", "refuse"}:
            assert any(one.to is not None for one in replies), role
    for role in OTHERS:
        with pytest.raises(ValueError, match="no act of a page"):
            act(role)


@pytest.mark.parametrize("name", sorted(COORDINATORS))
def test_a_pupil_gives_no_command_of_coordinators(database, chats, offices, name):
    event = chats.event(f"/{name}", offices.at["visitor"])
    with database.reading() as db:
        pupil = pupils.by_id(db, offices.ids["pupil"])
        with pytest.raises(ValueError, match="no act of a page"):
            router.act(replace(event, pupil=pupil), db)


FOR_THEM = sorted(name for name, form in FORMS.items() if form.needs == Needs.COORDINATOR)


@pytest.mark.parametrize("name", FOR_THEM)
@pytest.mark.parametrize("role", ["teacher", "suspended", "waiting"])
def test_a_form_begun_as_coordinator_is_not_answered_by_who_is_none_any_more(
    database, chats, offices, name, role
):
    def begin(db):
        known = addresses.by_user(db, offices.at[role])
        first = FORMS[name].questions[0]
        dialogue = dialogues.start(db, known.id, name, NOON, {"card": "p1", "rest": ["1"]})
        dialogues.keep(db, dialogue.id, first.field, dialogue.answers, NOON)
        return f"/answer {dialogue.id} {first.field} yes"

    typed = database.write(begin)

    [refused] = chats.send(typed, offices.at[role], kind="press")

    assert refused.key == OTHERS[role]
    with database.reading() as db:
        known = addresses.by_user(db, offices.at[role])
        assert dialogues.open_of(db, known.id) is None
