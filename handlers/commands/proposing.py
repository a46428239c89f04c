"""Proposing a group: the form, and the talk with central support about it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from handlers import cards, forms, groupcard, numbers, proposals, questions
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from handlers.forms import Asking, Option, Question, form
from storage import card_talks, groups
from storage.db import Db
from storage.groups import Entry, State

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=80)]

#: How many proposals of one person central support has before it at once.
PROPOSALS = 3


def begin(event: Event, db: Db) -> list[Reply]:
    """Begin a proposal, or go on with one that was left.

    Source: docs/rules.md, GRP-1.
    """
    waiting = [one for one in groups.proposed_by(db, event.actor.id) if one.state != State.REFUSED]
    if len(waiting) >= PROPOSALS:
        mine = Button(Words("help.groups"), "/groups")
        return [say("groups.enough_proposals", count=PROPOSALS).with_buttons((mine,))]
    return forms.resume(event, db, "group") or forms.begin(event, db, "group")


def _is_new(asking: Asking, title: str) -> Words | None:
    """Point out a group of the same title."""
    same = groups.same(asking.db, title, but=int(asking.answers.get("again", 0)))
    return Words("groups.title_taken", {"title": same.title}) if same else None


def _plan(asking: Asking) -> Mapping[str, Any]:
    answers = asking.answers
    return {
        "title": answers["title"],
        "description": answers["description"],
        "languages": cards.languages(tuple(answers["languages"])),
        "subjects": cards.subjects(tuple(answers["subjects"])),
        "entry": groupcard.ENTRIES[Entry(answers["entry"])],
    }


@form(
    "group",
    Question("title", Title, "groups.ask_title", fits=_is_new),
    Question("description", questions.Paragraph, "groups.ask_description"),
    Question("aims", questions.Paragraph, "groups.ask_aims", is_optional=True),
    Question(
        "languages",
        questions.Languages,
        "groups.ask_languages",
        options=questions.language_options,
        read=questions.read_language,
        many=True,
    ),
    Question(
        "subjects",
        questions.Subjects,
        "groups.ask_subjects",
        options=questions.subject_options,
        read=questions.read_subject,
        many=True,
    ),
    Question(
        "entry",
        Literal["open", "request", "invited"],
        "groups.ask_entry",
        options=lambda _: [Option(one, words) for one, words in groupcard.ENTRIES.items()],
        wide=1,
    ),
    Question(
        "send",
        Literal["yes"],
        "groups.ask_send",
        options=lambda _: [Option("yes", Words("project.send"))],
        fields=_plan,
    ),
)
def proposed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Put the proposal before central support."""
    kept = ("title", "description", "aims", "languages", "subjects", "entry")
    plan = {name: answers[name] for name in kept}
    again = groups.hold(db, int(answers["again"])) if "again" in answers else None
    if again is None:
        made = groups.propose(db, event.actor.id, event.at, **plan)
    elif again.state != State.REFUSED or again.proposer_id != event.actor.id:
        return [groupcard.show(db, again, event.actor.id)]
    else:
        made = groups.change(db, again, State.PROPOSED, event.at, note="", **plan)
    mine = Button(Words("help.groups"), "/groups")
    sent = say("groups.sent", title=made.title).with_buttons((mine,))
    return [sent, *proposals.cards_for_support(db, made)]


@command("groupagain", needs=Needs.TEACHER, listed=False)
def again(event: Event, db: Db) -> list[Reply]:
    """Open a refused proposal, to change and send it again."""
    found = groups.by_id(db, numbers.read(event.words))
    if found is None or found.proposer_id != event.actor.id:
        return [groupcard.unknown()]
    if found.state != State.REFUSED:
        return [groupcard.show(db, found, event.actor.id)]
    answers: dict[str, Any] = {"title": found.title, "description": found.description}
    answers |= {"aims": found.aims, "languages": list(found.languages)}
    answers |= {"subjects": list(found.subjects), "entry": found.entry, "again": found.id}
    return forms.begin(event, db, "group", answers)


@command("grouptell", needs=Needs.TEACHER, listed=False)
def tell(event: Event, db: Db) -> list[Reply]:
    """Answer what central support asked about a proposed group."""
    found = groups.by_id(db, numbers.read(event.words))
    if found is None or found.proposer_id != event.actor.id:
        return [groupcard.unknown()]
    if found.state != State.ASKED:
        return [groupcard.show(db, found, event.actor.id)]
    return forms.begin(event, db, "grouptell", {"group": found.id})


@form(
    "grouptell",
    Question("words", questions.Paragraph, "status.reply", no_file="status.no_file"),
    is_letter=True,
)
def told(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Put the answer on the card; central support has the ball again."""
    found = groups.hold(db, int(answers["group"]))
    if found is None or found.proposer_id != event.actor.id:
        return [groupcard.unknown()]
    if found.state != State.ASKED:
        return [groupcard.show(db, found, event.actor.id)]
    words, me = answers["words"], event.actor.id
    found = groups.change(db, found, State.PROPOSED, event.at, note=words)
    card_talks.add(db, f"g{found.id}", me, me, words, event.at, is_service=False)
    return [say("groups.answered", title=found.title), *proposals.cards_for_support(db, found)]
