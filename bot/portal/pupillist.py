"""The pupils of a teacher's school in one project, by class, as the pages for them need it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from aiohttp import web

from bot.portal.acts import event_of, typed
from bot.portal.parts import parts_of
from bot.portal.visits import Visit
from handlers import numbers, parentletter, pupilcare, words
from handlers.conversation import Listing, Reply
from handlers.rooms import Away
from storage import Db, members, people, pupil_erasing, pupils, schools
from storage.pupils import Pupil

#: The field in an address that says which class is looked at: one of its pupils' ids, no name.
GROUP = "group"


@dataclass(frozen=True)
class Group:
    """A class of one teacher."""

    #: The lowest of its pupils' ids, by which addresses name it.
    key: int
    name: str
    teacher_id: int | None
    pupils: tuple[Pupil, ...]


@dataclass(frozen=True)
class Pupils:
    """What a teacher sees of a project's pupils."""

    #: All of the teacher's own school.
    own: tuple[Pupil, ...]
    groups: tuple[Group, ...]
    #: The class that is looked at; None for all.
    group: Group | None
    #: The pseudonyms of the partner schools' pupils.
    others: Listing
    #: The school's teachers in the project, by name.
    teachers: Mapping[int, str]
    #: Who recorded permissions, by name; they may have left since.
    recorders: Mapping[int, str]
    #: The language of what is printed, unless another is chosen.
    language: str
    #: Where the school is; empty if there is none.
    country: str
    #: Whether that is a language in which the country's schools teach.
    speaks_country: bool
    #: Who was taken out and can still be erased, and how many are being erased.
    gone: tuple[Pupil, ...] = ()
    erasing: int = 0

    @property
    def shown(self) -> tuple[Pupil, ...]:
        return self.group.pupils if self.group else self.own

    @property
    def query(self) -> dict[str, str]:
        """What keeps the class chosen in an address."""
        return {GROUP: str(self.group.key)} if self.group else {}

    @property
    def permitted(self) -> tuple[Pupil, ...]:
        """The shown ones whose parents allow to take part."""
        return tuple(one for one in self.shown if one.takes_part)

    @property
    def without_slip(self) -> tuple[Pupil, ...]:
        """The permitted ones who have no slip yet."""
        return tuple(one for one in self.permitted if one.slip is None)


async def look(request: web.Request, visit: Visit) -> Pupils:
    """Read the pupils as this teacher sees them, with the class that the address names."""
    group = numbers.read(request.query.get(GROUP, ""))
    return await parts_of(request).read(_look, visit.project.id, visit.teacher.id, group)


def erased_until(request: web.Request) -> date:
    """Say by when all of a pupil is erased at the latest, if that is wanted now."""
    return (parts_of(request).now() + pupil_erasing.DELAYED).date()


def _look(db: Db, project_id: int, teacher_id: int, group: int) -> Pupils:
    school_id = pupilcare.school_in(db, project_id, teacher_id)
    listed = sorted(pupils.listed(db, project_id), key=_order)
    own = tuple(one for one in listed if one.school_id == school_id and school_id is not None)
    others = tuple(one.pseudonym for one in listed if one not in own)
    groups = _groups(own)
    inside = [one for one in members.inside(db, project_id) if one.school_id == school_id]
    known = people.of_ids(db, {one.person_id for one in inside})
    recorders = people.of_ids(db, {one.permitted_by for one in own if one.permitted_by})
    school = schools.by_id(db, school_id) if school_id is not None else None
    country = school.country if school else ""
    language = parentletter.language_for(country, words.languages())
    return Pupils(
        own=own,
        groups=groups,
        group=next((one for one in groups if one.key == group), None),
        others=Listing(others),
        teachers={number: person.name for number, person in known.items()},
        recorders={number: person.name for number, person in recorders.items()},
        language=language,
        country=country,
        speaks_country=language in parentletter.spoken_in(country),
        **_erased(db, project_id, school_id),
    )


def _erased(db: Db, project_id: int, school_id: int | None) -> dict[str, Any]:
    """Say who of a school was taken out and can still be erased, and how many are being erased."""
    ours = [one for one in pupils.ever(db, project_id) if one.school_id == school_id is not None]
    under_way = {one.pupil for one in pupil_erasing.begun(db, project_id)}
    out = [one for one in ours if one.state == pupils.State.REMOVED and one.id not in under_way]
    return {"gone": tuple(out), "erasing": len([one for one in ours if one.id in under_way])}


def _order(pupil: Pupil) -> list[tuple[int, str]]:
    """Sort as people do: "Fox 2" before "Fox 10"."""
    pieces = re.split(r"([0-9]+)", pupil.pseudonym.casefold())
    return [(int(one), "") if one.isdecimal() else (-1, one) for one in pieces]


def _groups(own: tuple[Pupil, ...]) -> tuple[Group, ...]:
    """Part the pupils into classes: by their name, and one teacher's apart from another's."""
    found: dict[tuple[str, int], list[Pupil]] = {}
    for pupil in own:
        found.setdefault((pupil.class_name, pupil.teacher_id or 0), []).append(pupil)
    return tuple(
        Group(min(one.id for one in these), name, teacher or None, tuple(these))
        for (name, teacher), these in sorted(found.items())
    )


async def act(request: web.Request, visit: Visit, command: str, words: str) -> list[Reply]:
    """Let a command of the page run; no replies if the same form was sent before."""
    form = await request.post()
    event = event_of(request, visit, command, words, typed(form, "nonce"))
    is_guarded = await guard(request) == "loaded"
    return await parts_of(request).act(replace(event, is_guarded=is_guarded))


async def guard(request: web.Request) -> str:
    """Say whether pupils can be added: the guard is "loaded", "missing", or cannot be asked."""
    parts = parts_of(request)
    if parts.settings.pupils_without_guard:
        return "loaded"
    try:
        return "loaded" if await parts.rooms.guard_is_loaded() else "missing"
    except Away:
        return "away"
