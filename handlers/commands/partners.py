"""/partners: teachers who fit, one card at a time, each with the reasons why."""

from collections.abc import Mapping
from typing import Any

from handlers import cards, forms, hits, narrowing
from handlers.conversation import (
    Button,
    Event,
    Listing,
    Name,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import form
from storage import dialogues, partner_apart, partner_gains, partners, searches
from storage.db import Db
from storage.partners import Hit, Own, Wish

#: The name under which the wishes of a search are kept between two cards.
_SEARCH = "search"
#: From so many on, hits are not counted any more.
MANY = 1000
#: How many searches somebody can save.
SAVED = 5


@command("partners", needs=Needs.TEACHER, rank=1)
def find(event: Event, db: Db) -> list[Reply]:
    """Show the teacher who fits best; "next" the next one; other words are searched for.

    Source: docs/rules.md, PAR-1 and PAR-2.
    """
    words = event.words.strip()
    if words.lower() == "next":
        answers = _kept(event, db)
        return [_show(event, db, {**answers, "place": int(answers.get("place", -1)) + 1})]
    if words:
        return [_show(event, db, {"words": words, "place": 0})]
    return [_show(event, db, {"place": 0}), *_tell_more(event, db)]


def _kept(event: Event, db: Db) -> dict[str, Any]:
    kept = dialogues.of_form(db, event.sender.id, _SEARCH)
    return dict(kept.answers) if kept else {}


def _show(event: Event, db: Db, answers: dict[str, Any]) -> Reply:
    dialogues.remember(db, event.sender.id, _SEARCH, answers, event.at)
    wish, own = _wish(answers), hits.own(db, event.actor, event.at)
    apart, place = partner_apart.not_shown_to(db, own.person_id), int(answers["place"])
    found = partners.search(db, wish, own, event.at.date(), limit=1, offset=place, apart=apart)
    narrow = Button(Words("partners.narrow"), "/narrow")
    save = Button(Words("partners.save"), "/save")
    widen = [Button(Words("partners.widen"), "/partners")] if wish != Wish() else []
    if not found:
        key = "partners.nobody" if place == 0 else "partners.end"
        first = Button(Words("partners.widen"), "/partners")
        return say(key).with_buttons((narrow, first), (save,))
    [hit] = found
    card = _card(db, hit, place + 1, partners.count(db, wish, own, MANY, apart))
    ask = Button(Words("partners.ask"), f"/contact {hit.person_id}")
    next_ = Button(Words("partners.next"), "/partners next")
    buttons = ((ask, next_), (narrow, *widen), (save,))
    if wishes := named(wish):
        card = Words("partners.only", {"hit": card, "wishes": Listing(tuple(wishes))})
    return Reply(card.key, card.fields, buttons, edits=True)


def _wish(answers: Mapping[str, Any]) -> Wish:
    ages = answers.get("ages")
    return Wish(
        country=answers.get("country"),
        subject=answers.get("subject"),
        language=answers.get("language"),
        ages=(ages[0], ages[1]) if ages else None,
        text=answers.get("words", ""),
    )


def named(wish: Wish) -> list[Any]:
    """Say what a search is narrowed down to."""
    codes = {"country": wish.country, "subject": wish.subject, "language": wish.language}
    found: list[Any] = [Name(kind, code) for kind, code in codes.items() if code]
    if wish.ages:
        found.append(Words("partners.wish_ages", {"ages": cards.ages(*wish.ages)}))
    if wish.text:
        found.append(Words("partners.wish_words", {"words": wish.text}))
    return found


def _card(db: Db, hit: Hit, place: int, count: int) -> Words:
    """Show a hit without the name or the school, which come with acceptance."""
    counted = Words("partners.many") if count >= MANY else count
    return Words("partners.hit", {**hits.described(db, hit), "place": place, "count": counted})


#: Where each answer that somebody may not have given is asked for, and what it is called.
_ASKED = {
    "subjects": ("/profile subjects", Words("class.what_subjects")),
    "languages": ("/profile languages", Words("class.what_languages")),
    "ages": ("/profile ages", Words("class.what_ages")),
    "hours": ("/myclass hours", Words("class.what_hours")),
    "pupils": ("/myclass pupils", Words("class.what_pupils")),
    "breaks": ("/myclass breaks", Words("class.what_breaks")),
}


def _tell_more(event: Event, db: Db) -> list[Reply]:
    """Name the one answer that would bring the most matches, at most once a week.

    Source: docs/rules.md, PAR-2.
    """
    own: Own = hits.own(db, event.actor, event.at)
    best = partner_gains.best(db, own, event.at.date())
    if best is None:
        return []
    field, count = best
    where, what = _ASKED[field]
    year, week, _ = event.at.isocalendar()
    return [
        Reply(
            "partners.tell_more",
            {"count": count, "what": what},
            buttons=((Button(Words("partners.tell"), where),),),
            once=f"tell-more-{own.person_id}-{year}-{week}",
        )
    ]


@command("save", needs=Needs.TEACHER, listed=False)
def save(event: Event, db: Db) -> list[Reply]:
    """Keep the search: new teachers whom it finds are told, at most once a day.

    Source: docs/rules.md, PAR-4.
    """
    list_ = Button(Words("searches.mine"), "/searches")
    wish, own = _wish(_kept(event, db)), hits.own(db, event.actor, event.at)
    mine = searches.of_person(db, own.person_id)
    if len(mine) >= SAVED and all(one.wish != wish for one in mine):
        return [say("searches.enough", most=SAVED).with_buttons((list_,))]
    searches.save(db, wish, own, event.at)
    more = Button(Words("partners.next"), "/partners next")
    return [say("searches.saved").with_buttons(*rows([more, list_]))]


@command("narrow", needs=Needs.TEACHER, listed=False)
def narrow(event: Event, db: Db) -> list[Reply]:
    """Add a wish to the search."""
    return forms.begin(event, db, "narrow")


@form("narrow", *narrowing.QUESTIONS)
def narrowed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Search again, with the wish added."""
    wishes = _kept(event, db)
    wishes[answers["way"]] = answers[answers["way"]]
    return [_show(event, db, {**wishes, "place": 0})]
