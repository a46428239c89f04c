"""What is typed in a room with "!" before it: which function answers, and whether one may."""

import re
from dataclasses import replace

from rapidfuzz import fuzz, process

from handlers import filing, relay, signs, takingback
from handlers.conversation import (
    ROOM_COMMANDS,
    TYPED,
    Code,
    Event,
    Lines,
    Needs,
    Reply,
    Words,
    say,
)
from storage import members, projects, pupils, room_media
from storage.db import Db
from storage.projects import State

#: What the service puts before a command in a room, as people type it.
SIGN = "!"
HELP = Code(f"{SIGN}help")
#: How alike a teacher's mistyped command must be, of 100, to be offered: pupils shout "!!!" too.
ALIKE = 75
#: How a report is typed, or called where people speak English or French.
REPORTS = ("report", "signaler", "signalement", "signale")
#: A command as somebody types it in a hurry: "! Report:", "!Report!!".
_HASTY = re.compile(r"\s*[!/]\s*([^\W\d_]{3,32})(?![^\W_])[^\w\s]*\s*")


def route(event: Event, db: Db) -> list[Reply]:
    """Answer a command typed in a room of a TwinSpace; what is none is left alone.

    Only who takes part in the project is answered, a pupil only in the classroom.
    Source: docs/rules.md, TWS-7.
    """
    if event.kind == "taken back":
        return takingback.taken_back(event, db)
    if not _takes_part(event, db):
        return []
    signs.heard(event, db)
    event = as_report(event) or _without_others_file(event, db)
    if not event.command or event.kind != "text":
        return [*filing.heard(event, db), *relay.from_room(event, db)]
    command = ROOM_COMMANDS.get(event.command)
    if command is None:
        return _near(event)
    if command.needs > Needs.ANYONE and event.person is None:
        return [say("room.teachers_only", help=HELP)]
    return command.answer(event, db)


def _without_others_file(event: Event, db: Db) -> Event:
    """Leave out a file that is another room's: it is neither filed here nor carried on."""
    assert event.room is not None, "only what was said in a room comes here"
    if event.file is None or room_media.may_show(db, event.file.ref, event.room.room):
        return event
    return replace(event, file=None)


def as_report(event: Event) -> Event | None:
    """Give what was typed as the report that it is, or was meant to be; None if it is none.

    What is nearer to another command is that command's: others read it, and no report.
    """
    if event.kind != "text":
        return None
    words = _reported(event.command, event.words)
    return None if words is None else replace(event, command="report", words=words)


def reported(text: str) -> str | None:
    """Give the words of a report that is typed into the box of a page; None if it is none."""
    return _reported(*_parted(text))


def unknown(event: Event, text: str) -> Reply | None:
    """Answer a teacher who types a command into the box of a page that is none.

    None if it is one, or no command at all, and for pupils, who shout "!!!" too.
    """
    command, _ = _parted(text)
    if event.person is None or not command or command in ROOM_COMMANDS:
        return None
    near = _near(replace(event, command=command))
    return near[0] if near else say("room.unknown", help=HELP)


def _parted(text: str) -> tuple[str, str]:
    """Part a text into its command, empty if it has none, and its words."""
    found = TYPED.match(text.strip())
    return (found[1].lower(), text.strip()[found.end() :]) if found else ("", text.strip())


def _reported(command: str, words: str) -> str | None:
    hasty = None if command else _HASTY.match(words)
    typed = command or (hasty[1].lower() if hasty else "")
    if not typed or (typed in ROOM_COMMANDS and typed != "report"):
        return None
    known = [*REPORTS, *(name for name in ROOM_COMMANDS if name != "report")]
    near = process.extractOne(typed, known, scorer=fuzz.ratio, score_cutoff=ALIKE)
    if near is None or near[0] not in REPORTS:
        return None
    return words[hasty.end() :].strip() if hasty else words


def offered(event: Event) -> list[str]:
    """List the commands that this person may give in a room, as "!help" shows them."""
    listed = [one for one in ROOM_COMMANDS.values() if one.is_listed]
    mine = [one for one in listed if event.person is not None or one.needs == Needs.ANYONE]
    return [one.name for one in sorted(mine, key=lambda one: (one.rank, one.name))]


def _takes_part(event: Event, db: Db) -> bool:
    assert event.room is not None, "only what was said in a room comes here"
    project = projects.by_id(db, event.room.project_id)
    if project is None or project.state != State.ACTIVE:
        return False
    if event.pupil is not None:
        is_in = event.pupil.state == pupils.State.IN
        return is_in and event.pupil.project_id == project.id and event.room.kind == "classroom"
    person = event.person
    is_teacher = person is not None and person.is_validated
    return person is not None and is_teacher and members.is_inside(db, project.id, person.id)


def _near(event: Event) -> list[Reply]:
    """Offer a teacher the command that was probably meant."""
    if event.person is None:
        return []
    near = process.extractOne(event.command, offered(event), scorer=fuzz.ratio, score_cutoff=ALIKE)
    if near is None:
        return []
    return [say("room.did_you_mean", command=Code(f"{SIGN}{near[0]}"), help=HELP)]


def help_lines(event: Event) -> Lines:
    """Say in a line each what one may type in a room."""
    names = offered(event)
    return Lines(tuple(_line(name) for name in names))


def _line(name: str) -> Words:
    return Words(
        "room.help_line", {"command": Code(f"{SIGN}{name}"), "what": Words(f"room_help.{name}")}
    )
