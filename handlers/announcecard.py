"""An announcement as its author sees it: what it is, whom it reaches, and the next step."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from handlers import announcing, campaignreport
from handlers.announcing import audience_of
from handlers.conversation import Button, Event, Lines, Listing, Name, Reply, Words, rows, say
from storage import audiences, campaign_texts, groups, people, projects, seminars
from storage.audiences import Audience
from storage.campaigns import OPEN, Campaign, State
from storage.db import Db

#: So much of a text is shown.
BEGINS = 60


def show(event: Event, db: Db, campaign: Campaign, outcome: Words | None = None) -> Reply:
    """Show an announcement with what can be done; `outcome` says first what was just done."""
    if campaign.state not in OPEN:
        shown = campaignreport.progress(db, campaign, event.at)
    else:
        buttons = rows_of(campaign, announcing.is_own(event, db, campaign))
        shown = Reply("announce.card", _fields(event, db, campaign), buttons)
    if outcome is None:
        return shown
    fields = {"outcome": outcome, "card": Words(shown.key, shown.fields)}
    return replace(shown, key="announce.outcome", fields=fields)


def _fields(event: Event, db: Db, campaign: Campaign) -> dict[str, Any]:
    shown = {**about(event, db, campaign), "state": _state(campaign)}
    if campaign.author_id == event.actor.id:
        return shown
    by = Words("announce.by_author", {"author": author_of(db, campaign)})
    return {**shown, "more": Lines((by, *shown["more"].items))}


def author_of(db: Db, campaign: Campaign) -> str | Words:
    """Name who writes it."""
    author = people.by_id(db, campaign.author_id)
    return author.name if author else Words("card.gone")


def listed(event: Event, db: Db, those: Sequence[Campaign]) -> Reply:
    """List announcements, each in a line; for whom they are is counted when one is opened."""
    lines = Lines(tuple(line(event, db, one) for one in those))
    new = Button(Words("announce.new"), "/announce new")
    buttons = [
        Button(Words("announce.open", {"number": one.id}), f"/announcement {one.id}")
        for one in those
    ]
    is_alone = all(one.author_id == event.actor.id for one in those)
    shown = say("announce.list" if is_alone else "announce.list_all", lines=lines)
    return shown.with_buttons((new,), *rows(buttons, 3))


def line(event: Event, db: Db, campaign: Campaign) -> Words:
    """Say what an announcement is and where it stands, in a line."""
    fields = {**_brief(db, campaign), "state": _state(campaign)}
    if campaign.author_id == event.actor.id:
        return Words("announce.line", fields)
    return Words("announce.line_of", {**fields, "author": author_of(db, campaign)})


def about(event: Event, db: Db, campaign: Campaign) -> dict[str, Any]:
    """Say what an announcement is, to whom it goes and how many that are now."""
    return {
        **_brief(db, campaign),
        "people": _people(event, db, campaign),
        "more": Lines(tuple(_more(db, campaign))),
    }


def _brief(db: Db, campaign: Campaign) -> dict[str, Any]:
    texts = campaign_texts.of(db, campaign.id)
    words = " ".join(next(iter(texts.values()), ("", ""))[0].split())
    return {
        "number": campaign.id,
        "who": Listing(tuple(whom(db, audience_of(campaign)))),
        "languages": Listing(tuple(Name("language", one) for one in texts)),
        "begins": words if len(words) <= BEGINS else f"{words[:BEGINS].rstrip()}…",
    }


def _people(event: Event, db: Db, campaign: Campaign) -> int:
    """Count whom it would reach now, or say how many there were when it left."""
    if campaign.begun_at is not None:
        return campaign.people
    return audiences.count(db, audience_of(campaign), event.at)


def whom(db: Db, audience: Audience) -> Iterator[Any]:
    """Say in words to whom something goes."""
    yield announcing.countries(audience.countries)
    yield from (role(one) for one in audience.roles)
    yield from (Name("subject", one) for one in audience.subjects)
    yield from (Name("language", one) for one in audience.languages)
    for number in audience.groups:
        group = groups.by_id(db, number)
        yield Words("announce.group", {"title": group.title if group else ""})
    for number in audience.projects:
        project = projects.by_id(db, number)
        yield Words("announce.project", {"title": project.title if project else ""})
    if audience.days:
        yield Words("announce.active", {"days": audience.days})


def role(code: str) -> Name:
    """Name a role at school, or a part that somebody has besides."""
    return Name("part" if code in audiences.PARTS else "role", code)


def _more(db: Db, campaign: Campaign) -> Iterator[Words]:
    if file := announcing.file_of(campaign):
        yield Words("announce.with_file", {"name": file.name})
    if campaign.link:
        yield Words("announce.with_link", {"link": campaign.link})
    seminar = seminars.by_id(db, campaign.seminar_id) if campaign.seminar_id else None
    if seminar is not None:
        yield Words("announce.with_seminar", {"title": seminar.title})
    if campaign.starts_at is not None:
        yield Words("announce.leaves_at", {"start": campaign.starts_at})
    if campaign.reason:
        yield Words("announce.was_refused", {"reason": campaign.reason})


def _state(campaign: Campaign) -> Words:
    match campaign.state:
        case State.WAITING:
            return Words("announce.state_waiting")
        case State.SCHEDULED:
            return Words("announce.state_scheduled")
        case State.DRAFT:
            return Words("announce.state_draft")
    return campaignreport.state_of(campaign)


def rows_of(campaign: Campaign, is_own: bool) -> tuple[tuple[Button, ...], ...]:
    """Give the buttons of one that has not left yet; of another's it can be thrown away."""
    number = campaign.id
    drop = Button(Words("announce.drop"), f"/announcedrop {number}")
    if not is_own:
        return ((drop, Button(Words("announce.mine"), "/announce")),)
    preview = Button(Words("announce.preview"), f"/announcepreview {number}")
    send = Button(Words("announce.send"), f"/announcesend {number} {campaign.revision}")
    if campaign.starts_at is not None:
        send = Button(Words("announce.schedule"), send.command)
    count = Button(Words("announce.count"), f"/announcecount {number}")
    change = Button(Words("announce.change"), f"/announcechange {number}")
    if campaign.state == State.DRAFT:
        return rows([preview, send, count, change, drop], wide=2)
    return rows([preview, count, change, drop], wide=2)
