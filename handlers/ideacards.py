"""Ideas as their readers see them, and as their authors do."""

from datetime import datetime

from handlers import cards
from handlers.conversation import Button, Listing, Name, Reply, Words, rows, say
from storage.ideas import Idea


def card(idea: Idea) -> Words:
    """Show an idea without its author's name, which comes with the contact."""
    draft = idea.draft
    fields = {
        "title": draft.title,
        "text": draft.text,
        "country": Name("country", idea.country),
        "ages": cards.ages(*draft.ages),
        "subjects": cards.subjects(draft.subjects),
        "languages": cards.languages(draft.languages),
        "start": draft.starts_on,
    }
    if not draft.countries:
        return Words("ideas.card", fields)
    wanted = Listing(tuple(Name("country", code) for code in draft.countries))
    return Words("ideas.card_wanted", {**fields, "wanted": wanted})


def found(idea: Idea, place: int, count: int) -> Reply:
    """Show one of several ideas to a reader."""
    wants = Button(Words("ideas.interested"), f"/wants {idea.id}")
    next_ = Button(Words("partners.next"), "/ideas next")
    narrow = Button(Words("partners.narrow"), "/narrowideas")
    mine = Button(Words("ideas.mine"), "/ideas mine")
    report = Button(Words("contacts.report"), f"/report i{idea.id}")
    block = Button(Words("contacts.block"), f"/block i{idea.id}")
    reply = say("ideas.found", card=card(idea), place=place, count=count)
    return reply.with_buttons((wants, next_), (narrow, mine), (report, block))


def own(idea: Idea, at: datetime, key: str = "ideas.own") -> Reply:
    """Show an idea to its author, with what can be done."""
    change = Button(Words("ideas.change"), f"/changeidea {idea.id}")
    renew = Button(Words("ideas.renew"), f"/renewidea {idea.id}")
    withdraw = Button(Words("ideas.withdraw"), f"/withdrawidea {idea.id}")
    mine = Button(Words("ideas.mine"), "/ideas mine")
    days = max((idea.ends_at - at).days, 0)
    reply = Reply(key, {"card": card(idea), "days": days})
    return reply.with_buttons((change, renew), (withdraw, mine))


def listed(ideas: list[Idea]) -> Reply:
    """List an author's ideas."""
    new = Button(Words("ideas.new"), "/idea new")
    browse = Button(Words("ideas.browse"), "/ideas")
    if not ideas:
        return say("ideas.none_mine").with_buttons((new, browse))
    buttons = [Button(idea.draft.title, f"/idea {idea.id}") for idea in ideas]
    reply = say("ideas.all_mine", count=len(ideas))
    return reply.with_buttons(*rows([*buttons, new, browse]))


def gone() -> Reply:
    """Say that an idea is not there any more, or not theirs."""
    browse = Button(Words("ideas.browse"), "/ideas")
    return say("ideas.gone").with_buttons((browse, Button(Words("ideas.mine"), "/ideas mine")))
