"""What somebody may do now, looked up each time, and what is said when it is not enough."""

from handlers.conversation import Button, Code, Event, Needs, Reply, Words, say
from storage import coordinators
from storage.db import Db


def level(event: Event, db: Db) -> Needs:
    """Say what this person may do now."""
    if event.person is None:
        return Needs.ANYONE
    if coordinators.countries_of(db, event.person.id):
        return Needs.COORDINATOR
    return Needs.TEACHER if event.person.is_validated else Needs.REGISTERED


def refusal(event: Event, needs: Needs) -> Reply:
    """Say what has to come first."""
    if event.person is None:
        button = Button(Words("router.register"), "/register")
        return say("router.register_first").with_buttons((button,))
    if event.person.is_suspended:
        button = Button(Words("router.status"), "/status")
        return say("router.suspended").with_buttons((button,))
    if needs <= Needs.TEACHER:
        button = Button(Words("router.status"), "/status")
        return say("router.wait_for_validation").with_buttons((button,))
    return say("router.coordinators_only", help=Code("/help"))
