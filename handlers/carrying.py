"""What of a message goes across a bridge, and in which words.

Source: docs/rules.md, TWS-9; docs/decisions/0018-bridge.md.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from handlers import classwork
from handlers.conversation import Code, Event, File, Reply, Words
from handlers.platform import MOST_FILE_BYTES
from handlers.rich import Rich, Span
from storage import materials
from storage.db import Db
from storage.people import Person
from storage.projects import Project

#: What is said in place of what does not go across.
_UNCARRIED: Mapping[str, Words] = {
    "sticker": Words("bridge.sticker"),
    "location": Words("bridge.location"),
    "contact": Words("bridge.contact"),
    "poll": Words("bridge.poll"),
    "dice": Words("bridge.dice"),
    "other": Words("bridge.other"),
}
#: Links that are shown as such; a link to a Matrix account would be shown as that person.
_WEB = re.compile(r"(https?://(?!matrix\.to/)|mailto:)", re.IGNORECASE)
#: What calls everybody in a room, or somebody on Telegram.
_CALLS_ROOM = re.compile(r"@(?=room\b)", re.IGNORECASE)
#: A sign behind a letter or digit calls nobody there: it stands in a mail address.
_CALLS_SOMEBODY = re.compile(r"(?<!\w)@(?=\w)", re.ASCII)
#: Stands unseen behind an "@", so that nobody is called.
JOINER = "\u2060"
#: Said in place of what is about a pupil, or a pupil's: none of it goes to Telegram.
STAYS = Words("bridge.stays", {"command": Code("/twinspace")})


def to_room(event: Event) -> Reply:
    """Write what somebody said on Telegram for the staff room."""
    return Reply("classroom.said", {"text": for_room(_words(event))}, file=_file(event))


def to_telegram(event: Event, db: Db, project: Project, author: Person | None) -> Reply:
    """Write what somebody said in the staff room for those who read it on Telegram."""
    name, file = author.name if author is not None else "", event.file
    about = f"{file.name} {file.alt}" if file is not None else ""
    if is_pupils(db, project.id, event.rich, about, file.ref if file is not None else ""):
        return Reply("bridge.said", {"name": name, "text": STAYS}).secretly()
    text = for_telegram(_words(event))
    return Reply("bridge.said", {"name": name, "text": text}, file=_file(event)).secretly()


def is_pupils(db: Db, project_id: int, rich: Rich, about: str = "", ref: str = "") -> bool:
    """Tell whether words name a pupil of the project, or a file is one that a pupil posted.

    `about` is what is said of the file, and `ref` where the homeserver has it.
    """
    if ref and materials.is_pupils(db, ref):
        return True
    words = " ".join((rich.text, about, *(one.url for one in rich.spans)))
    return classwork.names_a_pupil(db, project_id, words)


def _file(event: Event) -> File | None:
    if event.file is None or event.file.size > MOST_FILE_BYTES:
        return None
    return event.file


def _words(event: Event) -> Rich | Words:
    """Give what was written, or say what came that does not go across."""
    if event.file is not None and event.file.size > MOST_FILE_BYTES:
        most = MOST_FILE_BYTES // 1024**2
        return Words("bridge.too_big", {"name": event.file.name, "most": most})
    if event.what:
        return _UNCARRIED.get(event.what, _UNCARRIED["other"])
    return event.rich


def for_room(text: Rich | Words) -> Rich | Words:
    """Let a text from Telegram call nobody in a room, and link only to the web."""
    return _quietly(text, _CALLS_ROOM) if isinstance(text, Rich) else text


def for_telegram(text: Rich | Words) -> Rich | Words:
    """Let a text from a room call nobody on Telegram, and link only to the web."""
    return _quietly(text, _CALLS_SOMEBODY) if isinstance(text, Rich) else text


def _quietly(rich: Rich, calls: re.Pattern[str]) -> Rich:
    """Let a text call nobody, and link only to the web."""
    spans = tuple(one for one in rich.spans if one.kind != "a" or _WEB.match(one.url))
    places = [found.end() for found in calls.finditer(rich.text)]
    text = calls.sub(f"@{JOINER}", rich.text)
    return Rich(text, tuple(_moved(one, places) for one in spans))


def _moved(span: Span, places: list[int]) -> Span:
    """Move a span behind signs that were put in."""
    start = span.start + sum(place <= span.start for place in places)
    end = span.end + sum(place <= span.end for place in places)
    return replace(span, start=start, end=end)
