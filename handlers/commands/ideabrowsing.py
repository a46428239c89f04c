"""/ideas: the project ideas of others, one at a time, and asking about one."""

from typing import Any

from handlers import contactcards, forms, ideacards, narrowing, numbers
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from handlers.forms import form
from storage import blocks, contacts, dialogues, ideas, people
from storage.contacts import State
from storage.db import Db
from storage.ideas import Sought

#: The name under which the wishes of a search are kept between two cards.
_SEARCH = "search_ideas"


@command("ideas", needs=Needs.TEACHER, rank=3)
def browse(event: Event, db: Db) -> list[Reply]:
    """Show the newest idea; "next" the next one, "mine" one's own; other words are searched for.

    Source: docs/rules.md, PAR-3.
    """
    words = event.words.strip()
    if words.lower() == "mine":
        return [ideacards.listed(ideas.by_author(db, event.actor.id, event.at))]
    if words.lower() == "next":
        kept = _kept(event, db)
        return [_show(event, db, {**kept, "place": int(kept.get("place", -1)) + 1})]
    return [_show(event, db, {"words": words, "place": 0} if words else {"place": 0})]


def _kept(event: Event, db: Db) -> dict[str, Any]:
    kept = dialogues.of_form(db, event.sender.id, _SEARCH)
    return dict(kept.answers) if kept else {}


def _show(event: Event, db: Db, answers: dict[str, Any]) -> Reply:
    dialogues.remember(db, event.sender.id, _SEARCH, answers, event.at)
    ages, place, me = answers.get("ages"), int(answers["place"]), event.actor
    sought = Sought(
        country=answers.get("country"),
        subject=answers.get("subject"),
        language=answers.get("language"),
        ages=(ages[0], ages[1]) if ages else None,
        text=answers.get("words", ""),
    )
    found, count = ideas.search(db, sought, me.id, me.country, event.at, place)
    if found is not None:
        return ideacards.found(found, place + 1, count)
    new = Button(Words("ideas.new"), "/idea new")
    all_ = Button(Words("ideas.browse"), "/ideas")
    mine = Button(Words("ideas.mine"), "/ideas mine")
    key = "ideas.end" if place else "ideas.nothing"
    return say(key).with_buttons((new,), (all_, mine))


@command("narrowideas", needs=Needs.TEACHER, listed=False)
def narrow(event: Event, db: Db) -> list[Reply]:
    """Add a wish to the search."""
    return forms.begin(event, db, "narrow_ideas")


@form("narrow_ideas", *narrowing.QUESTIONS)
def narrowed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Search again, with the wish added."""
    wishes = {**_kept(event, db), answers["way"]: answers[answers["way"]]}
    return [_show(event, db, {**wishes, "place": 0})]


@command("wants", needs=Needs.TEACHER, listed=False)
def wants(event: Event, db: Db) -> list[Reply]:
    """Ask an idea's author for contact, about this idea.

    Source: docs/rules.md, PAR-3.
    """
    me, found = event.actor, ideas.by_id(db, numbers.read(event.words))
    author = people.by_id(db, found.author_id) if found else None
    if found is None or author is None or author.id == me.id or not author.is_validated:
        return [ideacards.gone()]
    if found.ends_at <= event.at or blocks.between(db, me.id, author.id):
        return [ideacards.gone()]
    contact = contacts.between(db, me.id, author.id)
    if contact is None or (contact.state == State.DECLINED and contact.asked_id == me.id):
        return forms.begin(event, db, "contact", {"to": author.id, "idea": found.id})
    if contact.state == State.ACCEPTED:
        return [contactcards.now(db, "contacts.you_accepted", author)]
    if contact.state == State.WAITING and contact.asked_id == me.id:
        return [contactcards.request(db, contact, author)]
    more = Button(Words("partners.next"), "/ideas next")
    is_waiting = contact.state == State.WAITING
    key = "contacts.waiting" if is_waiting else "contacts.declined_before"
    return [Reply(key, buttons=((more,),))]
