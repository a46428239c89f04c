"""The engine of announcements: letters are put, let go, looked after and counted, bit by bit.

Each look does a little in one transaction and says whether more can be done at once. Where it got
to stands in the database, so a death between two looks repeats nothing and leaves nobody out.
Source: docs/decisions/0021-campaigns.md.
"""

from dataclasses import asdict
from datetime import datetime, timedelta

import structlog

from handlers import announcecheck, announcing, campaignreport
from handlers.conversation import Button, Event, Lane, Reply, Words, rows
from handlers.packing import pack
from handlers.posting import push
from storage import (
    audiences,
    bulk,
    campaign_removal,
    campaign_rows,
    campaigns,
    coordinators,
    seminars,
)
from storage.campaign_rows import FIRST, Counts
from storage.campaigns import Campaign, State
from storage.db import Db

#: Its author's message is changed no more often: Telegram takes one a second in a chat.
SHOWN_EVERY = timedelta(seconds=3)
#: In one that takes hours, more seldom: a hundredth of what it has taken, at most so long.
SHOWN_AT_LEAST = timedelta(seconds=60)
#: More than one in so many of the first letters refused: something is wrong with all of them.
REFUSED = 100
#: What is paused for longer is stopped: its news is old, and its letters fill the database.
PAUSED_AT_MOST = timedelta(days=30)

_log = structlog.get_logger()


def begin(db: Db, campaign: Campaign, now: datetime) -> Campaign:
    """Begin to send an announcement that everybody has agreed to who has to."""
    people = audiences.count(db, announcing.audience_of(campaign), now)
    return campaigns.move(
        db,
        campaign,
        State.ENQUEUING,
        now,
        people=people,
        reason="",
        begun_at=now,
        shown_at=now,
    )


def hindrance(db: Db, campaign: Campaign, people: int, now: datetime) -> Words | None:
    """Say what is in the way of sending it to so many people."""
    if not people:
        return Words("announce.nobody")
    seminar = seminars.by_id(db, campaign.seminar_id) if campaign.seminar_id else None
    leaves_at = max(campaign.starts_at or now, now)
    if seminar is not None and not (seminar.is_planned and leaves_at < seminar.ends_at):
        return Words("announce.seminar_over", {"title": seminar.title})
    return None


def last_look(db: Db, campaign: Campaign, now: datetime) -> Words | None:
    """Look once more at one that was sent some time ago and is about to leave."""
    if problems := announcecheck.problems(db, campaign):
        return problems[0]
    people = audiences.count(db, announcing.audience_of(campaign), now)
    is_planned_alone = campaign.state == State.SCHEDULED and campaign.second_id is None
    if is_planned_alone and people > campaign.people:
        return Words("announce.grew", {"people": people, "most": campaign.people})
    return hindrance(db, campaign, people, now)


def not_begun(db: Db, campaign: Campaign, now: datetime, problem: Words) -> Reply:
    """Make it a draft again, and tell its author why."""
    campaign = campaigns.change(db, campaign, now)
    change = Button(Words("announce.change"), f"/announcechange {campaign.id}")
    show_ = Button(Words("announce.show"), f"/announcement {campaign.id}")
    fields = {"number": campaign.id, "problem": problem}
    return Reply("announce.not_begun", fields, ((change, show_),), to=campaign.author_id)


def shown(db: Db, campaign: Campaign, now: datetime, to: int | None = None) -> Reply:
    """Give the message that shows how far it is, and goes on showing it."""
    first = campaignreport.progress(db, campaign, now)
    return Reply(first.key, first.fields, first.buttons, to=to, batch=campaign.progress)


def tick(db: Db, now: datetime) -> bool:
    """Go on with everything that is due or under way; True if more can be done at once."""
    for number in campaigns.due(db, now):
        _begin_in_time(db, number, now)
    is_more = False
    for number in campaigns.busy(db):
        campaign = campaigns.hold(db, number)
        # Of several, one puts letters at a time: each part is as long as a turn may wait.
        if campaign is not None and not (is_more and campaign.state == State.ENQUEUING):
            is_more = _step(db, campaign, now) or is_more
    return is_more


def _begin_in_time(db: Db, number: int, now: datetime) -> None:
    campaign = campaigns.hold(db, number)
    if campaign is None or campaign.state != State.SCHEDULED:
        return
    if not announcing.may_write_to(db, campaign.author_id, campaign.countries):
        give_back(db, campaign, now)
        return
    if problem := last_look(db, campaign, now):
        push(db, now, [not_begun(db, campaign, now, problem)])
        return
    begun = begin(db, campaign, now)
    push(db, now, [shown(db, begun, now, to=begun.author_id)])


def give_back(db: Db, campaign: Campaign, now: datetime) -> None:
    """Make one a draft again for which nobody speaks any more, and tell central support."""
    _log.warning("campaign.no_author", campaign=campaign.id)
    campaigns.change(db, campaign, now)
    show_ = Button(Words("announce.show"), f"/announcement {campaign.id}")
    told = coordinators.of_country(db, coordinators.ALL)
    fields = {"number": campaign.id}
    push(db, now, [Reply("announce.no_author", fields, ((show_,),), to=one) for one in told])


def _is_left(db: Db, campaign: Campaign, now: datetime) -> bool:
    """Pause one whose author speaks for its countries no more, and tell central support.

    Whatever took the right away, a suspension, a dismissal or an erasure: the next look sees it.
    """
    if announcing.may_write_to(db, campaign.author_id, campaign.countries):
        return False
    _log.warning("campaign.author_lost", campaign=campaign.id)
    campaign_rows.keep_back(db, campaign)
    paused = campaigns.move(db, campaign, State.PAUSED, now, reason="author")
    show(db, paused, campaign_rows.count(db, paused, now), now)
    buttons = campaignreport.ways_out(paused)
    told = coordinators.of_country(db, coordinators.ALL)
    fields = {"number": campaign.id}
    push(db, now, [Reply("announce.author_lost", fields, buttons, to=one) for one in told])
    return True


def _step(db: Db, campaign: Campaign, now: datetime) -> bool:
    is_sent = campaign.state in (State.ENQUEUING, State.RUNNING)
    if is_sent and _is_left(db, campaign, now):
        return False
    match campaign.state:
        case State.ENQUEUING:
            return _put(db, campaign, now)
        case State.RUNNING:
            return _send(db, campaign, now)
        case State.PAUSED if now - campaign.since > PAUSED_AT_MOST:
            campaigns.move(db, campaign, State.STOPPED, now, reason="")
            return True
        case State.PAUSED:
            # What was on its way when it was paused may wait again.
            campaign_rows.keep_back(db, campaign)
            return False
        case State.STOPPED:
            return _stop(db, campaign, now)
        case State.WITHDRAWN:
            return _take_back(db, campaign, now)
    return False


def _put(db: Db, campaign: Campaign, now: datetime) -> bool:
    """Put the next letters into the outbox, or let some of those that are there leave."""
    if campaign_rows.are_few(db, campaign, now):
        _send(db, campaign, now)
        return True
    # Its letters are longer than most: three quarters of them take as long.
    last = announcing.put(db, campaign, now, bulk.at_once(db) * 3 // 4)
    if last is None:
        campaigns.note(db, campaign, state=State.RUNNING, is_enqueued=True)
    else:
        campaigns.note(db, campaign, reached=last)
    return True


def _send(db: Db, campaign: Campaign, now: datetime) -> bool:
    if not campaign.is_probed and _is_halted(db, campaign, now):
        return False
    is_more = campaign_rows.let_go(db, campaign, now)
    if not _is_to_show(campaign, now):
        return is_more
    counts = campaign_rows.count(db, campaign, now)
    if campaign.is_enqueued and not counts.left:
        _end(db, campaign, counts, now)
    else:
        show(db, campaign, counts, now)
    return is_more


def _is_to_show(campaign: Campaign, now: datetime) -> bool:
    return campaign.shown_at is None or now - campaign.shown_at >= _every(campaign, now)


def _every(campaign: Campaign, now: datetime) -> timedelta:
    """Say how long to leave its author's message as it is."""
    taken = now - campaign.begun_at if campaign.begun_at else timedelta()
    return max(SHOWN_EVERY, min(taken / 100, SHOWN_AT_LEAST))


def show(db: Db, campaign: Campaign, counts: Counts, now: datetime) -> None:
    """Change the message that shows how far it is, there where it stands."""
    seconds = (now - campaign.shown_at).total_seconds() if campaign.shown_at else 0
    done = counts.settled - campaign.settled
    pace = round(done * 60 / seconds) if seconds > 0 else campaign.pace
    campaign = campaigns.note(db, campaign, shown_at=now, settled=counts.settled, pace=pace)
    bulk.edit(db, campaign.progress, pack(campaignreport.progress(db, campaign, now, counts)), now)


def _show_taking_back(db: Db, campaign: Campaign, now: datetime) -> None:
    campaign = campaigns.note(db, campaign, shown_at=now)
    bulk.edit(db, campaign.progress, pack(campaignreport.taking_back(db, campaign)), now)


def _is_halted(db: Db, campaign: Campaign, now: datetime) -> bool:
    """Halt one of whose first letters too many are refused, and tell those who can help."""
    wrong, tried = campaign_rows.refused(db, campaign)
    if wrong <= max(1, tried // REFUSED):
        if tried >= FIRST:
            campaigns.note(db, campaign, is_probed=True)
        return False
    _log.error("campaign.halted", campaign=campaign.id, refused=wrong, tried=tried)
    campaign_rows.keep_back(db, campaign)
    halted = campaigns.move(db, campaign, State.PAUSED, now, reason="refused")
    show(db, halted, campaign_rows.count(db, halted, now), now)
    told = {campaign.author_id, *coordinators.of_country(db, coordinators.ALL)}
    fields = {"number": campaign.id, "refused": wrong, "tried": tried}
    buttons = rows(
        [
            Button(Words("announce.show"), f"/announcement {campaign.id}"),
            Button(Words("announce.stop"), f"/announcestop {campaign.id}"),
        ],
        wide=2,
    )
    alarm = [
        Reply("announce.halted", fields, buttons, to=one, lane=Lane.REMINDER)
        for one in sorted(told)
    ]
    push(db, now, alarm)
    return True


def _end(db: Db, campaign: Campaign, counts: Counts, now: datetime) -> None:
    outcome = campaigns.written(asdict(counts))
    ended = campaigns.move(db, campaign, State.DONE, now, ended_at=now, outcome=outcome)
    show(db, ended, counts, now)
    push(db, now, [campaignreport.report(ended)])


def _stop(db: Db, campaign: Campaign, now: datetime) -> bool:
    """Drop what has not left; when nothing is on its way any more, say what became of it."""
    if campaign_removal.drop_some(db, campaign):
        return True
    counts = campaign_rows.count(db, campaign, now)
    if counts.left:
        return False
    ended = campaigns.note(db, campaign, ended_at=now, outcome=campaigns.written(asdict(counts)))
    show(db, ended, counts, now)
    push(db, now, [campaignreport.report(ended)])
    return False


def _take_back(db: Db, campaign: Campaign, now: datetime) -> bool:
    """Drop what has not left, take back what has, and say at the end how much that was."""
    if campaign_removal.drop_some(db, campaign):
        return True
    if not campaign.is_swept:
        last = campaign_removal.take_back_some(db, campaign, now)
        swept_to = campaign.swept_to if last is None else last
        campaigns.note(db, campaign, is_dropped=True, swept_to=swept_to, is_swept=last is None)
        return True
    is_more = campaign_rows.let_go(db, campaign, now)
    if campaign_removal.is_taking_back(db, campaign):
        if _is_to_show(campaign, now):
            _show_taking_back(db, campaign, now)
        return is_more
    counts = campaign_rows.count(db, campaign, now)
    ended = campaigns.note(db, campaign, ended_at=now, outcome=campaigns.written(asdict(counts)))
    show(db, ended, counts, now)
    push(db, now, [campaignreport.taken_back(db, ended)])
    return False


def is_large(event: Event, people: int) -> bool:
    """Tell whether a second coordinator has to agree to an announcement to so many."""
    return people > event.second_above
