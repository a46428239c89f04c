"""What about an announcement is to be changed, and what asks for it."""

from typing import Any, Literal

from handlers import announcecard, forms, numbers, questions
from handlers.commands import announce
from handlers.commands.announcewords import mine, there
from handlers.conversation import Event, Name, Needs, Reply, Words, command
from handlers.forms import Asking, Option, Question, form
from storage import campaign_texts, campaigns
from storage.db import Db

#: What can be changed, each with the form that asks for it.
_PARTS = {
    "text": Words("announce.part_text"),
    "other": Words("announce.part_other"),
    "without": Words("announce.part_without"),
    "file": Words("announce.part_file"),
    "buttons": Words("announce.part_buttons"),
    "when": Words("announce.part_when"),
    "audience": Words("announce.part_audience"),
}


def _parts(asking: Asking) -> list[Option]:
    texts = campaign_texts.of(asking.db, int(asking.answers["campaign"]))
    offered = [one for one in _PARTS if one != "without" or len(texts) > 1]
    return [Option(one, _PARTS[one]) for one in offered]


def _written_in(asking: Asking) -> list[Option]:
    texts = campaign_texts.of(asking.db, int(asking.answers["campaign"]))
    without = asking.answers.get("part") == "without"
    codes = [one for one in texts if not without or one != campaign_texts.FALLBACK]
    return [Option(one, Name("language", one)) for one in codes]


@command("announcechange", needs=Needs.COORDINATOR, listed=False)
def change(event: Event, db: Db) -> list[Reply]:
    """Ask what about an announcement is to be changed; whoever agreed to it has to agree again."""
    found = mine(event, db, {"campaign": numbers.read(event.words)})
    if isinstance(found, Reply):
        return [found]
    return forms.begin(event, db, "announcechange", {"campaign": found.id})


@form(
    "announcechange",
    Question(
        "part",
        Literal["text", "other", "without", "file", "buttons", "when", "audience"],
        "announce.ask_part",
        options=_parts,
    ),
    Question(
        "language",
        questions.Language,
        "announce.ask_which",
        when=lambda answers: answers.get("part") in ("text", "without"),
        options=_written_in,
        read=questions.read_language,
    ),
    needs=Needs.COORDINATOR,
)
def changing(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Ask for what is changed."""
    found = mine(event, db, answers)
    if isinstance(found, Reply):
        return [found]
    known = {"campaign": found.id}
    match answers["part"]:
        case "text":
            known_language = {**known, "language": answers["language"]}
            return forms.begin(event, db, "announcetext", known_language)
        case "without":
            campaign_texts.remove(db, found.id, answers["language"])
            found = campaigns.change(db, found, event.at)
            return [announcecard.show(event, db, found, Words("announce.changed"))]
        case "audience":
            return announce.again(event, db, found)
        case "other":
            return forms.begin(event, db, "announceother", known)
        case "file":
            return forms.begin(event, db, "announcefile", there(found))
        case "buttons":
            return forms.begin(event, db, "announcebuttons", there(found))
    return forms.begin(event, db, "announcewhen", known)
