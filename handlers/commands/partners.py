"""/partners: teachers who fit, one card at a time, each with the reasons why."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from handlers import cards, forms, questions
from handlers.conversation import (
    Button,
    Event,
    Listing,
    Name,
    Needs,
    Reply,
    Words,
    command,
    say,
)
from handlers.forms import Option, Question, form
from storage import dialogues, partners, people
from storage.db import Db
from storage.partner_fit import Reason
from storage.partners import Hit, Own, Wish
from storage.people import Person

#: The name under which the wishes of a search are kept between two cards.
_SEARCH = "search"
#: From so many on, hits are not counted any more.
MANY = 1000


@command("partners", needs=Needs.TEACHER, rank=1)
def find(event: Event, db: Db) -> list[Reply]:
    """Show the teacher who fits best; "next" the next one; other words are searched for.

    Source: docs/rules.md, PAR-1 and PAR-2.
    """
    words = event.words.strip()
    if words.lower() == "next":
        kept = dialogues.of_form(db, event.sender.id, _SEARCH)
        answers = dict(kept.answers) if kept else {}
        return [_show(event, db, {**answers, "place": int(answers.get("place", -1)) + 1})]
    return [_show(event, db, {"words": words, "place": 0} if words else {"place": 0})]


def _show(event: Event, db: Db, answers: dict[str, Any]) -> Reply:
    dialogues.remember(db, event.sender.id, _SEARCH, answers, event.at)
    wish, own = _wish(answers), _own(event.actor)
    found = partners.search(db, wish, own, event.at.date(), limit=1, offset=int(answers["place"]))
    narrow = Button(Words("partners.narrow"), "/narrow")
    widen = [Button(Words("partners.widen"), "/partners")] if wish != Wish() else []
    if not found:
        key = "partners.nobody" if answers["place"] == 0 else "partners.end"
        first = Button(Words("partners.widen"), "/partners")
        return say(key).with_buttons((narrow, first))
    [hit] = found
    count = partners.count(db, wish, own, at_most=MANY)
    card = _card(db, hit, int(answers["place"]) + 1, count)
    ask = Button(Words("partners.ask"), f"/contact {hit.person_id}")
    next_ = Button(Words("partners.next"), "/partners next")
    buttons = ((ask, next_), (narrow, *widen))
    wishes = _wishes(answers)
    if wishes:
        card = Words("partners.only", {"hit": card, "wishes": Listing(tuple(wishes))})
    return Reply(card.key, card.fields, buttons, edits=True)


def _own(me: Person) -> Own:
    has_ages = me.age_min is not None and me.age_max is not None
    ages = (me.age_min or 0, me.age_max or 0) if has_ages else None
    return Own(me.id, me.country, me.languages, me.subjects, ages)


def _wish(answers: Mapping[str, Any]) -> Wish:
    ages = answers.get("ages")
    return Wish(
        country=answers.get("country"),
        subject=answers.get("subject"),
        language=answers.get("language"),
        ages=(ages[0], ages[1]) if ages else None,
        text=answers.get("words", ""),
    )


def _wishes(answers: Mapping[str, Any]) -> list[Any]:
    """Say what the search is narrowed down to."""
    kinds = [kind for kind in ("country", "subject", "language") if answers.get(kind)]
    found: list[Any] = [Name(kind, answers[kind]) for kind in kinds]
    if ages := answers.get("ages"):
        found.append(Words("partners.wish_ages", {"ages": cards.ages(*ages)}))
    if text := answers.get("words"):
        found.append(Words("partners.wish_words", {"words": text}))
    return found


def _card(db: Db, hit: Hit, place: int, count: int) -> Words:
    """Show a hit without the name or the school, which come with acceptance."""
    person = people.by_id(db, hit.person_id)
    reasons = [words for reason in hit.reasons if (words := _because(reason))][:4]
    return Words(
        "partners.hit",
        {
            "country": Name("country", hit.country),
            "kind": Name("schoolkind", hit.kind),
            "ages": cards.ages(*hit.ages) if hit.ages else "–",
            "subjects": cards.subjects(hit.subjects),
            "languages": cards.languages(hit.languages),
            "about": person.about if person and person.about else Words("partners.no_about"),
            "reasons": Listing(tuple(reasons)) if reasons else Words("partners.no_reason"),
            "place": place,
            "count": Words("partners.many") if count >= MANY else count,
        },
    )


_BECAUSE: dict[str, Callable[[Sequence[Any]], Words]] = {
    "ages": lambda v: Words("partners.because_ages", {"ages": cards.ages(v[0], v[1])}),
    "subjects": lambda v: Words(
        "partners.because_subjects", {"subjects": cards.subjects(tuple(v))}
    ),
    "languages": lambda v: Words(
        "partners.because_languages", {"languages": cards.languages(tuple(v))}
    ),
    "words": lambda v: Words("partners.because_words", {"words": Listing(tuple(v))}),
    "active": lambda v: Words("partners.because_active", {"days": v[0]}),
}


def _because(reason: Reason) -> Words | None:
    """Put a reason into words."""
    write = _BECAUSE.get(reason.kind)
    return write(reason.values) if write else None


@command("narrow", needs=Needs.TEACHER, listed=False)
def narrow(event: Event, db: Db) -> list[Reply]:
    """Add a wish to the search."""
    return forms.begin(event, db, "narrow")


def _by(way: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda answers: bool(answers.get("way") == way)


@form(
    "narrow",
    Question(
        "way",
        Literal["country", "subject", "language", "ages", "words"],
        "partners.narrow_what",
        options=lambda _: [
            Option("country", Words("partners.by_country")),
            Option("subject", Words("partners.by_subject")),
            Option("language", Words("partners.by_language")),
            Option("ages", Words("partners.by_ages")),
            Option("words", Words("partners.by_words")),
        ],
    ),
    Question(
        "country",
        questions.Country,
        "partners.which_country",
        when=_by("country"),
        read=questions.read_country,
    ),
    Question(
        "subject",
        questions.Subject,
        "partners.which_subject",
        when=_by("subject"),
        options=questions.subject_options,
        read=questions.read_subject,
    ),
    Question(
        "language",
        questions.Language,
        "partners.which_language",
        when=_by("language"),
        options=questions.language_options,
        read=questions.read_language,
    ),
    Question(
        "ages",
        questions.Ages,
        "partners.which_ages",
        when=_by("ages"),
        options=questions.age_options,
    ),
    Question("words", questions.Line, "partners.which_words", when=_by("words")),
)
def narrowed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Search again, with the wish added."""
    kept = dialogues.of_form(db, event.sender.id, _SEARCH)
    wishes = dict(kept.answers) if kept else {}
    wishes[answers["way"]] = answers[answers["way"]]
    return [_show(event, db, {**wishes, "place": 0})]
