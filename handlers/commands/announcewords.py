"""What an announcement says in each language, and when it leaves."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from handlers import announcecard, announcing, forms, postcard, questions, times
from handlers.conversation import Event, Name, Needs, Reply, Words
from handlers.forms import Asking, Option, Question, form
from handlers.rich import Rich
from handlers.zones import city, zone_of
from storage import campaign_texts, campaigns
from storage.campaigns import OPEN, Campaign
from storage.countries import all_countries
from storage.db import Db

#: No text is longer; that it fits into one message is looked at with everything that is around it.
LONGEST = 6000
#: Nothing is planned further ahead.
AHEAD = timedelta(days=180)
#: Stands for "at once".
NOW = "now"
_CARRIED = ("campaign", "language", "is_new")
_COORDINATOR = Needs.COORDINATOR

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=LONGEST)]


def _instant(value: Any) -> Any:
    return value if value == NOW else times.instant(value)


When = Annotated[Any, BeforeValidator(_instant)]


def mine(event: Event, db: Db, answers: dict[str, Any]) -> Campaign | Reply:
    """Lock the announcement of a form, if its author may still change it."""
    found = announcing.own(event, db, int(answers["campaign"]))
    if isinstance(found, Reply) or found.state in OPEN:
        return found
    return announcecard.show(event, db, found)


def go_on(
    event: Event, db: Db, answers: dict[str, Any], name: str, campaign: Campaign
) -> list[Reply]:
    """Ask for what comes next in a new one; of a change, show what it is now."""
    if "is_new" in answers and name:
        return forms.begin(event, db, name, {**there(campaign), "is_new": 1})
    done = Words("announce.ready" if "is_new" in answers else "announce.changed")
    return [announcecard.show(event, db, campaign, done)]


def there(campaign: Campaign) -> dict[str, Any]:
    """Give what a question has to know: which one it is, and what it has already."""
    has = {
        "has_file": campaign.file,
        "has_link": campaign.link,
        "has_seminar": campaign.seminar_id,
    }
    return {"campaign": campaign.id, **{name: 1 for name, value in has.items() if value}}


def _known(answers: dict[str, Any]) -> dict[str, Any]:
    """Give what the next question about a text has to know."""
    return {name: answers[name] for name in _CARRIED if name in answers}


def _which_text(asking: Asking) -> dict[str, Any]:
    """Say in which language, and whether it is the first text, which has to be in English."""
    language = asking.answers["language"]
    is_first = "is_new" in asking.answers and language == campaign_texts.FALLBACK
    return {"language": Name("language", language), "first": int(is_first)}


@form(
    "announcetext",
    Question(
        "text",
        Text,
        "announce.ask_text",
        fields=_which_text,
        takes_files=True,
    ),
    needs=_COORDINATOR,
)
def written(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep a text with its formatting, and a picture if one came with it."""
    found = mine(event, db, answers)
    if isinstance(found, Reply):
        return [found]
    file = {"file": json.dumps(answers["file"])} if answers.get("file") else {}
    found = campaigns.change(db, found, event.at, **file)
    if not answers["text"]:
        return forms.begin(event, db, "announcetext", _known(answers))
    text = postcard.typed(event)
    if text.text != answers["text"]:
        text = Rich(answers["text"])
    spans = postcard.spans_of(text)
    campaign_texts.put(db, found.id, answers["language"], text.text, spans)
    return go_on(event, db, answers, "announceother", found)


def _other_languages(asking: Asking) -> list[Option]:
    """Offer the languages of the audience's countries in which nothing is written yet."""
    campaign = campaigns.by_id(asking.db, int(asking.answers["campaign"]))
    if campaign is None:
        return []
    there = [one for one in all_countries() if one.code in campaign.countries]
    likely = [language for one in there for language in one.languages] or list(
        questions.LIKELY_LANGUAGES
    )
    written_ = campaign_texts.of(asking.db, campaign.id)
    new = [one for one in dict.fromkeys((*likely, "fr")) if one not in written_]
    return [Option(one, Name("language", one)) for one in new[:6]]


@form(
    "announceother",
    Question(
        "language",
        questions.Language,
        "announce.ask_other",
        options=_other_languages,
        read=questions.read_language,
        is_optional=True,
    ),
    needs=_COORDINATOR,
)
def another(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Ask for the text in one more language, or go on."""
    found = mine(event, db, answers)
    if isinstance(found, Reply):
        return [found]
    if not answers["language"]:
        return go_on(event, db, answers, "announcefile", found)
    return forms.begin(event, db, "announcetext", _known(answers))


def _soon_enough(asking: Asking, at: Any) -> Words | None:
    if at == NOW:
        return None
    if at <= asking.event.at:
        return Words("seminars.in_the_past")
    return None if at <= asking.event.at + AHEAD else Words("announce.too_far")


def _read_when(asking: Asking, text: str) -> list[Option]:
    if text == NOW:
        return [Option(NOW, Words("announce.at_once"))]
    return times.read_instant(asking, text)


def _example(asking: Asking) -> dict[str, str]:
    """Give a time that lies ahead, and say on whose clocks it is read."""
    zone = zone_of(asking.event.person)
    day = asking.event.at.astimezone(zone) + timedelta(days=7)
    return {"example": f"{day.day}.{day.month}. 17:00", "zone": city(str(zone))}


@form(
    "announcewhen",
    Question(
        "when",
        When,
        "announce.ask_when",
        options=lambda _: [Option(NOW, Words("announce.at_once"))],
        read=_read_when,
        fields=_example,
        fits=_soon_enough,
    ),
    needs=_COORDINATOR,
)
def timed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep when it leaves, and show it as a whole."""
    found = mine(event, db, answers)
    if isinstance(found, Reply):
        return [found]
    at = None if answers["when"] == NOW else answers["when"]
    found = campaigns.change(db, found, event.at, starts_at=at)
    return go_on(event, db, answers, "", found)


def ask_when(event: Event, db: Db, campaign: Campaign) -> list[Reply]:
    """Ask anew when it leaves, since the time that was chosen has passed."""
    passed = Words("announce.time_passed", {"start": campaign.starts_at})
    return [
        replace(asked, key="form.again", fields={"problem": passed, "question": question})
        for asked in forms.begin(event, db, "announcewhen", {"campaign": campaign.id})
        for question in [Words(asked.key, asked.fields)]
    ]
