"""A report out of a TwinSpace, for those who look after it: behind a one-time link."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from markupsafe import Markup

from bot.portal import reportopening
from bot.portal.acts import nonce, typed
from bot.portal.lines import SERVICE_NAME
from bot.portal.parts import Settings, parts_of
from bot.portal.rendering import go, show, tell, told
from handlers import reportreading, roomreports
from handlers.conversation import Event, Words
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
from storage.addresses import Address
from storage.frozen import Frozen
from storage.people import Person
from storage.projects import Project
from storage.room_reports import Note, RoomReport

#: Pictures that a browser shows by itself without running anything.
_SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
_COOKIE = "report"

routes = web.RouteTableDef()


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
    secure = parts_of(request).settings.is_secure
    response.set_cookie(_cookie(request), token, httponly=True, samesite="Strict", secure=secure)
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
    """Close the report."""
    return await _act(request, "reportclose")


@routes.post("/report/note")
async def write(request: web.Request) -> web.Response:
    """Write to the others who look after it."""
    return await _act(request, "reportnote", typed(await request.post(), "text"))


@routes.post("/report/leave")
async def leave(request: web.Request) -> web.Response:
    """End the visit."""
    await parts_of(request).write(sessions.close, request.cookies.get(_cookie(request), ""))
    response = _used(request, 200)
    secure = parts_of(request).settings.is_secure
    response.del_cookie(_cookie(request), httponly=True, samesite="Strict", secure=secure)
    return response


async def _ask(request: web.Request, is_missing: bool = False) -> web.Response:
    parts = parts_of(request)
    found = await parts.read(reportopening.look, request.match_info["code"], parts.now())
    if found is None:
        return _used(request)
    title, is_coordinator = found
    return show(
        request,
        "report_ask.html",
        422 if is_missing else 200,
        project=title,
        reasons=reportreading.REASONS if is_coordinator else {},
        is_missing=is_missing,
        here=request.path,
    )


async def _act(request: web.Request, command: str, text: str = "") -> web.Response:
    reading, parts = await _reading(request), parts_of(request)
    if reading is None:
        return _used(request)
    sent = typed(await request.post(), "nonce")
    user = Address("web", f"person:{reading.person.id}")
    words = f"{reading.report.id}\n{text}" if text or command == "reportnote" else ""
    event = Event(
        id=f"report {user.user} {sent} {command}",
        address=user,
        chat="",
        at=parts.now(),
        command=command,
        words=words or str(reading.report.id),
        seed=secrets.token_bytes(32),
    )
    return await _page(request, [told(request, reply) for reply in await parts.act(event)])


async def _page(request: web.Request, done: Sequence[Markup] = ()) -> web.Response:
    reading = await _reading(request)
    if reading is None:
        return _used(request)
    zone = zone_of(reading.person)
    lines = reading.frozen.lines if reading.frozen else ()
    said = [(line, datetime.fromisoformat(line.at)) for line in lines]
    return show(
        request, "report.html", zone=zone, reading=reading, said=said, done=done, nonce=nonce()
    )


async def _reading(request: web.Request) -> Reading | None:
    parts, token = parts_of(request), request.cookies.get(_cookie(request), "")
    if not token:
        return None
    return await parts.write(_find, token, parts.settings, parts.now())


def _cookie(request: web.Request) -> str:
    return f"__Host-{_COOKIE}" if parts_of(request).settings.is_secure else _COOKIE


def _find(db: Db, token: str, settings: Settings, at: datetime) -> Reading | None:
    session = sessions.find(db, token, at)
    if session is None or session.person_id is None or not session.kind.startswith("report "):
        return None
    if at - session.seen_at >= sessions.SEEN_EVERY:
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
    )


def _reporter(db: Db, report: RoomReport) -> str:
    if report.reporter_pupil is not None:
        pupil = pupils.by_id(db, report.reporter_pupil)
        return pupil.pseudonym if pupil else ""
    person = people.by_id(db, report.reporter_id) if report.reporter_id else None
    return person.name if person else ""


def _used(request: web.Request, status: int = 410) -> web.Response:
    return tell(request, status, "page.report_used_title", "page.report_used")
