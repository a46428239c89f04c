"""Suspending somebody in tests, and what is known of it then."""

from datetime import timedelta

from storage import people, safeguarding

WEEK = timedelta(days=7)


def suspend(chats, those, by="maria", lasts="suspending.week"):
    """Suspend Ben from the card of the report; give what was said then."""
    [asked] = chats.press("suspending.suspend", those["card"], those[by][1])
    chats.press(lasts, asked, those[by][1])
    return sure(chats, chats.send("Please leave pupils alone.", those[by][1]), those[by][1])


def sure(chats, asked, by):
    """Say that the suspension or the warning that is shown is meant."""
    [check] = asked
    yes = {
        "suspending.check": "suspending.check_yes",
        "suspending.warn_check": "suspending.warn_yes",
    }
    return chats.press(yes[check.key], check, by)


def suspend_typed(chats, person, by):
    """Suspend somebody by commands, for a week; give what was said then."""
    for typed in (f"/suspend p{person.id}", "week"):
        chats.send(typed, by)
    return sure(chats, chats.send("See above.", by), by)


def appeal(chats, those, words="It was my own class."):
    [status] = chats.send("/status", those["ben"][1])
    chats.press("status.appeal_button", status, those["ben"][1])
    return chats.send(words, those["ben"][1])


def standing(database, who):
    return database.read(people.by_id, who.id).standing


def logged(database):
    with database.reading() as db:
        return [
            (one.kind, one.actor, one.subject, one.reason) for one, _ in safeguarding.entries(db)
        ]
