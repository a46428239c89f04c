"""What one does with a single message, or with a file: each on a page of its own.

All begin with a press in the room's form, so that what stands in its box goes along and is
back in it afterwards.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import web
from markupsafe import Markup

from bot.portal import attachments
from bot.portal.acts import event_of, nonce, typed
from bot.portal.lines import line_of
from bot.portal.parts import parts_of
from bot.portal.rendering import go, piece, show, told
from bot.portal.spots import Spot
from bot.portal.talk import BOX, LONGEST_ID, Box, message, page, sent
from bot.portal.visits import Visit
from handlers import roomreports
from handlers.conversation import LICENCES, Event, File
from handlers.rooms import Away, Fetched, NotTaken, Rooms, Said
from storage import Db, frozen
from storage.frozen import Frozen

#: How much one says about a picture, in characters.
_LONGEST_ALT = 500


async def report(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Ask what is wrong with a message, or in general; then report it."""
    form = await request.post()
    text, about = typed(form, "text"), "".join(typed(form, "about")[:LONGEST_ID].split())
    reason = typed(form, "reason")
    if "reason" not in form or not (about or reason.strip()):
        said = None
        with suppress(Away):
            said = await _said(request, visit, spot, about)
        again = {
            "problem": "page.tell_empty" if "reason" in form else "",
            "whom": typed(form, "whom"),
        }
        return _ask(request, visit, spot, "report_message.html", said, text, about, **again)
    is_filed, answer = await file(request, visit, spot, about, reason)
    return show(
        request,
        "report_sent.html",
        zone=visit.zone,
        visit=visit,
        spot=spot,
        text=text,
        answer=answer,
        is_filed=is_filed,
    )


async def file(
    request: web.Request, visit: Visit, spot: Spot, about: str, reason: str
) -> tuple[bool, Markup]:
    """Report a message, or words alone; say whether that is done, and what to tell."""
    form = await request.post()
    about, kept = await _frozen(request, visit, spot, about)
    whom = "other" if typed(form, "whom") == "other" else ""
    words = f"{visit.project.id} {spot.place} {about or '-'} {whom}\n{reason}"
    event = event_of(request, visit, "reportmessage", words, typed(form, "nonce"))
    if kept is not None:
        await parts_of(request).write(_keep, event, kept)
    replies = await parts_of(request).act(event)
    if not replies:
        return True, piece(request, "sentence.html", key="page.tell_twice")
    is_filed = replies[0].key not in {"roomreports.empty", "roomreports.closed_room"}
    return is_filed, told(request, replies[0])


async def _frozen(
    request: web.Request, visit: Visit, spot: Spot, about: str
) -> tuple[str, Frozen | None]:
    """Give the id of what is reported, empty if there is none such, and what is kept of it.

    Of what was taken back, who wrote it. While the homeserver is away nothing can be kept of a
    message, and it is reported all the same.
    """
    rooms, room = parts_of(request).rooms, spot.room_of(visit)
    if not about or not room:
        return "", None
    try:
        said = await message(request, room, about)
        if said is not None:
            return about, await _freeze(rooms, room, said)
        sender = await rooms.sender(room, about)
    except Away:
        return about, None
    return (about, roomreports.gone(room, about, sender)) if sender else ("", None)


async def _freeze(rooms: Rooms, room: str, said: Said) -> Frozen | None:
    """Take what is reported as it reads now, with what was said right before it."""
    before = await rooms.messages(room, said.id, roomreports.BEFORE)
    picture: Fetched | None = None
    if said.media is not None and said.media.is_picture:
        picture = await rooms.media(room, said.id, True)
    return roomreports.freeze(
        room,
        [*before.messages, said],
        picture.content if picture else None,
        picture.media.mime if picture else "",
    )


def _keep(db: Db, event: Event, kept: Frozen) -> None:
    frozen.keep(db, event.id, kept, event.at)


async def unsay(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Ask whether a message is to be taken back; then take it back."""
    form = await request.post()
    text, about = typed(form, "text"), typed(form, "about")[:LONGEST_ID]
    said = await _said(request, visit, spot, about)
    if said is None:
        return await page(request, visit, spot, Box(text))
    if "sure" not in form:
        return _ask(request, visit, spot, "unsay.html", said, text, about)
    words = f"{visit.project.id} {spot.place} {said.id} {said.sender}"
    event = event_of(request, visit, "unsay", words, typed(form, "nonce"))
    problem, is_waiting = await sent(request, event)
    return await page(request, visit, spot, Box(text, problem=problem, is_waiting=is_waiting))


def _ask(
    request: web.Request,
    visit: Visit,
    spot: Spot,
    template: str,
    said: Said | None,
    text: str,
    about: str,
    problem: str = "",
    whom: str = "",
) -> web.Response:
    line = line_of(request, visit, spot, said, None) if said else None
    return show(
        request,
        template,
        422 if problem else 200,
        zone=visit.zone,
        visit=visit,
        spot=spot,
        problem=problem,
        whom=whom,
        line=line,
        about=about,
        text=text,
        nonce=nonce(),
    )


async def _said(request: web.Request, visit: Visit, spot: Spot, about: str) -> Said | None:
    room = spot.room_of(visit)
    return await message(request, room, about) if about and room else None


async def attach(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Ask for a picture or file and what is in it; then send it."""
    if not request.content_type.startswith("multipart/"):
        form = await request.post()
        texts = {name: typed(form, name) for name in ("text", "answers")}
        return _form(request, visit, spot, texts)
    given = await attachments.read(request)
    if "back" in given.texts:
        return await page(request, visit, spot, Box(given.texts.get("text", "")))
    problem: str | Markup | None
    file, problem = await _looked_into(given, visit)
    if file is not None and visit.may_write:
        problem = await _pass_on(request, visit, spot, given.texts, file)
        if problem is None:
            return go(request, spot.here, BOX)
    elif file is not None:
        problem = "classroom.muted" if visit.is_muted else "classroom.closed"
    return _form(request, visit, spot, given.texts, problem)


async def _looked_into(
    given: attachments.Sent, visit: Visit
) -> tuple[attachments.Attachment | None, str]:
    """Look whether a file may be passed on; if not, say why with a text key."""
    if given.is_too_big:
        return None, "page.file_too_big"
    if not given.content:
        return None, "page.file_missing"
    is_pupils = visit.pupil is not None
    file = await asyncio.to_thread(attachments.harmless, given.name, given.content, is_pupils)
    if file is None:
        return None, "page.file_unknown"
    if file.is_picture and not given.texts.get("alt", "").strip():
        return None, "page.file_alt_missing"
    return file, ""


async def _pass_on(
    request: web.Request,
    visit: Visit,
    spot: Spot,
    texts: Mapping[str, str],
    file: attachments.Attachment,
) -> str | Markup | None:
    """Give the file to the homeserver, then say it in the room; say what went wrong."""
    rooms = parts_of(request).rooms
    try:
        ref = await rooms.upload(visit.voice, file.content, file.mime, file.name)
    except Away:
        return "page.file_away"
    except NotTaken:
        return "page.talk_forbidden"
    licence = texts.get("licence", "")
    reference = File(
        origin="room",
        ref=ref,
        kind="photo" if file.is_picture else "file",
        mime=file.mime,
        name=file.name,
        size=len(file.content),
        alt=" ".join(texts.get("alt", "").split())[:_LONGEST_ALT],
        licence=licence if licence in LICENCES else LICENCES[0],
    )
    words = f"{visit.project.id} {spot.place} {texts.get('answers', '')[:LONGEST_ID]}"
    words = f"{words}\n{texts.get('text', '')}"
    once = texts.get("nonce", "") + file.digest
    problem, _ = await sent(request, event_of(request, visit, "say", words, once, reference))
    return problem


def _form(
    request: web.Request,
    visit: Visit,
    spot: Spot,
    texts: Mapping[str, str],
    problem: str | Markup | None = None,
) -> web.Response:
    lacks_words = problem == "page.file_alt_missing"
    if problem and not isinstance(problem, Markup):
        problem = piece(request, "sentence.html", key=problem)
    return show(
        request,
        "file.html",
        422 if problem else 200,
        zone=visit.zone,
        visit=visit,
        spot=spot,
        texts=texts,
        problem=problem,
        lacks_words=lacks_words,
        licences=LICENCES,
        accept=attachments.ACCEPT,
        most=attachments.MOST_BYTES,
        nonce=nonce(),
    )
