"""Trying an announcement, counting its readers, sending it, or throwing it away."""

from typing import Any

from handlers import announcecard, announcecheck, announcing, campaigning, numbers
from handlers.announcing import Version, audience_of
from handlers.commands import announcewords
from handlers.conversation import (
    Button,
    Event,
    Lane,
    Lines,
    Listing,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.packing import pack
from handlers.zones import zone_of
from storage import addresses, audiences, campaigns, forecasts, outbox
from storage.addresses import Known
from storage.campaigns import OPEN, Campaign, State
from storage.db import Db

_COORDINATOR = Needs.COORDINATOR
#: Of about so many people at most it is asked how and when they would get it.
ASKED = 5_000


@command("announcepreview", needs=_COORDINATOR, listed=False)
def preview(event: Event, db: Db) -> list[Reply]:
    """Send its author what each reader would get, on each platform where they are.

    What some readers' platform would not take is said here, not when it is sent.
    Source: docs/rules.md, NSS-2.
    """
    found = announcing.own(event, db, numbers.read(event.words))
    if isinstance(found, Reply):
        return [found]
    if found.state not in OPEN:
        return [announcecard.show(event, db, found)]
    if problems := announcecheck.problems(db, found):
        return [_broken(found, problems)]
    versions = announcing.versions(db, found)
    intro = Reply("announce.previewed", _named(versions), lane=Lane.REPLY)
    here, other = event.sender, _elsewhere(event, db)
    _put(event, db, here, pack(intro))
    for place in filter(None, (here, other)):
        for version in versions:
            _put(event, db, place, pack(version.copy), version.spoken)
    shown = Words("announce.preview_both" if other else "announce.preview_here")
    return [announcecard.show(event, db, found, shown)]


def _named(versions: list[Version]) -> dict[str, Any]:
    """Name what follows: each language, and English as others get it."""
    return {"count": len(versions), "versions": Listing(tuple(one.named for one in versions))}


def _elsewhere(event: Event, db: Db) -> Known | None:
    """Find where its author is on another platform."""
    known = addresses.of_person(db, event.actor.id)
    here = event.address.platform
    return next((one for one in known if one.platform != here and not one.unreachable), None)


def _put(event: Event, db: Db, place: Known, payload: dict[str, Any], language: str = "") -> None:
    is_here = place.id == event.sender.id
    outbox.put(
        db,
        platform=place.platform,
        chat=event.chat if is_here else place.chat,
        language=language or event.sender.language,
        payload={**payload, "pushed": True},
        zone=str(zone_of(event.person)),
        at=event.at,
    )


def _broken(campaign: Campaign, problems: list[Words]) -> Reply:
    change = Button(Words("announce.change"), f"/announcechange {campaign.id}")
    back = Button(Words("announce.show"), f"/announcement {campaign.id}")
    return say("announce.broken", problems=Lines(tuple(problems))).with_buttons((change, back))


@command("announcecount", needs=_COORDINATOR, listed=False)
def count(event: Event, db: Db) -> list[Reply]:
    """Say how many people it would reach now: at once, in the morning, daily, and not at all.

    Of very many, how and when is asked of a part only: everybody's turns wait meanwhile.
    """
    found = announcing.own(event, db, numbers.read(event.words), campaigns.by_id)
    if isinstance(found, Reply):
        return [found]
    audience = audience_of(found)
    everybody = audiences.count(db, audience, event.at)
    one_in = -(-everybody // ASKED)
    if one_in <= 1:
        asked, share = everybody, audiences.select_of(audience, event.at)
    else:
        asked, share = audiences.share(db, audience, event.at, one_in)
    seen = forecasts.of(db, share, "announcements", event.at)
    unreachable = asked - seen.reached - seen.off
    told = {"now": seen.now, "later": seen.later, "daily": seen.daily, "off": seen.off}
    told |= {"unreachable": unreachable}
    back = Button(Words("announce.show"), f"/announcement {found.id}")
    change = Button(Words("announce.change"), f"/announcechange {found.id}")
    if one_in <= 1:
        return [Reply("announce.counted", {"people": everybody, **told}, ((back, change),))]
    about = {name: round(number * everybody / asked, -2) for name, number in told.items()}
    return [Reply("announce.counted_about", {"people": everybody, **about}, ((back, change),))]


@command("announcesend", needs=_COORDINATOR, listed=False)
def send(event: Event, db: Db) -> list[Reply]:
    """Send it, or put a large one before a second coordinator: "12 3" is 12 at revision 3."""
    number, _, revision = event.words.strip().partition(" ")
    found = announcing.own(event, db, numbers.read(number))
    if isinstance(found, Reply):
        return [found]
    if found.state != State.DRAFT or revision != str(found.revision):
        return [announcecard.show(event, db, found)]
    if problems := announcecheck.problems(db, found):
        return [_broken(found, problems)]
    if found.starts_at is not None and found.starts_at <= event.at:
        return announcewords.ask_when(event, db, found)
    count_ = audiences.count(db, audience_of(found), event.at)
    if problem := campaigning.hindrance(db, found, count_, event.at):
        return [announcecard.show(event, db, found, problem)]
    if not campaigning.is_large(event, count_):
        return _send(event, db, found)
    seconds = announcing.seconds(db, found)
    if not seconds:
        return [announcecard.show(event, db, found, Words("announce.no_second"))]
    found = campaigns.move(db, found, State.WAITING, event.at, people=count_)
    asked = Words("announce.asked_second", {"most": event.second_above})
    return [announcecard.show(event, db, found, asked), *_cards(event, db, found, seconds)]


def _send(event: Event, db: Db, campaign: Campaign) -> list[Reply]:
    """Send it now or at its time; give what its author sees, there where they pressed."""
    if campaign.starts_at is not None:
        most = event.second_above
        planned = campaigns.move(db, campaign, State.SCHEDULED, event.at, people=most)
        return [announcecard.show(event, db, planned, Words("announce.planned"))]
    return [campaigning.shown(db, campaigning.begin(db, campaign, event.at), event.at)]


def _cards(event: Event, db: Db, campaign: Campaign, seconds: list[int]) -> list[Reply]:
    card, buttons = second_card(event, db, campaign)
    return [
        Reply(
            card.key,
            card.fields,
            buttons,
            to=one,
            lane=Lane.REMINDER,
            once=f"second {campaign.batch} {campaign.revision}-{one}",
        )
        for one in seconds
    ]


def second_card(
    event: Event, db: Db, campaign: Campaign
) -> tuple[Words, tuple[tuple[Button, ...], ...]]:
    """Show a large announcement to who may agree to it."""
    author = announcecard.author_of(db, campaign)
    fields = {**announcecard.about(event, db, campaign), "author": author}
    name = f"a{campaign.id} {campaign.revision}"
    agree = Button(Words("announce.agree"), f"/approve {name}")
    refuse = Button(Words("announce.refuse"), f"/refuse {name}")
    read = Button(Words("announce.read"), f"/announceread {campaign.id}")
    return Words("announce.second", fields), rows([agree, refuse, read], wide=2)


@command("announceread", needs=_COORDINATOR, listed=False)
def read(event: Event, db: Db) -> list[Reply]:
    """Let who may agree to an announcement read it first, in each language."""
    found = campaigns.by_id(db, numbers.read(event.words))
    if found is None or event.actor.id not in announcing.seconds(db, found):
        return [announcing.not_yours()]
    if found.state != State.WAITING:
        return [say("announce.decided").with_buttons((Button(Words("help.queue"), "/queue"),))]
    for version in announcing.versions(db, found):
        _put(event, db, event.sender, pack(version.copy), version.spoken)
    card, buttons = second_card(event, db, found)
    return [Reply(card.key, card.fields, buttons)]


def agreed(event: Event, db: Db, campaign: Campaign) -> tuple[Words, list[Reply]]:
    """Note that somebody else agrees, and send it; its author sees how far it is."""
    if problem := campaigning.last_look(db, campaign, event.at):
        return problem, [campaigning.not_begun(db, campaign, event.at, problem)]
    campaign = campaigns.note(db, campaign, second_id=event.actor.id)
    outcome = Words("announce.agreed", {"number": campaign.id})
    if campaign.starts_at is not None and campaign.starts_at > event.at:
        start = {"number": campaign.id, "start": campaign.starts_at}
        outcome = Words("announce.you_agreed_planned", start)
        planned = campaigns.move(db, campaign, State.SCHEDULED, event.at)
        show = Button(Words("announce.show"), f"/announcement {planned.id}")
        fields = {"number": planned.id, "name": event.actor.name, "start": planned.starts_at}
        told = Reply("announce.agreed_planned", fields, ((show,),), to=planned.author_id)
        return outcome, [told]
    begun = campaigning.begin(db, campaign, event.at)
    return outcome, [campaigning.shown(db, begun, event.at, to=begun.author_id)]


def refused(event: Event, db: Db, campaign: Campaign, reason: str) -> tuple[Words, list[Reply]]:
    """Give it back to its author, with the reason."""
    campaign = campaigns.move(db, campaign, State.DRAFT, event.at, reason=reason)
    change = Button(Words("announce.change"), f"/announcechange {campaign.id}")
    show = Button(Words("announce.show"), f"/announcement {campaign.id}")
    fields = {"number": campaign.id, "name": event.actor.name, "reason": reason}
    told = Reply("announce.refused", fields, ((change, show),), to=campaign.author_id)
    return Words("announce.you_refused", {"number": campaign.id}), [told]


@command("announcedrop", needs=_COORDINATOR, listed=False)
def drop(event: Event, db: Db) -> list[Reply]:
    """Throw one away that has not left; asked once more, since it cannot be had back.

    Central support may throw away what another has open, who is told.
    """
    number, _, sure = event.words.strip().partition(" ")
    found = announcing.governed(event, db, numbers.read(number))
    if isinstance(found, Reply):
        return [found]
    if found.state not in OPEN:
        return [announcecard.show(event, db, found)]
    if not sure:
        yes = Button(Words("announce.drop"), f"/announcedrop {found.id} yes")
        keep = Button(Words("announce.keep"), f"/announcement {found.id}")
        return [say("announce.sure_drop", number=found.id).with_buttons((yes, keep))]
    told = _to_author(event, db, found)
    campaigns.drop(db, found)
    new = Button(Words("announce.new"), "/announce new")
    mine = Button(Words("announce.mine"), "/announce")
    return [say("announce.dropped", number=found.id).with_buttons((new, mine)), *told]


def _to_author(event: Event, db: Db, campaign: Campaign) -> list[Reply]:
    """Tell its author that central support threw it away, if they still write to its countries."""
    who, places = campaign.author_id, campaign.countries
    if who == event.actor.id or not announcing.may_write_to(db, who, places):
        return []
    mine = Button(Words("announce.mine"), "/announce")
    fields = {"number": campaign.id, "name": event.actor.name}
    return [Reply("announce.dropped_yours", fields, ((mine,),), to=who)]
