"""The proof of being a teacher that somebody sent: shown once, to a coordinator who may decide."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from aiohttp import web

from bot.portal.parts import parts_of
from bot.portal.rendering import show, tell
from handlers import proving
from handlers.conversation import Code as Exact
from handlers.conversation import File
from handlers.files import FileAway
from handlers.platform import FileGone
from storage import Db, codes, people, proofs
from storage.codes import Code, Purpose

#: What a browser shows by itself without running anything; all else is handed over as a file.
_SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"})

routes = web.RouteTableDef()
_log = structlog.get_logger()


@routes.get("/proof/{code}")
async def ask(request: web.Request) -> web.Response:
    """Show whose proof it is. The link is not used up: chat apps fetch it for their previews."""
    parts = parts_of(request)
    found = await parts.read(_look, request.match_info["code"], parts.now())
    if found is None:
        return _used(request)
    name, _ = found
    return show(request, "proof.html", name=name, here=request.path)


@routes.post("/proof/{code}")
async def see(request: web.Request) -> web.Response:
    """Use the link up and show the file. What cannot be fetched now leaves the link good."""
    parts = parts_of(request)
    code = request.match_info["code"]
    found = await parts.read(_look, code, parts.now())
    if found is None:
        return _used(request)
    _, file = found
    content = await fetched(request, file)
    if isinstance(content, web.Response):
        return content
    used = await parts.write(_use, code, parts.now())
    if used is None:
        return _used(request)
    note(*used)
    return handed_out(file, content)


async def fetched(request: web.Request, file: File) -> bytes | web.Response:
    """Fetch a proof from the chat app; else give the page that says why that was not possible."""
    try:
        return await parts_of(request).fetch(file)
    except FileGone:
        return tell(request, 410, "page.proof_gone_title", "page.proof_gone")
    except FileAway:
        return tell(request, 503, "page.proof_away_title", "page.proof_away")


def note(coordinator: int, person: int) -> None:
    """Write down who looked at whose proof, in the service's log."""
    _log.info("proof.shown", by=coordinator, of=person)


def handed_out(file: File, content: bytes) -> web.Response:
    """Hand a proof over: shown by the browser if nothing can run in it, else as a file."""
    kind = file.mime if file.mime in _SHOWN else "application/octet-stream"
    how = "inline" if file.mime in _SHOWN else 'attachment; filename="proof"'
    headers = {"Content-Disposition": how, "Content-Type": kind}
    return web.Response(body=content, headers=headers)


def _look(db: Db, typed: str, at: datetime) -> tuple[str, File] | None:
    return _found(db, codes.look, typed, at)


def _use(db: Db, typed: str, at: datetime) -> tuple[int, int] | None:
    """Use the link up; give who looks, and at whose proof."""
    code = codes.look(db, typed, Purpose.PROOF, at)
    if code is None or code.person_id is None or _found(db, codes.use, typed, at) is None:
        return None
    return code.person_id, int(code.subject)


def _found(
    db: Db, take: Callable[[Db, str, Purpose, datetime], Code | None], typed: str, at: datetime
) -> tuple[str, File] | None:
    """Find what a link shows, if its coordinator may see that at this moment."""
    code: Any = take(db, typed, Purpose.PROOF, at)
    person = people.by_id(db, int(code.subject)) if code else None
    if person is None or not proving.may_see(db, code.person_id, person):
        return None
    proof = proofs.of_person(db, person.id)
    if proof is None or proof.kind != proofs.Kind.CERTIFICATE:
        return None
    return person.name, proving.file_of(proof)


def _used(request: web.Request) -> web.Response:
    heading, text = "page.proof_used_title", "page.proof_used"
    return tell(request, 410, heading, text, command=Exact("/queue"))
