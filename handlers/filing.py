"""Files posted in a classroom: filed as materials, and what is said of each.

Source: docs/rules.md, TWS-7.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers import agreeing, numbers
from handlers.conversation import LICENCES, Code, Event, File, Lines, Name, Reply, Words, say
from storage import activities, deliveries, materials, publications
from storage.db import Db
from storage.materials import Material
from storage.safeguarding import Kind

#: How long what is said of a file may be, in characters.
LONGEST_CAPTION, LONGEST_ALT, LONGEST_SOURCE, LONGEST_NAME = 4000, 500, 300, 200
#: Who was just asked what is to be seen is not asked again for the next picture.
ASKED_EVERY = timedelta(minutes=10)
#: How the question about a material is named, before its number.
_ASKED = "material "


def heard(event: Event, db: Db) -> list[Reply]:
    """File what somebody posted in the classroom, or follow what they changed."""
    if event.room is None or event.room.kind != "classroom":
        return []
    match event.kind:
        case "file":
            return _file(event, db)
        case "edit":
            return _follow(event, db)
    return []


def taken_back(event: Event, db: Db) -> Material | None:
    """Note that a message was taken back; the homeserver has seen that it might be.

    Give the material that it brought, if it brought one.
    """
    return materials.take_back(db, event.about, event.at)


def _file(event: Event, db: Db) -> list[Reply]:
    assert event.room is not None, "only what was said in a room is filed"
    if event.file is None:
        return []
    current = activities.under_way(db, event.room.project_id)
    filed = materials.add(
        db,
        event.at,
        project_id=event.room.project_id,
        event_id=event.message,
        room=event.room.room,
        localpart=_localpart(event),
        person_id=event.person.id if event.person else None,
        pupil_id=event.pupil.id if event.pupil else None,
        activity_id=current.id if current else None,
        licence=event.file.licence,
        alt=event.file.alt[:LONGEST_ALT],
        caption=_caption(event, event.file),
        **_of_file(event.file),
    )
    return [_ask(filed)] if filed and filed.wants_alt and not _was_asked(db, filed) else []


def _follow(event: Event, db: Db) -> list[Reply]:
    """Change a material as its author changed the message; without a file it is one no more."""
    material = materials.by_event(db, event.message)
    if material is None:
        return _file(event, db)
    if material.localpart != _localpart(event) or not material.is_there:
        return []
    if event.file is None:
        materials.take_back(db, event.message, event.at)
        _end(event, db, material)
        return []
    said = {"alt": event.file.alt[:LONGEST_ALT], "licence": event.file.licence}
    said = {name: value for name, value in said.items() if value}
    caption = _caption(event, event.file)
    change(event, db, material, caption=caption, **_of_file(event.file), **said)
    return []


def change(event: Event, db: Db, material: Material, **values: str) -> Material:
    """Change what is said of a material; what is public of it ends, for two schools saw another."""
    asked = publications.of_material(db, material.id)
    changed = materials.change(db, material, **values)
    if asked and asked.is_agreed and publications.mark_of(changed) != asked.mark:
        _end(event, db, changed)
    return changed


def _end(event: Event, db: Db, material: Material) -> None:
    """Take a material off the public page, or off what is asked, and write that down."""
    if publications.withdraw(db, material.id):
        agreeing.log(event, db, Kind.WITHDRAWN, material, "changed")


def _of_file(file: File) -> dict[str, Any]:
    name = file.name[:LONGEST_NAME]
    return {
        "kind": file.kind,
        "ref": file.ref,
        "mime": file.mime,
        "name": name,
        "size": file.size,
    }


def _caption(event: Event, file: File) -> str:
    """Give what was written with a file; other apps are shown what is in it instead of nothing."""
    text = event.rich.text.strip()
    return "" if text in {file.alt, file.name} else text[:LONGEST_CAPTION]


def _localpart(event: Event) -> str:
    return event.address.user[1:].partition(":")[0]


def _was_asked(db: Db, filed: Material) -> bool:
    """Tell whether the author has just been asked what is to be seen in another picture."""
    return any(
        one.wants_alt and one.localpart == filed.localpart and filed.at - one.at < ASKED_EVERY
        for one in materials.of_project(db, filed.project_id)
        if one.id != filed.id
    )


def _ask(filed: Material) -> Reply:
    """Ask for what is to be seen in a picture, as an answer to it."""
    asked = say("materials.ask_alt", alt=Code("!alt"), licence=Code("!licence"))
    return replace(asked, replies_to=filed.event_id, batch=f"{_ASKED}{filed.id}")


def meant(event: Event, db: Db, *, is_for_alt: bool = False) -> Material | None:
    """Find the material that a command in the room is about, if the actor may describe it.

    The one that is answered, or about which we asked; else the actor's newest, for a description
    the newest that lacks one.
    """
    assert event.room is not None, "a command of the rooms"
    if event.about:
        found = materials.by_event(db, event.about) or _asked_about(event, db)
        return found if found and may_describe(event, found) else None
    mine = [one for one in materials.of_project(db, event.room.project_id) if _is_by(event, one)]
    lacking = [one for one in mine if one.wants_alt] if is_for_alt else []
    return next(iter([*lacking, *mine]), None)


def _asked_about(event: Event, db: Db) -> Material | None:
    """Find what the question was about that somebody answers with a command."""
    batch = deliveries.batch_of(db, "room", event.chat, event.about)
    if not batch.startswith(_ASKED):
        return None
    return materials.by_id(db, numbers.read(batch.removeprefix(_ASKED)))


def may_describe(event: Event, material: Material) -> bool:
    """Tell whether the actor may say something of a material: pupils of their own alone."""
    if not material.is_there:
        return False
    if event.room is not None and material.project_id != event.room.project_id:
        return False
    return event.pupil is None or _is_by(event, material)


def _is_by(event: Event, one: Material) -> bool:
    if event.pupil is not None:
        return one.pupil_id == event.pupil.id
    return event.person is not None and one.person_id == event.person.id


def licences() -> Lines:
    """Say in a line each who may have made a file, and what to type for it."""
    return Lines(
        tuple(
            Words("licence.line", {"word": Code(one), "what": Name("licence", one)})
            for one in LICENCES
        )
    )
