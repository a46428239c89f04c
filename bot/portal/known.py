"""The visits that were found in the database, by marks of their cookies: what is made up is none.

In this process only, and only to count who asks how often: who may see something is looked up.
"""

from collections import OrderedDict
from hashlib import blake2b

from aiohttp import web

#: More visits than go on at once; beyond it the one that did nothing for the longest is unknown.
MOST = 50_000
#: No browser that we let in has more cookies of ours.
_COOKIES = 20

_KNOWN: web.AppKey["OrderedDict[str, None]"] = web.AppKey("known", OrderedDict)


def prepare(app: web.Application) -> None:
    """Let the application know its visits."""
    app[_KNOWN] = OrderedDict()


def know(request: web.Request, token: str) -> None:
    """Note that there is a session with this token."""
    known = request.app[_KNOWN]
    known[_mark(token)] = None
    known.move_to_end(_mark(token))
    if len(known) > MOST:
        known.popitem(last=False)


def visit_in(request: web.Request) -> str:
    """Name the visit that a request belongs to, by the mark of its own cookie; "" if none does."""
    marks = (_mark(token) for token in tuple(request.cookies.values())[:_COOKIES])
    return next((mark for mark in marks if mark in request.app[_KNOWN]), "")


def _mark(token: str) -> str:
    return blake2b(token.encode(), digest_size=12).hexdigest()
