"""The cookie that holds the token of a session: one for each kind of session."""

from enum import StrEnum

from aiohttp import web

from bot.portal import known
from bot.portal.parts import parts_of
from storage import sessions


def keep(request: web.Request, response: web.Response, kind: StrEnum, token: str) -> None:
    """Let the browser keep the token of a session that was opened."""
    secure = parts_of(request).settings.is_secure
    known.know(request, token)
    response.set_cookie(
        cookie(request, kind), token, httponly=True, samesite="Strict", secure=secure
    )


async def end(request: web.Request, response: web.Response, kind: StrEnum) -> None:
    """Close the session, here and in the browser."""
    name = cookie(request, kind)
    await parts_of(request).write(sessions.close, request.cookies.get(name, ""))
    secure = parts_of(request).settings.is_secure
    response.del_cookie(name, httponly=True, samesite="Strict", secure=secure)


def cookie(request: web.Request, kind: StrEnum) -> str:
    """Name the cookie. "__Host-" keeps neighbours under the same domain from setting it."""
    return f"__Host-{kind}" if parts_of(request).settings.is_secure else kind.value
