"""Pages put into words and HTML, in the language that the visitor reads."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any
from urllib.parse import urlencode

import aiohttp_jinja2
from aiohttp import web
from babel import Locale
from markupsafe import Markup

from bot.portal.parts import parts_of
from handlers import words
from handlers.conversation import Code, Name, Reply, Words
from handlers.zones import zone_of


def show(
    request: web.Request,
    template: str,
    status: int = 200,
    zone: tzinfo | None = None,
    **fields: Any,
) -> web.Response:
    """Fill in a template as a page."""
    context = _context(request, zone, fields)
    context["languages"] = _others(request) if request.method == "GET" else ()
    return aiohttp_jinja2.render_template(template, request, context, status=status)


def piece(request: web.Request, template: str, zone: tzinfo | None = None, **fields: Any) -> Markup:
    """Fill in a template that is a part of a page."""
    context = _context(request, zone, fields)
    html = aiohttp_jinja2.render_string(template, request, context)
    return Markup(html)  # noqa: S704 - the template escapes what people typed


def _context(
    request: web.Request, zone: tzinfo | None, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """Give what every template has.

    In it `t` gives a text as HTML, `label` the same without markup, `written` puts a time
    or another value into words, and `moment` a time as one says it today.
    """
    language = language_of(request)
    zone = zone or zone_of(None)

    def as_html(key: str, **given: Any) -> Markup:
        return Markup(words.html(language, key, given, zone))  # noqa: S704 - escaped there

    def as_plain(key: str, **given: Any) -> str:
        return words.plain(language, Words(key, given), zone)

    return {
        "t": as_html,
        "label": as_plain,
        "written": lambda value: words.plain(language, value, zone),
        "moment": lambda at: words.moment(language, at, parts_of(request).now(), zone),
        "exactly": Code,
        "country": lambda code: Name("country", code),
        "link": lambda path, **query: link(request, path, **query),
        "language": language,
        "direction": Locale.parse(language, sep="-").text_direction,
        "settings": parts_of(request).settings,
        **fields,
    }


def tell(
    request: web.Request, status: int, heading: str, text: str, typed: str = "", **given: Any
) -> web.Response:
    """Show a page that only says something; what was `typed` in vain is there to be copied."""
    fields: dict[str, Any] = {"heading": heading, "text": text, "typed": typed, "given": given}
    return show(request, "message.html", status, **fields)


def told(request: web.Request, reply: Reply) -> Markup:
    """Put a reply into words, for a place on a page."""
    html = words.html(language_of(request), reply.key, reply.fields, zone_of(None))
    return Markup(html)  # noqa: S704 - words.html escapes what people typed


def go(request: web.Request, path: str, anchor: str = "", **query: str) -> web.Response:
    """Send the browser on to another page, with GET; `anchor` is the element it shows first."""
    where = link(request, path, **query) + (f"#{anchor}" if anchor else "")
    return web.Response(status=303, headers={"Location": where})


def link(request: web.Request, path: str, **query: str) -> str:
    """Write an address on the portal; a language that was chosen stays chosen."""
    chosen = request.query.get("lang", "")
    if chosen in words.languages():
        query = {"lang": chosen, **query}
    return f"{path}?{urlencode(query)}" if query else path


def language_of(request: web.Request) -> str:
    """Choose the language: the one asked for, else the browser's favourite that we speak."""
    asked = request.query.get("lang", "")
    if asked in words.languages():
        return asked
    for hint in _favourites(request.headers.get("Accept-Language", "")):
        if hint in words.languages():
            return hint
    return words.FALLBACK


def _favourites(header: str) -> list[str]:
    """List the languages of an Accept-Language header, "fr-BE;q=0.8, en", best first."""
    weighed = []
    for part in header.split(","):
        hint, _, weight = part.partition(";q=")
        try:
            weighed.append((-float(weight or 1), hint.strip().lower().split("-")[0]))
        except ValueError:
            continue
    return [hint for _, hint in sorted(weighed, key=lambda one: one[0])]


def _others(request: web.Request) -> list[Mapping[str, str]]:
    """List the languages this page can be read in, each named in itself."""
    kept = {key: value for key, value in request.query.items() if key != "lang"}
    return [
        {
            "code": code,
            "name": words.plain(code, Name("language", code), zone_of(None)),
            "href": f"{request.path}?{urlencode({**kept, 'lang': code})}",
        }
        for code in words.languages()
    ]
