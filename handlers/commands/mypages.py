"""What somebody does with their own data on its page. Source: docs/rules.md, REG-6 and POR-2."""

import json
from dataclasses import replace

from handlers import forms, numbers
from handlers.commands.mydata import file_for, held
from handlers.commands.profile import FIELDS, card
from handlers.conversation import Event, Needs, Reply, Words, command, say
from storage.db import Db

#: What the page calls each field.
LABELS = {
    "name": Words("page.me_name"),
    "country": Words("page.me_country"),
    "school": Words("page.me_school"),
    "school_name": Words("page.me_school_name"),
    "school_town": Words("page.me_school_town"),
    "school_kind": Words("page.me_school_kind"),
    "role": Words("page.me_role"),
    "subjects": Words("page.me_subjects"),
    "languages": Words("page.me_languages"),
    "ages": Words("page.me_ages"),
    "about": Words("page.me_about"),
}


@command("takedata", needs=Needs.REGISTERED, listed=False, browser=True)
def take(event: Event, db: Db) -> list[Reply]:
    """Give the file of /mydata, by the chat that had asked for the link: "12"."""
    if refusal := held(event, db):
        return [refusal]
    return [replace(say("mydata.done"), file=file_for(event, numbers.read(event.words)))]


@command("changeprofile", needs=Needs.REGISTERED, listed=False, browser=True)
def change(event: Event, db: Db) -> list[Reply]:
    """Take one answer of the profile: the field, and in the next line the answer as JSON."""
    field, _, answered = event.words.partition("\n")
    if field not in FIELDS:
        return [card(db, event.actor)]
    return forms.fill(event, db, f"profile_{field}", json.loads(answered), LABELS)
