"""/available: the switch that lets partners find a teacher, and what they read then."""

from datetime import datetime
from typing import Any

from handlers import classforms, forms, hits, questions
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from handlers.forms import Question, form
from storage import dialogues, partner_cards, people, schools, searches
from storage.db import Db
from storage.partner_cards import Card
from storage.people import Person


@command("available", needs=Needs.TEACHER, rank=7)
def available(event: Event, db: Db) -> list[Reply]:
    """Show the switch, or turn it "on" or "off".

    Source: docs/rules.md, PAR-1.
    """
    person = event.actor
    wanted = event.words.strip().lower()
    if wanted == "on" and person.is_validated:
        people.set_available(db, person.id, True)
        renew(db, person, event.at)
        return forms.begin(event, db, "about")
    if wanted == "off":
        people.set_available(db, person.id, False)
        partner_cards.remove(db, person.id)
        _ask_no_more(event, db)
        return [
            say("available.off").with_buttons((Button(Words("available.yes"), "/available on"),))
        ]
    yes = Button(Words("available.yes"), "/available on")
    no = Button(Words("available.no"), "/available off")
    tell = Button(Words("class.mine"), "/myclass")
    key = "available.is_on" if person.is_available else "available.is_off"
    return [say(key).with_buttons(*rows([yes, no, tell]))]


def _ask_no_more(event: Event, db: Db) -> None:
    """Close the questions that being available asks, if one of them is open."""
    dialogue = dialogues.open_of(db, event.sender.id)
    if dialogue is not None and dialogue.form in {"about", *classforms.FORMS.values()}:
        dialogues.leave(db, event.sender.id)


@form("about", Question("about", questions.Paragraph, "available.on", is_optional=True))
def described(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep what the teacher says about themself; partners read it and search in it."""
    if answers["about"]:
        people.answer(db, event.actor, event.at, about=answers["about"])
    person = people.hold(db, event.actor.id)
    if person.is_available:
        renew(db, person, event.at)
    search = Button(Words("help.partners"), "/partners")
    off = Button(Words("available.hide"), "/available off")
    told = say("available.told").with_buttons(*rows([search, off]))
    return [told, *classforms.go_on(event, db)]


def renew(db: Db, person: Person, at: datetime) -> None:
    """Bring what partners find in line with what the person says now."""
    school = schools.by_id(db, person.school_id) if person.school_id else None
    own = hits.own(db, person, at)
    card = Card(
        person_id=person.id,
        country=person.country,
        kind=school.kind if school else "other",
        languages=person.languages,
        subjects=person.subjects,
        ages=own.ages,
        active_on=at.date(),
        pupils=own.pupils,
        hours_winter=own.hours_winter,
        hours_summer=own.hours_summer,
        breaks=own.breaks,
    )
    text = f"{person.about} {school.town if school else ''}"
    partner_cards.refresh(db, card, text, at)
    searches.follow(db, own, at.date())
