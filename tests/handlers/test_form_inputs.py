"""Forms: whatever is sent at whatever step leaves a valid answer or a kind sentence."""

import itertools
import shutil
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import handlers.commands  # noqa: F401 - registers every form
from handlers import validation, words
from handlers.forms import FORMS
from handlers.zones import zone_of
from storage import (
    addresses,
    contacts,
    dialogues,
    group_members,
    groups,
    ideas,
    labels,
    posts,
    seminars,
)
from storage.addresses import Address
from storage.contacts import State
from storage.db import Database
from tests import makers
from tests.conftest import NOON, Chats

_numbers = itertools.count(1)
#: What people send: words, numbers, dates, rubbish, commands, buttons of other questions.
TYPED = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["-", ".", "0", "12", "9-12", "99", "Romania", "biology", "English", "Ben"]),
    st.sampled_from(["2026-10-12 15:00", "12.10.2026", "15:30", "tomorrow", "https://x.example/"]),
    st.sampled_from(
        ["/back", "/cancel", "/resume", "/answer", "/answer 1 x y", "/help", "x" * 5000]
    ),
)
#: Which of a question's buttons is pressed, by its place.
PRESSED = st.integers(min_value=0, max_value=30)
STEPS = st.lists(st.one_of(TYPED, PRESSED), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def chats(tmp_path_factory, request):
    """Chats over one SQLite database for all examples."""
    file = request.getfixturevalue("sqlite_file")
    database = Database(f"sqlite:///{shutil.copy(file, tmp_path_factory.mktemp('inputs'))}")
    yield Chats(database)
    database.close()


@pytest.mark.parametrize("name", sorted(FORMS))
@given(steps=STEPS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_leaves_a_valid_answer_or_a_kind_sentence(chats, name, steps):
    number = next(_numbers)
    me = Address("telegram", f"teacher {number}")
    chats.database.write(_begin, me, name, number)

    shown = chats.send("/resume", me)
    for step in steps:
        shown = chats.send(_input(step, shown), me, kind="text") or shown

        said = [one for one in shown if one.to == me]
        assert said, "whoever writes is answered"
        for one in said:
            assert words.render("en", one.key, one.fields, zone_of(None)).text.strip()
        chats.database.read(_check, me)


def _begin(db, me, name, number):
    """Let a validated teacher with a contact and a project be at the first question of a form."""
    card = {"subjects": ("biology",), "languages": ("en",), "age_min": 9, "age_max": 12}
    person = makers.teacher(db, f"Teacher {number}", "RO", NOON, **card)
    other = makers.teacher(db, f"Other {number}", "DE", NOON, **card)
    contact = contacts.ask(db, person.id, other.id, "hello", NOON)
    contacts.answer(db, contact, State.ACCEPTED, NOON)
    project = makers.project(db, (person, other), NOON)
    known = addresses.add(db, me, f"chat of {me.user}", "en", NOON)
    addresses.belong(db, known.id, person.id, NOON)
    given_before = {
        "to": other.id,
        "kind": "contact",
        "name": other.name,
        "code": "ABCD2345",
        "project": project.id,
        "card": f"r{other.id}",
        "rest": "1",
        "coming": 3,
        "about": other.id,
        "frozen": "what they wrote",
        "what": "contact",
        "person": other.id,
        "school": other.school_id,
        "point": labels.POINTS[0],
        "who": [f"c{other.id}"],
        "review": 1,
        **_made(db, person, other),
    }
    known_before = {k: v for k, v in given_before.items() if FORMS[name].question(k) is None}
    begun = dialogues.start(db, known.id, name, NOON, {**known_before, "_": 1})
    first = FORMS[name].questions[0].field
    dialogues.keep(db, begun.id, first, begun.answers, NOON)


def _made(db, person, other):
    """Make what forms are about: a group with a post, a seminar, an idea."""
    about = {"title": "Songs", "description": "We sing.", "languages": ("en",)}
    group = groups.propose(db, person.id, NOON, **about, subjects=(), entry=groups.Entry.OPEN)
    groups.change(db, group, groups.State.ACTIVE, NOON)
    for one in (person, other):
        part, role = group_members.State.IN, group_members.Role.MODERATOR
        group_members.put(db, group.id, one.id, part, NOON, role)
    post = posts.add(
        db, group_id=group.id, author_id=other.id, text="la", batch=f"p{group.id}", at=NOON
    )
    seminar = seminars.add(
        db,
        at=NOON,
        title="Songs",
        speaker="Eva",
        kind=seminars.Kind.SEMINAR,
        language="en",
        subjects=(),
        starts_at=NOON + timedelta(days=2),
        ends_at=NOON + timedelta(days=2, hours=1),
        minutes=60,
        capacity=9,
        link="https://meet.example/x",
        host_id=person.id,
        uid=f"seminar {person.id}",
    )
    draft = ideas.Draft("Songs", "We sing.", (9, 12), ("en",), (), (), NOON.date())
    idea = ideas.post(db, person.id, draft, NOON)
    made = {
        "group": group.id,
        "title": "Songs",
        "answers": post.id,
        "post": post.id,
        "seminar": seminar.id,
    }
    return made | {"idea": idea.id, "id": idea.id}


def _input(step, shown):
    """Read a step: words, or the press of one of the buttons that are shown."""
    buttons = [button for one in shown for row in one.buttons for button in row]
    if isinstance(step, int):
        return buttons[step % len(buttons)].command if buttons else "hello"
    return step


def _check(db, me):
    """Check that every answer that is kept is a valid one."""
    known = addresses.by_user(db, me)
    dialogue = dialogues.open_of(db, known.id)
    if dialogue is None or dialogue.form not in FORMS:
        return
    for question in FORMS[dialogue.form].questions:
        if dialogue.answers.get(question.field) not in (None, ""):
            problem = validation.problem(question.type, dialogue.answers[question.field])
            assert problem is None, question.field
