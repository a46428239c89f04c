"""What a host does with a seminar that is announced: change it, move it, cancel it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal

from handlers import forms, hosts, numbers, questions, seminar_news, times
from handlers.commands.hosting import Capacity, Title, WebLink, in_time
from handlers.commands.seminars import not_a_host, not_found, show
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from handlers.forms import Asking, Option, Question, form
from storage import people, seminars, signups
from storage.db import Db
from storage.seminars import Seminar


def own(event: Event, db: Db, number: int) -> Seminar | Reply:
    """Lock a seminar that the one who acts may change now, or say why they may not."""
    found = seminars.hold(db, number)
    if found is None:
        return not_found()
    if not hosts.may_change(db, event.actor, found):
        return not_a_host()
    return found


def _planned(event: Event, db: Db, number: int) -> Seminar | Reply:
    """Lock a seminar that can still be changed, or say why it cannot."""
    found = own(event, db, number)
    if isinstance(found, Seminar) and (not found.is_planned or event.at >= found.ends_at):
        return show(event, db, found)
    return found


def _coming(db: Db, seminar_id: int) -> int:
    return sum(signups.numbers(db, seminar_id).values())


@command("editseminar", needs=Needs.TEACHER, listed=False)
def edit(event: Event, db: Db) -> list[Reply]:
    """Ask what about a seminar is to be changed."""
    found = _planned(event, db, numbers.read(event.words))
    if isinstance(found, Reply):
        return [found]
    return forms.begin(event, db, "editseminar", {"seminar": found.id})


def _by(what: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda answers: bool(answers.get("what") == what)


@form(
    "editseminar",
    Question(
        "what",
        Literal["title", "speaker", "link", "capacity", "subjects"],
        "seminars.edit_what",
        options=lambda _: [
            Option("title", Words("seminars.edit_title")),
            Option("speaker", Words("seminars.edit_speaker")),
            Option("link", Words("seminars.edit_link")),
            Option("capacity", Words("seminars.edit_capacity")),
            Option("subjects", Words("seminars.edit_subjects")),
        ],
    ),
    Question("title", Title, "seminars.ask_title", when=_by("title")),
    Question("speaker", questions.Line, "seminars.ask_speaker", when=_by("speaker")),
    Question("link", WebLink, "seminars.ask_link", when=_by("link")),
    Question(
        "capacity", Capacity, "seminars.ask_capacity", when=_by("capacity"), reads_numbers=True
    ),
    Question(
        "subjects",
        questions.Subjects,
        "seminars.ask_subjects",
        when=_by("subjects"),
        options=questions.subject_options,
        read=questions.read_subject,
        many=True,
    ),
)
def edited(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Change it; more places go to those who wait, fewer take nobody's away.

    A new link is told to everybody who has a place. Source: docs/rules.md, SEM-3.
    """
    found = _planned(event, db, answers["seminar"])
    if isinstance(found, Reply):
        return [found]
    what = answers["what"]
    changed = seminars.change(db, found, event.at, **{what: answers[what]})
    seminar_news.reword(db, changed)
    if changed.link != found.link:
        seminar_news.announce_link(db, changed, event.at)
    seminar_news.fill(db, changed.id, event.at)
    card = show(event, db, changed)
    return [Reply("seminars.edited", {"card": Words(card.key, card.fields)}, card.buttons)]


@command("hostseminar", needs=Needs.TEACHER, listed=False)
def take_over(event: Event, db: Db) -> list[Reply]:
    """Let central support host a seminar whose host has left. Source: docs/rules.md, SEM-1."""
    found = own(event, db, numbers.read(event.words))
    if isinstance(found, Reply):
        return [found]
    host = people.by_id(db, found.host_id)
    if host is not None and not host.is_gone:
        return [show(event, db, found)]
    card = show(event, db, seminars.give(db, found.id, event.actor.id))
    return [Reply("seminars.you_host", {"card": Words(card.key, card.fields)}, card.buttons)]


@command("moveseminar", needs=Needs.TEACHER, listed=False)
def move(event: Event, db: Db) -> list[Reply]:
    """Ask for another date."""
    found = _planned(event, db, numbers.read(event.words))
    if isinstance(found, Reply):
        return [found]
    known = {"seminar": found.id, "title": found.title, "coming": _coming(db, found.id)}
    return forms.begin(event, db, "moveseminar", known)


def _moved_to(asking: Asking) -> Mapping[str, Any]:
    answers = asking.answers
    start = datetime.fromisoformat(str(answers["start"]))
    return {"title": answers["title"], "start": start, "coming": answers["coming"]}


@form(
    "moveseminar",
    Question("start", times.Instant, "seminars.ask_start", read=times.read_instant, fits=in_time),
    Question(
        "sure",
        Literal["yes"],
        "seminars.move_sure",
        options=lambda _: [Option("yes", Words("seminars.move_yes"))],
        fields=_moved_to,
    ),
)
def moved(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Move it, as long as it was; everybody who wants to come is told.

    Source: docs/rules.md, SEM-3.
    """
    found = _planned(event, db, answers["seminar"])
    if isinstance(found, Reply):
        return [found]
    if answers["start"] == found.starts_at:
        return [show(event, db, found)]
    ends_at = answers["start"] + (found.ends_at - found.starts_at)
    changed = seminars.move(db, found, answers["start"], ends_at, event.at)
    signups.shorten_offers(db, changed)
    seminar_news.announce(db, changed, event.at)
    seminar_news.fill(db, changed.id, event.at)
    card = show(event, db, changed)
    return [Reply("seminars.you_moved", {"card": Words(card.key, card.fields)}, card.buttons)]


@command("cancelseminar", needs=Needs.TEACHER, listed=False)
def cancel(event: Event, db: Db) -> list[Reply]:
    """Cancel a seminar after one question, "NUMBER yes"; everybody who wants to come is told."""
    number, _, sure = event.words.partition(" ")
    found = _planned(event, db, numbers.read(number))
    if isinstance(found, Reply):
        return [found]
    if sure != "yes":
        yes = Button(Words("seminars.cancel_yes"), f"/cancelseminar {found.id} yes")
        no = Button(Words("seminars.cancel_no"), f"/seminar {found.id}")
        asked = say("seminars.cancel_sure", title=found.title, coming=_coming(db, found.id))
        return [asked.with_buttons(*rows([yes, no]))]
    changed = seminars.change(db, found, event.at, state=seminars.State.CANCELLED)
    seminar_news.announce(db, changed, event.at)
    others = Button(Words("seminars.others"), "/seminars")
    return [say("seminars.you_cancelled", title=found.title).with_buttons((others,))]
