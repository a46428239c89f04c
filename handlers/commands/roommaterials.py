"""!alt and !licence in the classroom, and the form of the materials page: what a file is.

Source: docs/rules.md, TWS-7.
"""

from handlers import filing, numbers
from handlers.conversation import (
    LICENCES,
    Code,
    Event,
    Name,
    Needs,
    Reply,
    command,
    say,
)
from storage import materials, members, mutes, projects
from storage.db import Db
from storage.materials import Material

_ALT, _LICENCE = Code("!alt"), Code("!licence")
#: Whose source is to be named: it is somebody else's.
OTHERS = "others"


@command("alt", room=True, rank=40)
def alt(event: Event, db: Db) -> list[Reply]:
    """Say what is to be seen in a picture, in answer to it: pupils in their own."""
    words = " ".join(event.words.split())
    material = filing.meant(event, db, is_for_alt=True)
    if not words:
        return [say("materials.alt_usage", alt=_ALT)]
    if material is None:
        return [say("materials.not_yours", alt=_ALT)]
    if len(words) > filing.LONGEST_ALT:
        return [say("materials.alt_long", most=filing.LONGEST_ALT)]
    changed = filing.change(event, db, material, alt=words)
    if changed.licence:
        return [say("materials.described")]
    return [say("materials.described_licence", licence=_LICENCE, choices=filing.licences())]


@command("license", room=True, listed=False)
@command("licence", room=True, rank=41)
def licence(event: Event, db: Db) -> list[Reply]:
    """Say who made a file and who may use it: a word, and of others' work where it is from."""
    word, _, source = event.words.strip().partition(" ")
    word, source = word.lower(), " ".join(source.split())[: filing.LONGEST_SOURCE]
    if word not in LICENCES:
        return [say("materials.licence_usage", licence=_LICENCE, choices=filing.licences())]
    material = filing.meant(event, db)
    if material is None:
        return [say("materials.not_yours", alt=_LICENCE)]
    if word == OTHERS and not source:
        return [say("materials.ask_source", licence=Code("!licence others"))]
    filing.change(event, db, material, licence=word, source=source if word == OTHERS else "")
    return [say("materials.licensed", licence=Name("licence", word))]


@command("describe", needs=Needs.ANYONE, listed=False, browser=True)
def describe(event: Event, db: Db) -> list[Reply]:
    """Change what is said of a material: "PROJECT ID LICENCE\\nSOURCE\\nALT\\nCAPTION"."""
    head, _, rest = event.words.partition("\n")
    source, _, rest = rest.partition("\n")
    seen, _, caption = rest.partition("\n")
    project, number, word = (*head.split(), "", "", "")[:3]
    material = materials.by_id(db, numbers.read(number))
    if material is None or material.project_id != numbers.read(project):
        return [say("materials.closed")]
    if not _may_change(event, db, material):
        return [say("materials.closed")]
    if word == OTHERS and not source.strip():
        return [say("materials.source_missing")]
    if material.kind == "photo" and not seen.strip():
        return [say("materials.alt_missing")]
    filing.change(
        event,
        db,
        material,
        alt=" ".join(seen.split())[: filing.LONGEST_ALT],
        caption=caption.strip()[: filing.LONGEST_CAPTION],
        licence=word if word in LICENCES else "",
        source=" ".join(source.split())[: filing.LONGEST_SOURCE] if word == OTHERS else "",
    )
    return [say("materials.saved")]


def _may_change(event: Event, db: Db, material: Material) -> bool:
    """Tell whether the actor may change a material now: in a project of theirs that goes on."""
    project = projects.by_id(db, material.project_id)
    if project is None or project.state != projects.State.ACTIVE:
        return False
    if not filing.may_describe(event, material):
        return False
    if event.pupil is not None:
        found = mutes.of_project(db, project.id, event.at)
        is_in = event.pupil.is_inside and event.pupil.project_id == project.id
        return is_in and not mutes.muted(found, event.pupil.school_id)
    return event.person is not None and members.is_inside(db, project.id, event.person.id)
