"""What is asked about a class, one thing after another."""

from handlers import forms
from handlers.conversation import Event, Reply
from storage import classes
from storage.classes import Class
from storage.db import Db

#: What is asked, in this order, each by a form of its own.
FORMS = {"pupils": "class_pupils", "hours": "class_hours", "breaks": "class_breaks"}


def go_on(event: Event, db: Db, after: str = "") -> list[Reply]:
    """Ask for what the teacher has not told yet; nothing if that is all."""
    told, names = classes.of_person(db, event.actor.id), list(FORMS)
    for name in names[names.index(after) + 1 :] if after else names:
        if not tells(told, name):
            return forms.begin(event, db, FORMS[name], {"goes_on": True})
    return []


def tells(told: Class, name: str) -> bool:
    """Tell whether a teacher told this of their class."""
    return bool({"pupils": told.pupils, "hours": told.slots, "breaks": told.breaks}[name])
