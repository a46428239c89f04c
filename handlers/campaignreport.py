"""How far an announcement is, and what became of it: in words, with buttons, and as a picture."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from handlers import charts, words
from handlers.charts import Bar
from handlers.conversation import Button, Lane, Recipe, Reply, Words, rows
from handlers.making import Made, recipe
from storage import campaign_removal, campaign_rows, campaigns
from storage.campaign_rows import Counts
from storage.campaigns import UNDER_WAY, Campaign, State
from storage.db import Db

#: A bar of so many signs shows how far it is.
BAR = 10


def progress(db: Db, campaign: Campaign, now: datetime, counts: Counts | None = None) -> Reply:
    """Say how far an announcement is: sent, waiting, not reached, how fast, how long still."""
    found = counts or campaign_rows.count(db, campaign, now)
    numbers = _numbers(campaign, found)
    fields = {
        "number": campaign.id,
        "state": state_of(campaign),
        "bar": bar(campaign, found),
        "percent": percent(campaign, found),
        "waiting": found.waiting,
        "later": found.later,
        **numbers,
        "left": _left(campaign, found, numbers["dropped"]),
    }
    return Reply("announce.progress", fields, _buttons(campaign))


def _numbers(campaign: Campaign, counts: Counts) -> dict[str, int]:
    """Say what became of its letters; once it has ended, as the report does."""
    if campaign.outcome and campaign.ended_at is not None:
        return _of_outcome(campaign, campaigns.outcome_of(campaign))
    return {
        "sent": counts.sent,
        "unreachable": counts.unreachable,
        "refused": counts.refused,
        "unknown": counts.unknown,
        "dropped": counts.dropped,
    }


def percent(campaign: Campaign, counts: Counts) -> int:
    """Say how many of a hundred letters are dealt with; 100 only when all are.

    While they are still being put, each of its people will have one.
    """
    everybody = counts.settled + counts.left
    if campaign.state in UNDER_WAY and not campaign.is_enqueued:
        everybody = max(everybody, campaign.people)
    return counts.settled * 100 // everybody if everybody else 100


def bar(campaign: Campaign, counts: Counts) -> str:
    """Draw how far it is, as a line of signs that every platform shows."""
    full = percent(campaign, counts) * BAR // 100
    return "▓" * full + "░" * (BAR - full)


def _left(campaign: Campaign, counts: Counts, dropped: int) -> Words:
    """Say how long it will take; what waits for a morning is said by its number."""
    if campaign.state == State.PAUSED:
        return _why_paused(campaign)
    if campaign.state not in UNDER_WAY and dropped:
        return Words("announce.left_dropped", {"dropped": dropped})
    if campaign.state not in UNDER_WAY:
        return Words("announce.left_nothing")
    if not counts.waiting and counts.later:
        return Words("announce.left_later")
    if not campaign.pace:
        return Words("announce.left_unknown")
    minutes = max(1, round(counts.waiting / campaign.pace))
    pace = {"pace": campaign.pace}
    if minutes < 120:
        return Words("announce.left_minutes", {**pace, "minutes": minutes})
    return Words("announce.left_hours", {**pace, "hours": round(minutes / 60)})


def _why_paused(campaign: Campaign) -> Words:
    match campaign.reason:
        case "":
            return Words("announce.left_paused")
        case "author":
            return Words("announce.left_author")
    return Words("announce.halted_because")


def state_of(campaign: Campaign) -> Words:
    """Say where one stands that has left."""
    match campaign.state:
        case State.PAUSED:
            return Words("announce.state_paused")
        case State.STOPPED:
            return Words("announce.state_stopped")
        case State.WITHDRAWN:
            return Words("announce.state_back" if campaign.ended_at else "announce.state_withdrawn")
        case State.DONE:
            return Words("announce.state_done")
    return Words("announce.state_running")


def _buttons(campaign: Campaign) -> tuple[tuple[Button, ...], ...]:
    number = campaign.id
    pause = Button(Words("announce.pause"), f"/announcepause {number}")
    resume = Button(Words("announce.resume"), f"/announceresume {number}")
    stop = Button(Words("announce.stop"), f"/announcestop {number}")
    withdraw = Button(Words("announce.withdraw"), f"/announcewithdraw {number}")
    mine = Button(Words("announce.mine"), "/announce")
    match campaign.state:
        case State.ENQUEUING | State.RUNNING:
            return rows([pause, stop], wide=2)
        case State.PAUSED:
            return rows([resume, stop, withdraw], wide=2)
        case State.WITHDRAWN:
            return ((mine,),)
    return rows([withdraw, mine], wide=2) if _may_have_arrived(campaign) else ((mine,),)


def _may_have_arrived(campaign: Campaign) -> bool:
    """Tell whether there is anything to take back, as far as is known now."""
    outcome = campaigns.outcome_of(campaign)
    return not outcome or bool(outcome.get("sent") or outcome.get("unknown"))


def ways_out(campaign: Campaign) -> tuple[tuple[Button, ...], ...]:
    """Give what can be done about one that must not go on."""
    show = Button(Words("announce.show"), f"/announcement {campaign.id}")
    stop = Button(Words("announce.stop"), f"/announcestop {campaign.id}")
    withdraw = Button(Words("announce.withdraw"), f"/announcewithdraw {campaign.id}")
    return rows([show, stop, withdraw], wide=2)


def report(campaign: Campaign) -> Reply:
    """Say what became of an announcement that has ended, with a chart that shows the same."""
    outcome = campaigns.outcome_of(campaign)
    fields = {"number": campaign.id, "people": campaign.people, **_of_outcome(campaign, outcome)}
    key = "announce.report_stopped" if campaign.state == State.STOPPED else "announce.report"
    return Reply(
        key,
        fields,
        _buttons(campaign),
        to=campaign.author_id,
        lane=Lane.REMINDER,
        once=f"report {campaign.batch} {campaign.state}",
        file=Recipe("campaign", (campaign.id,)),
    )


def _of_outcome(campaign: Campaign, outcome: Mapping[str, int]) -> dict[str, int]:
    sent, unknown = outcome.get("sent", 0), outcome.get("unknown", 0)
    refused = outcome.get("refused", 0)
    tried = outcome.get("unreachable", 0)
    dropped = outcome.get("dropped", 0)
    # Those who had no letter: no chat of theirs takes any, or they do not want news; or it was
    # stopped before their letter was there.
    without = max(0, campaign.people - sent - unknown - tried - refused - dropped)
    if not campaign.is_enqueued:
        dropped, without = dropped + without, 0
    return {
        "sent": sent,
        "unreachable": tried + without,
        "refused": refused,
        "unknown": unknown,
        "dropped": dropped,
    }


def taking_back(db: Db, campaign: Campaign) -> Reply:
    """Say how far one is that is being taken back."""
    found = campaign_removal.taken_back(db, campaign)
    done = found.gone + found.stays + found.unreachable
    fields = {"number": campaign.id, "done": done, "left": found.left}
    return Reply("announce.taking_back", fields, _buttons(campaign))


def taken_back(db: Db, campaign: Campaign) -> Reply:
    """Say what became of one that was withdrawn: what is gone, what is not, and why not."""
    found = campaign_removal.taken_back(db, campaign)
    outcome = campaigns.outcome_of(campaign)
    fields: dict[str, Any] = {
        "number": campaign.id,
        "gone": found.gone,
        "dropped": outcome.get("dropped", 0),
        "stays": found.stays,
        "unreachable": found.unreachable + found.unknown,
        "told": found.told,
    }
    mine = Button(Words("announce.mine"), "/announce")
    return Reply(
        "announce.taken_back",
        fields,
        ((mine,),),
        to=campaign.author_id,
        lane=Lane.REMINDER,
        once=f"taken back {campaign.batch}",
    )


@recipe("campaign")
def draw(db: Db, ids: tuple[int, ...], language: str, _: tzinfo) -> Made | None:
    """Draw what became of an announcement."""
    campaign = campaigns.by_id(db, ids[0])
    if campaign is None or not campaign.outcome:
        return None
    numbers = _of_outcome(campaign, campaigns.outcome_of(campaign))
    labels = {
        "sent": Words("announce.bar_sent"),
        "unreachable": Words("announce.bar_unreachable"),
        "refused": Words("announce.bar_refused"),
        "unknown": Words("announce.bar_unknown"),
        "dropped": Words("announce.bar_dropped"),
    }
    bars = [
        Bar(words.plain(language, label), numbers[name])
        for name, label in labels.items()
        if numbers[name] or name in ("sent", "unreachable")
    ]
    title = words.plain(language, Words("announce.chart", {"number": campaign.id}))
    draw = partial(charts.bars, title, bars, language=language)
    return Made(f"announcement-{campaign.id}.png", "image/png", draw=draw)
