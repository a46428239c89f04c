"""What the classes have to do, above the messages of the classroom.

Its buttons belong to the room's form, so that what stands in the box goes along and is back in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.portal.parts import parts_of
from bot.portal.spots import Spot
from bot.portal.visits import Visit
from handlers import classwork
from handlers.classwork import Progress
from handlers.conversation import Listing
from storage import Db, activities, class_meetings, members, tasks
from storage.class_meetings import ClassMeeting

#: The block, in templates/tasks.html.
BLOCK = "todo"


@dataclass(frozen=True)
class Item:
    """A task as its reader sees it."""

    id: int
    number: int
    text: str
    #: Whether the pupil has done it, or the teacher's school.
    is_done: bool
    #: How far the schools are; teachers are shown it.
    progress: Listing


@dataclass(frozen=True)
class Todo:
    """What there is to do."""

    #: The title of the activity under way; empty if none is.
    activity: str
    items: Sequence[Item]
    #: The link of the video meeting, for whom it is; empty if there is none.
    meeting: str
    #: Whether the pupils of the teacher's school may open it themselves.
    is_released: bool

    @property
    def left(self) -> int:
        return sum(not one.is_done for one in self.items)


async def read(request: web.Request, visit: Visit, spot: Spot) -> Todo | None:
    """Read what there is to do; None where nothing is, and in the staff room."""
    if not spot.is_classroom or not visit.is_open:
        return None
    parts = parts_of(request)
    found: Todo = await parts.read(_read, visit, parts.now())
    is_empty = not (found.activity or found.items or found.meeting)
    return None if visit.pupil and is_empty else found


def _read(db: Db, visit: Visit, at: datetime) -> Todo:
    current = activities.under_way(db, visit.project.id)
    meeting = class_meetings.going_on(db, visit.project.id, at)
    school = _school(db, visit)
    return Todo(
        activity=current.title if current else "",
        items=_items(db, visit, school),
        meeting=_link(visit, school, meeting),
        is_released=meeting is not None and school in meeting.released,
    )


def left_for(db: Db, project_id: int, school: int | None) -> int:
    """Count the open tasks that a school has yet to do."""
    open_ = tasks.open_(db, project_id)
    if not open_:
        return 0
    found = classwork.progress_of(db, project_id, [one.id for one in open_])
    return sum(not _is_done(far, school) for far in found.values())


def _items(db: Db, visit: Visit, school: int | None) -> Sequence[Item]:
    found = tasks.open_(db, visit.project.id)
    marks = tasks.marks_of(db, visit.project.id)
    known = classwork.progress_of(db, visit.project.id, [one.id for one in found])
    items = []
    for one in found:
        far = known[one.id]
        mine = _is_done(far, school)
        if visit.pupil:
            mine = any(mark.pupil_id == visit.pupil.id for mark in marks.get(one.id, ()))
        items.append(Item(one.id, one.number, one.text, mine, classwork.shown(db, far)))
    return items


def _is_done(far: Sequence[Progress], school: int | None) -> bool:
    return any(one.is_done and one.school_id == school for one in far)


def _link(visit: Visit, school: int | None, meeting: ClassMeeting | None) -> str:
    """Give the link to teachers, and to pupils of a school whose teacher released it."""
    if meeting is None or (visit.pupil and school not in meeting.released):
        return ""
    return meeting.link


def _school(db: Db, visit: Visit) -> int | None:
    if visit.pupil:
        return visit.pupil.school_id
    me = members.of_person(db, visit.project.id, visit.teacher.id)
    return me.school_id if me else None
