"""Suspending somebody in tests, and what is known of it then."""

from datetime import timedelta

from storage import people, safeguarding

WEEK = timedelta(days=7)


def suspend(chats, those, by="maria", lasts="suspending.week"):
    """Suspend Ben from the card of the report; give what was said then."""
    [asked] = chats.press("suspending.suspend", those["card"], those[by][1])
    chats.press(lasts, asked, those[by][1])
    return chats.send("Please leave pupils alone.", those[by][1])


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
