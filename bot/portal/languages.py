"""In which language a page is: the one in its address, else the one asked for, else a favourite."""

from functools import lru_cache

from aiohttp import web

from bot.portal.parts import Settings, parts_of
from handlers import words


def served(settings: Settings) -> tuple[str, ...]:
    """List the languages of the pages; the made-up one only where it is tried out."""
    return (*words.languages(), words.PSEUDO) if settings.pseudo_rtl else words.languages()


def language_in(request: web.Request) -> str:
    """Read the language that a public page has in its path; "" if there is none."""
    first = request.path[1:].partition("/")[0]
    is_one = first in words.languages() or first == words.PSEUDO
    return first if is_one and first in served(parts_of(request).settings) else ""


def path_of(request: web.Request) -> str:
    """Give a request's path without its language: "/countries/ro", or "/" for the start page."""
    language = language_in(request)
    return (request.path[1 + len(language) :] or "/") if language else request.path


def chosen(request: web.Request) -> str:
    """Tell which language the address asks for, in its path or as `?lang=`; "" if none."""
    asked = request.query.get("lang", "") if request.query_string else ""
    if in_path := language_in(request):
        return in_path
    return asked if asked in served(parts_of(request).settings) else ""


def language_of(request: web.Request) -> str:
    """Choose the language: the address's, else the browser's favourite that we speak."""
    return chosen(request) or _favourite(request.headers.get("Accept-Language", ""))


def spoken(request: web.Request) -> str:
    """Give the language as one speaks it to whoever reads: under /class that is a child."""
    language = language_of(request)
    is_pupil = request.path == "/class" or request.path.startswith("/class/")
    return words.for_pupils(language) if is_pupil else language


@lru_cache(1_000)
def _favourite(header: str) -> str:
    """Choose by an Accept-Language header: "fr-BE;q=0.8, en"."""
    for hint in _by_weight(header):
        if hint in words.languages():
            return hint
    return words.FALLBACK


def _by_weight(header: str) -> list[str]:
    weighed = []
    for part in header.split(","):
        hint, _, weight = part.partition(";q=")
        try:
            weighed.append((-float(weight or 1), hint.strip().lower().split("-")[0]))
        except ValueError:
            continue
    return [hint for _, hint in sorted(weighed, key=lambda one: one[0])]
