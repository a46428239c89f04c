"""After a seminar: the host's code, attendance, the certificate, feedback and the recording."""

from typing import Any

from handlers import forms, numbers, questions
from handlers.commands.hosting import WebLink
from handlers.commands.rescheduling import own
from handlers.commands.seminars import not_found, show
from handlers.conversation import (
    Button,
    Code,
    Event,
    Lines,
    Needs,
    Recipe,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Question, form
from storage import attendance, seminars, signups
from storage.db import Db
from storage.seminars import Seminar

#: From worst to best.
STARS = (1, 2, 3, 4, 5)
#: How many comments a host sees.
COMMENTS = 8
#: From so many answers on.
LEAST = 5


@command("seminarcode", needs=Needs.TEACHER, listed=False)
def show_code(event: Event, db: Db) -> list[Reply]:
    """Give the host the code that participants type; the same one each time.

    Source: docs/rules.md, SEM-4.
    """
    found = own(event, db, numbers.read(event.words))
    if isinstance(found, Reply):
        return [found]
    if not found.takes_code(event.at):
        return [show(event, db, found)]
    code = found.code or event.fresh("attendance", 6)
    seminars.note(db, found.id, code=code)
    card = Button(Words("seminars.back"), f"/seminar {found.id}")
    told = say("seminars.show_code", command=Code(f"/attended {code}"), title=found.title)
    return [told.with_buttons((card,))]


@command("attended", needs=Needs.TEACHER, rank=9)
def attended(event: Event, db: Db) -> list[Reply]:
    """Note attendance by the code that the host showed; it earns a certificate."""
    if not event.words.strip():
        return forms.begin(event, db, "attended")
    return [_attend(event, db, event.words)]


@form("attended", Question("code", questions.Line, "seminars.ask_code", reads_numbers=True))
def typed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Take the code that was asked for."""
    return [_attend(event, db, answers["code"])]


def _attend(event: Event, db: Db, typed_code: str) -> Reply:
    code = "".join(sign for sign in typed_code.upper() if sign.isalnum())
    me = event.actor
    for seminar, signup in signups.mine(db, me.id, event.at - seminars.CODE_LASTS):
        is_right = bool(seminar.code) and seminar.code == code
        if is_right and seminar.takes_code(event.at) and signup.state == signups.State.IN:
            attendance.add(
                db,
                seminar.id,
                me.id,
                name=me.name,
                code=event.fresh(f"certificate {seminar.id}", 10),
                site=event.site,
                at=event.at,
            )
            return _certificate(seminar, me.id, "seminars.attended")
    mine = Button(Words("seminars.mine_button"), "/seminars mine")
    return say("seminars.wrong_code").with_buttons((mine,))


def _certificate(seminar: Seminar, person_id: int, key: str) -> Reply:
    """Send a certificate, and ask how it was."""
    stars = [
        Button(Words("seminars.stars", {"stars": n}), f"/stars {seminar.id} {n}") for n in STARS
    ]
    file = Recipe("certificate", (seminar.id, person_id))
    return Reply(key, {"title": seminar.title}, rows(stars, wide=5), file=file)


@command("certificate", needs=Needs.TEACHER, listed=False)
def certificate(event: Event, db: Db) -> list[Reply]:
    """Send somebody's own certificate again."""
    found = seminars.by_id(db, numbers.read(event.words))
    if found is None or attendance.of_person(db, found.id, event.actor.id) is None:
        return [not_found()]
    return [_certificate(found, event.actor.id, "seminars.certificate_again")]


@command("stars", needs=Needs.TEACHER, listed=False)
def rate(event: Event, db: Db) -> list[Reply]:
    """Keep how many stars somebody gives, and ask for words: "7 4"."""
    number, _, given = event.words.partition(" ")
    found, stars = seminars.by_id(db, numbers.read(number)), numbers.read(given)
    if found is None or stars not in STARS:
        return [not_found()]
    if not attendance.rate(db, found.id, event.actor.id, stars=stars):
        return [not_found()]
    return forms.begin(event, db, "seminarwords", {"seminar": found.id})


@form(
    "seminarwords",
    Question("words", questions.Paragraph, "seminars.ask_words", is_optional=True),
)
def said(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep what somebody says about a seminar, for its host."""
    if answers["words"]:
        attendance.rate(db, answers["seminar"], event.actor.id, words=answers["words"])
    others = Button(Words("seminars.others"), "/seminars")
    return [say("seminars.thanks").with_buttons((others,))]


@command("feedback", needs=Needs.TEACHER, listed=False)
def feedback(event: Event, db: Db) -> list[Reply]:
    """Sum up for the host how it was, without names."""
    found = own(event, db, numbers.read(event.words))
    if isinstance(found, Reply):
        return [found]
    summary = attendance.summary(db, found.id, COMMENTS)
    card = Button(Words("seminars.back"), f"/seminar {found.id}")
    if not summary.rated:
        none = say("seminars.no_feedback", title=found.title, attended=summary.attended)
        return [none.with_buttons((card,))]
    told = say(
        "seminars.feedback_is",
        title=found.title,
        attended=summary.attended,
        rated=summary.rated,
        average=round(summary.average, 1),
        words=_comments(summary),
    )
    return [told.with_buttons((card,))]


def _comments(summary: attendance.Summary) -> Lines | Words:
    """Give the comments, where there are enough answers that nobody is known by theirs."""
    if summary.rated < LEAST:
        return Words("seminars.words_later", {"least": LEAST})
    words = tuple(Words("seminars.comment", {"words": one}) for one in summary.words)
    return Lines(words) if words else Words("seminars.no_words")


@command("recording", needs=Needs.TEACHER, listed=False)
def recording(event: Event, db: Db) -> list[Reply]:
    """Ask the host where the recording is."""
    found = own(event, db, numbers.read(event.words))
    if isinstance(found, Reply):
        return [found]
    return forms.begin(event, db, "recording", {"seminar": found.id})


@form("recording", Question("link", WebLink, "seminars.ask_recording"))
def recorded(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Show the recording on the seminar's card from now on."""
    found = own(event, db, answers["seminar"])
    if isinstance(found, Reply):
        return [found]
    seminars.note(db, found.id, recording=answers["link"])
    fresh = seminars.by_id(db, found.id)
    assert fresh is not None
    card = show(event, db, fresh)
    return [Reply("seminars.edited", {"card": Words(card.key, card.fields)}, card.buttons)]
