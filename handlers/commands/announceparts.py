"""What comes with an announcement: a picture or file, and what its buttons lead to."""

from typing import Annotated, Any

from pydantic import StringConstraints, WrapValidator

from handlers import announcing, postcard
from handlers.commands.announcewords import go_on, mine
from handlers.commands.hosting import WebLink
from handlers.conversation import Event, Needs, Reply, Words
from handlers.forms import Asking, Option, Question, form
from storage import campaigns, seminars
from storage.db import Db

#: So many seminars are offered.
SEMINARS = 6
#: What becomes of a link, a seminar or a file that is there already.
KEEP, AWAY = "keep", "away"
_COORDINATOR = Needs.COORDINATOR

#: A seminar by its number, as a button gives it.
SeminarId = Annotated[str, StringConstraints(pattern=r"^\d{1,12}$")]
#: What one that has a link or a seminar already may be told: another, or what becomes of that.
_STAYS = WrapValidator(lambda value, valid: value if value in (KEEP, AWAY) else valid(value))


def _kept_or_not(_: Asking) -> list[Option]:
    return [
        Option(KEEP, Words("announce.keep_as_is")),
        Option(AWAY, Words("announce.take_away")),
    ]


def _so_far(asking: Asking) -> dict[str, Any]:
    """Say what is there already."""
    campaign = campaigns.by_id(asking.db, int(asking.answers["campaign"]))
    if campaign is None:
        return {"name": "", "link": "", "title": ""}
    file = announcing.file_of(campaign)
    seminar = seminars.by_id(asking.db, campaign.seminar_id) if campaign.seminar_id else None
    return {
        "name": file.name if file else "",
        "link": campaign.link,
        "title": seminar.title if seminar else "",
    }


def _is_file(asking: Asking, value: Any) -> Words | None:
    """Say so if words came where a file is asked for."""
    may_stay = asking.answers.get("has_file") and value in (KEEP, AWAY)
    has_one = may_stay or asking.event.file or asking.answers.get("file")
    return None if has_one else Words("announce.no_file")


@form(
    "announcefile",
    Question(
        "picture",
        str,
        "announce.ask_file",
        when=lambda answers: not answers.get("has_file"),
        takes_files=True,
        is_optional=True,
        fits=_is_file,
    ),
    Question(
        "other_picture",
        str,
        "announce.change_file",
        when=lambda answers: bool(answers.get("has_file")),
        options=_kept_or_not,
        fields=_so_far,
        takes_files=True,
        fits=_is_file,
    ),
    needs=_COORDINATOR,
)
def pictured(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep a picture or file, or none; one that is there goes only if that is said."""
    found = mine(event, db, answers)
    if isinstance(found, Reply):
        return [found]
    kept = postcard.file_as_kept(answers.get("file"))
    if not kept and answers.get("other_picture") == KEEP:
        kept = found.file
    if kept != found.file:
        found = campaigns.change(db, found, event.at, file=kept)
    return go_on(event, db, answers, "announcebuttons", found)


def _coming(asking: Asking) -> list[Option]:
    found = seminars.upcoming(asking.db, asking.event.at, limit=SEMINARS)
    return [Option(str(one.id), one.title) for one in found]


def _read_seminar(asking: Asking, text: str) -> list[Option]:
    typed = text.casefold()
    found = seminars.upcoming(asking.db, asking.event.at, limit=200)
    those = [one for one in found if str(one.id) == text or typed in one.title.casefold()]
    return [Option(str(one.id), one.title) for one in those[:SEMINARS]]


@form(
    "announcebuttons",
    Question(
        "link",
        WebLink,
        "announce.ask_link",
        when=lambda answers: not answers.get("has_link"),
        is_optional=True,
    ),
    Question(
        "other_link",
        Annotated[WebLink, _STAYS],
        "announce.change_link",
        when=lambda answers: bool(answers.get("has_link")),
        options=_kept_or_not,
        fields=_so_far,
    ),
    Question(
        "seminar",
        SeminarId,
        "announce.ask_seminar",
        when=lambda answers: not answers.get("has_seminar"),
        options=_coming,
        read=_read_seminar,
        is_optional=True,
        wide=1,
    ),
    Question(
        "other_seminar",
        Annotated[SeminarId, _STAYS],
        "announce.change_seminar",
        when=lambda answers: bool(answers.get("has_seminar")),
        options=lambda asking: [*_kept_or_not(asking), *_coming(asking)],
        read=_read_seminar,
        fields=_so_far,
        wide=1,
    ),
    needs=_COORDINATOR,
)
def buttoned(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep what its buttons lead to; what is there goes only if that is said."""
    found = mine(event, db, answers)
    if isinstance(found, Reply):
        return [found]
    link = answers.get("other_link", answers.get("link", ""))
    link = {KEEP: found.link, AWAY: ""}.get(link, link)
    number = answers.get("other_seminar", answers.get("seminar", ""))
    seminar_id = found.seminar_id
    if number != KEEP:
        seminar = seminars.by_id(db, int(number)) if number and number != AWAY else None
        seminar_id = seminar.id if seminar else None
    values = {"link": link, "seminar_id": seminar_id}
    found = campaigns.change(db, found, event.at, **values)
    return go_on(event, db, answers, "announcewhen", found)
