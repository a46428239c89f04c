"""A report out of a TwinSpace, for those who look after it: behind a one-time link."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aiohttp import web
from markupsafe import Markup

from bot.portal import known, reportopening, staying
from bot.portal.acts import event_of, nonce, typed
from bot.portal.cookies import cookie, end, keep
from bot.portal.guests import Place
from bot.portal.lines import SERVICE_NAME
from bot.portal.parts import Settings, parts_of
from bot.portal.rendering import go, show, tell, told
from handlers import reportabout, reportreading, roomreports
from handlers.conversation import Words
from handlers.zones import zone_of
from storage import (
    Db,
    accounts,
    frozen,
    people,
    projects,
    pupils,
    room_reports,
    schools,
    sessions,
)
from storage.frozen import Frozen
from storage.people import Person
from storage.projects import Project
from storage.room_reports import Note, RoomReport

#: Pictures that a browser shows by itself without running anything.
_SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})

routes = web.RouteTableDef()


class Kind(StrEnum):
    """What a session that one link opened is for, as its cookie is called."""

    REPORT = "report"


@dataclass(frozen=True)
class Reading:
    """A report as it is shown to one person."""

    report: RoomReport
    person: Person
    project: Project
    frozen: Frozen | None
    #: Who stands behind the accounts in it, and who wrote the notes.
    names: dict[str, str]
    reporter: str
    notes: Sequence[tuple[str, Note]]
    helplines: Words
    #: Why no teacher hears of it; None if some do.
    nobody_told: Words | None
    #: Who else looks after it.
    others: Words
    #: When the visit ends if nothing is pressed.
    ends_at: datetime
    #: The address of the button that puts the end off.
    stay: str = "/report/stay"

    @property
    def user(self) -> str:
        """Who reads, as an actor: "person:7"."""
        return f"person:{self.person.id}"

    @property
    def author(self) -> str:
        """Who wrote the message, if it was gone already; empty if it was not, or nobody knows."""
        if self.frozen is None or any(one.id == self.frozen.message for one in self.frozen.lines):
            return ""
        return self.names.get(self.frozen.sender, "")

    @property
    def has_picture(self) -> bool:
        return self.frozen is not None and bool(self.frozen.picture)


@routes.get("/report/{code:[A-Z0-9]{8,40}}")
async def ask(request: web.Request) -> web.Response:
    """Show that there is a report. The link is not used up: chat apps look at links too."""
    return await _ask(request)


@routes.post("/report/{code:[A-Z0-9]{8,40}}")
async def enter(request: web.Request) -> web.Response:
    """Use the link up; a coordinator says why. The reading is written down before it is shown."""
    parts = parts_of(request)
    reason = typed(await request.post(), "reason")
    token = secrets.token_urlsafe(32)
    code = request.match_info["code"]
    outcome = await parts.write(reportopening.open_, code, reason, token, parts.now())
    if outcome == "reason":
        return await _ask(request, is_missing=True)
    if outcome == "used":
        return _used(request)
    return _let_in(request, token)


async def opened(
    request: web.Request, person: Person, number: int, reason: str
) -> web.Response | None:
    """Open a report for a coordinator at their desk; None if it says no reason.

    The reading is written down before it is shown, as with a link.
    """
    parts, token = parts_of(request), secrets.token_urlsafe(32)
    outcome = await parts.write(reportopening.open_for, person, number, reason, token, parts.now())
    if outcome == "reason":
        return None
    return _used(request) if outcome == "used" else _let_in(request, token)


def _let_in(request: web.Request, token: str) -> web.Response:
    response = go(request, "/report")
    keep(request, response, Kind.REPORT, token)
    return response


@routes.get("/report")
async def read(request: web.Request) -> web.Response:
    """Show the report."""
    return await _page(request)


@routes.get("/report/picture")
async def picture(request: web.Request) -> web.Response:
    """Show the picture that was reported."""
    reading = await _reading(request)
    found = reading.frozen if reading else None
    if found is None or found.picture is None:
        raise web.HTTPNotFound
    kind = found.mime if found.mime in _SHOWN else "application/octet-stream"
    how = "inline" if found.mime in _SHOWN else 'attachment; filename="reported"'
    headers = {"Content-Disposition": how, "Content-Type": kind}
    return web.Response(body=found.picture, headers=headers)


@routes.post("/report/take")
async def take_back(request: web.Request) -> web.Response:
    """Take the reported message back in its room."""
    return await _act(request, "reporttake")


@routes.post("/report/close")
async def close(request: web.Request) -> web.Response:
    """Close the report, once it was asked whether that is meant."""
    if "sure" in await request.post():
        return await _act(request, "reportclose")
    reading = await _reading(request)
    if reading is None:
        return _used(request)
    return show(request, "report_close.html", reading=reading, nonce=nonce())


@routes.post("/report/note")
async def write(request: web.Request) -> web.Response:
    """Write to the others who look after it."""
    return await _act(request, "reportnote", typed(await request.post(), "text"))


@routes.post("/report/stay")
async def stay(request: web.Request) -> web.Response:
    """Put the end of the visit off."""
    reading = await _reading(request)
    if reading is None:
        return _used(request)
    return staying.answer(request, reading.ends_at, zone_of(reading.person))


@routes.post("/report/leave")
async def leave(request: web.Request) -> web.Response:
    """End the visit."""
    response = tell(request, 200, "page.own_left_title", "page.report_left")
    await end(request, response, Kind.REPORT)
    return response


async def _ask(request: web.Request, is_missing: bool = False) -> web.Response:
    parts = parts_of(request)
    found = await parts.read(reportopening.look, request.match_info["code"], parts.now())
    if found is None:
        return _used(request)
    title, why = found
    return show(
        request,
        "report_ask.html",
        422 if is_missing else 200,
        project=title,
        why=why,
        reasons=reportreading.REASONS if why else {},
        is_missing=is_missing,
        here=request.path,
    )


async def _act(request: web.Request, command: str, text: str = "") -> web.Response:
    reading, parts = await _reading(request), parts_of(request)
    if reading is None:
        return _used(request, written=text)
    number = str(reading.report.id)
    words = f"{number}\n{text}" if command == "reportnote" else number
    event = event_of(request, reading, command, words, typed(await request.post(), "nonce"))
    return await _page(request, [told(request, reply) for reply in await parts.act(event)])


async def _page(request: web.Request, done: Sequence[Markup] = ()) -> web.Response:
    reading = await _reading(request)
    if reading is None:
        return _used(request)
    zone = zone_of(reading.person)
    lines = reading.frozen.lines if reading.frozen else ()
    said = [(line, datetime.fromisoformat(line.at)) for line in lines]
    return show(
        request,
        "report.html",
        zone=zone,
        reading=reading,
        said=said,
        done=done,
        has_desk=cookie(request, Place.DESK) in request.cookies,
        nonce=nonce(),
    )


async def _reading(request: web.Request) -> Reading | None:
    parts, token = parts_of(request), request.cookies.get(cookie(request, Kind.REPORT), "")
    if not token:
        return None
    found: Reading | None = await parts.write(_find, token, parts.settings, parts.now())
    if found is not None:
        known.know(request, token)
    return found


def _find(db: Db, token: str, settings: Settings, at: datetime) -> Reading | None:
    session = sessions.find(db, token, at)
    if session is None or session.person_id is None or not session.kind.startswith("report "):
        return None
    used = session.seen_at
    if at - used >= sessions.SEEN_EVERY:
        used = at
        sessions.use(db, token, at)
    report = room_reports.by_id(db, int(session.kind.removeprefix("report ")))
    person = people.by_id(db, session.person_id)
    if report is None or person is None or not roomreports.may_read(db, person, report):
        return None
    project = projects.by_id(db, report.project_id)
    if project is None:
        return None
    notes = room_reports.notes_of(db, report.id)
    writers = people.of_ids(db, {one.person_id for one in notes})
    school = schools.by_id(db, report.school_id) if report.school_id else None
    return Reading(
        report=report,
        person=person,
        project=project,
        frozen=frozen.by_key(db, report.key),
        names={
            settings.service_user: SERVICE_NAME,
            **accounts.names(db, project.id, settings.server_name),
        },
        reporter=_reporter(db, report),
        notes=[(writers[one.person_id].name, one) for one in notes if one.person_id in writers],
        helplines=roomreports.helplines(school.country if school else ""),
        nobody_told=reportabout.nobody_told(report),
        others=reportabout.others(db, report, person),
        ends_at=session.ends_at(used),
    )


def _reporter(db: Db, report: RoomReport) -> str:
    if report.reporter_pupil is not None:
        pupil = pupils.by_id(db, report.reporter_pupil)
        return pupil.pseudonym if pupil else ""
    person = people.by_id(db, report.reporter_id) if report.reporter_id else None
    return person.name if person else ""


def _used(request: web.Request, written: str = "") -> web.Response:
    return tell(request, 410, "page.report_used_title", "page.report_used", written)
