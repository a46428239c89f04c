"""An announcement under way: pause, go on, stop, and take back what has arrived."""

from dataclasses import replace
from datetime import timedelta

from handlers import announcecard, announcing, campaignreport, numbers
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from storage import campaign_removal, campaign_rows, campaigns
from storage.campaigns import OPEN, UNDER_WAY, Campaign, State
from storage.db import Db
from storage.deliveries import KEPT

_COORDINATOR = Needs.COORDINATOR


def _shown(event: Event, db: Db, campaign: Campaign) -> list[Reply]:
    if campaign.state in OPEN:
        return [announcecard.show(event, db, campaign)]
    return [replace(campaignreport.progress(db, campaign, event.at), edits=True)]


@command("announcepause", needs=_COORDINATOR, listed=False, pages=True)
def pause(event: Event, db: Db) -> list[Reply]:
    """Let nothing more leave; what is on its way at this moment still arrives.

    Source: docs/rules.md, NSS-2.
    """
    found = announcing.governed(event, db, numbers.read(event.words))
    if isinstance(found, Reply):
        return [found]
    return _shown(event, db, _pause(event, db, found))


def _pause(event: Event, db: Db, campaign: Campaign) -> Campaign:
    if campaign.state not in (State.ENQUEUING, State.RUNNING):
        return campaign
    campaign_rows.keep_back(db, campaign)
    return campaigns.move(db, campaign, State.PAUSED, event.at)


@command("announceresume", needs=_COORDINATOR, listed=False, pages=True)
def resume(event: Event, db: Db) -> list[Reply]:
    """Go on where it was paused, or halted: its author has looked at it."""
    found = announcing.governed(event, db, numbers.read(event.words))
    if isinstance(found, Reply):
        return [found]
    if found.state == State.PAUSED:
        if not announcing.may_write_to(db, found.author_id, found.countries):
            fields = {"number": found.id}
            return [Reply("announce.author_lost", fields, campaignreport.ways_out(found))]
        state = State.RUNNING if found.is_enqueued else State.ENQUEUING
        is_probed = found.is_probed or found.reason == "refused"
        found = campaigns.move(
            db, found, state, event.at, reason="", is_probed=is_probed, shown_at=event.at
        )
    return _shown(event, db, found)


@command("announcestop", needs=_COORDINATOR, listed=False, pages=True)
def stop(event: Event, db: Db) -> list[Reply]:
    """Stop it: nothing leaves from the first press on; the second says that it is for good."""
    number, _, sure = event.words.strip().partition(" ")
    found = announcing.governed(event, db, numbers.read(number))
    if isinstance(found, Reply):
        return [found]
    if found.state not in UNDER_WAY:
        return _shown(event, db, found)
    found = _pause(event, db, found)
    if not sure:
        yes = Button(Words("announce.stop_yes"), f"/announcestop {found.id} yes")
        no = Button(Words("announce.resume"), f"/announceresume {found.id}")
        return [say("announce.sure_stop", number=found.id).with_buttons((yes, no))]
    campaign_removal.drop_some(db, found)
    stopped = campaigns.move(db, found, State.STOPPED, event.at, reason="")
    return _shown(event, db, stopped)


@command("announcewithdraw", needs=_COORDINATOR, listed=False, pages=True)
def withdraw(event: Event, db: Db) -> list[Reply]:
    """Take it back: what has not left never does, what has arrived is deleted where it can be."""
    number, _, sure = event.words.strip().partition(" ")
    found = announcing.governed(event, db, numbers.read(number))
    if isinstance(found, Reply):
        return [found]
    has_left = (*UNDER_WAY, State.DONE, State.STOPPED)
    if found.state not in has_left:
        return _shown(event, db, found)
    if found.begun_at is not None and event.at - found.begun_at > KEPT - timedelta(days=1):
        mine = Button(Words("announce.mine"), "/announce")
        return [say("announce.too_old", number=found.id).with_buttons((mine,))]
    found = _pause(event, db, found)
    if not sure:
        yes = Button(Words("announce.withdraw_yes"), f"/announcewithdraw {found.id} yes")
        no = Button(Words("announce.keep"), f"/announcement {found.id}")
        return [say("announce.sure_withdraw", number=found.id).with_buttons((yes, no))]
    taken = campaigns.move(
        db,
        found,
        State.WITHDRAWN,
        event.at,
        reason="",
        ended_at=None,
        swept_to=0,
        is_dropped=False,
        is_swept=False,
    )
    return _shown(event, db, taken)
