"""An announcement as its readers get it: in their language, from whom, with what.

Source: docs/decisions/0021-campaigns.md.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers import words
from handlers.conversation import (
    Button,
    Event,
    File,
    Lane,
    Listing,
    Name,
    Reply,
    Words,
    rows,
    say,
)
from handlers.packing import pack
from handlers.rich import Rich, Span
from storage import audiences, bulk, campaign_texts, campaigns, coordinators, seminars
from storage.campaign_texts import FALLBACK
from storage.campaigns import UNDER_WAY, Campaign, State
from storage.db import Db

#: Of so many countries each is named by those who write to them; more are Europe.
NAMED = 4
#: So many of others are listed for central support, and so many drafts are looked through for it.
OTHERS, DRAFTS = 10, 100


@dataclass(frozen=True)
class Version:
    """What some of the readers get."""

    #: The language of its text.
    language: str
    #: The language in which the bot speaks to them, if it speaks several to the readers of a text.
    spoken: str
    #: Whether it is English for somebody who reads something else, and says so.
    is_marked: bool
    copy: Reply

    @property
    def named(self) -> Words | Name:
        """Name it: its language, or English as others get it."""
        if self.is_marked:
            return Words("announce.marked_for", {"language": Name("language", self.spoken)})
        return Name("language", self.language)


def versions(db: Db, campaign: Campaign) -> list[Version]:
    """Give everything that an announcement says, by whom it is read; English first."""
    texts = campaign_texts.of(db, campaign.id)
    found = []
    for language in texts:
        spoken = language if language in words.languages() else FALLBACK
        copy = _copy(db, campaign, texts[language], is_marked=False)
        found.append(Version(language, spoken, False, copy))
    if FALLBACK not in texts:
        return found
    for spoken in words.languages():
        if spoken not in texts:
            copy = _copy(db, campaign, texts[FALLBACK], is_marked=True)
            found.append(Version(FALLBACK, spoken, True, copy))
    return found


def _copy(db: Db, campaign: Campaign, text: tuple[str, str], is_marked: bool) -> Reply:
    fields = {"sender": sender(campaign), "text": rich(*text)}
    buttons = rows(list(_buttons(db, campaign)))
    file = file_of(campaign)
    if is_marked:
        return Reply("announce.said_english", fields, buttons, file=file)
    return Reply("announce.said", fields, buttons, file=file)


def _buttons(db: Db, campaign: Campaign) -> Iterator[Button]:
    seminar = seminars.by_id(db, campaign.seminar_id) if campaign.seminar_id else None
    if seminar is not None:
        yield Button(Words("announce.sign_up"), f"/signup {seminar.id}")
    if campaign.link:
        yield Button(Words("announce.read_more"), campaign.link)
    yield Button(Words("announce.how_told"), "/notifications")


def put(db: Db, campaign: Campaign, now: datetime, most: int) -> int | None:
    """Put the next letters into the outbox; up to which person, or None if nobody is left.

    Each person gets one, at the address they prefer, and it waits until it is let go.
    """
    part = audiences.part(db, audience_of(campaign), now, campaign.reached, most)
    if part is None:
        return None
    recipients, last = part
    texts = campaign_texts.of(db, campaign.id)
    english = _copy(db, campaign, texts[FALLBACK], is_marked=False)
    variants = [
        (who, pack(_copy(db, campaign, texts[language], is_marked=False)))
        for language, who in campaign_texts.readers(list(texts), words.languages())
    ]
    marked = pack(_copy(db, campaign, texts[FALLBACK], is_marked=True))
    bulk.send(
        db,
        recipients,
        payload=pack(english),
        kind="announcements",
        at=now,
        lane=Lane.BULK,
        batch=campaign.batch,
        once=campaign.batch,
        variants=[*variants, (campaign_texts.reads_another(), marked)],
        within=(campaign.reached, last),
        is_held=True,
    )
    return last


def audience_of(campaign: Campaign) -> audiences.Audience:
    """Read to whom an announcement goes."""
    return audiences.read(campaign.audience)


def file_of(campaign: Campaign) -> File | None:
    """Read which file comes with an announcement."""
    return File(**json.loads(campaign.file)) if campaign.file else None


def rich(text: str, spans: str) -> Rich:
    """Read a text with its formatting."""
    return Rich(text, tuple(Span(*span) for span in json.loads(spans))) if spans else Rich(text)


def sender(campaign: Campaign) -> Words:
    """Say who writes: a country's National Support Service, or central support."""
    if campaign.is_central:
        return Words("announce.from_central")
    return Words("announce.from_country", {"country": countries(campaign.countries)})


def countries(codes: tuple[str, ...]) -> Words | Name | Listing:
    """Name the countries of an audience."""
    if coordinators.ALL in codes:
        return Words("announce.everywhere")
    if len(codes) > NAMED:
        return Words("announce.countries", {"count": len(codes)})
    named = tuple(Name("country", code) for code in codes)
    return named[0] if len(named) == 1 else Listing(named)


def may_write_to(db: Db, person_id: int, codes: tuple[str, ...]) -> bool:
    """Tell whether somebody speaks for all of these countries now."""
    mine = coordinators.countries_of(db, person_id)
    return coordinators.ALL in mine or (bool(codes) and set(codes) <= mine)


def is_central(db: Db, person_id: int, codes: tuple[str, ...]) -> bool:
    """Tell whether somebody writes to these countries as central support."""
    return not set(codes) <= coordinators.countries_of(db, person_id) or coordinators.ALL in codes


def seconds(db: Db, campaign: Campaign) -> list[int]:
    """List who may agree to an announcement: other coordinators of all its countries, else central.

    Nobody decides about their own. Source: docs/rules.md, NSS-2.
    """
    found: set[int] = set()
    if not campaign.is_central:
        own = [set(coordinators.of_country(db, code)) for code in campaign.countries]
        found = set.intersection(*own) - {campaign.author_id}
    central = set(coordinators.of_country(db, coordinators.ALL)) - {campaign.author_id}
    return sorted(found or central)


def own(
    event: Event,
    db: Db,
    number: int,
    find: Callable[[Db, int], Campaign | None] = campaigns.hold,
) -> Campaign | Reply:
    """Find, and so lock, one of who acts, or say why they cannot do anything with it."""
    found = find(db, number)
    if found is None or found.author_id != event.actor.id:
        return not_yours()
    if not may_write_to(db, event.actor.id, found.countries):
        return not_yours()
    return found


def is_own(event: Event, db: Db, campaign: Campaign) -> bool:
    """Tell whether somebody may still change this one, and send it."""
    is_author = campaign.author_id == event.actor.id
    return is_author and may_write_to(db, event.actor.id, campaign.countries)


def of_others(db: Db, person_id: int) -> list[Campaign]:
    """List what others have under way, planned or before a second coordinator, and what was left.

    A draft is left when its author may not write to its countries any more.
    """
    open_ = {*UNDER_WAY, State.WAITING, State.SCHEDULED}
    drafts = campaigns.of_others(db, person_id, {State.DRAFT}, DRAFTS)
    left = [one for one in drafts if not may_write_to(db, one.author_id, one.countries)]
    return [*campaigns.of_others(db, person_id, open_, OTHERS), *left[:OTHERS]]


def governed(
    event: Event,
    db: Db,
    number: int,
    find: Callable[[Db, int], Campaign | None] = campaigns.hold,
) -> Campaign | Reply:
    """Lock one that somebody may pause, stop or throw away: its author may, and central support."""
    found = find(db, number)
    mine = coordinators.countries_of(db, event.actor.id)
    if found is None or (found.author_id != event.actor.id and coordinators.ALL not in mine):
        return not_yours()
    return found


def not_yours() -> Reply:
    """Say that there is no such announcement, or that it is somebody else's."""
    return say("announce.not_yours").with_buttons((Button(Words("help.announce"), "/announce"),))
