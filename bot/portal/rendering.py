"""Pages put into words and HTML, in the language that the visitor reads."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from functools import cache, partial
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp_jinja2
from aiohttp import web
from markupsafe import Markup

from bot.portal import statics
from bot.portal.languages import chosen, language_in, language_of, path_of, served, spoken
from bot.portal.parts import parts_of
from bot.portal.public import addresses, chrome
from handlers import words
from handlers.conversation import Code, Name, Reply, Words
from handlers.zones import zone_of

#: Where something typed was wrong, and pages that say so themselves.
_PROBLEMS, _SAYING = frozenset({422, 429}), frozenset({"message.html", "again.html"})
#: Pages that are answered with themselves: there, too, one may choose another language.
_DOORS = frozenset({"class.html", "certificate.html", "classroom.html", "twinspace.html"})


def show(
    request: web.Request,
    template: str,
    status: int = 200,
    zone: tzinfo | None = None,
    **fields: Any,
) -> web.Response:
    """Fill in a template as a page."""
    context = _context(request, zone, fields)
    is_asked = request.method in {"GET", "HEAD"} or template in _DOORS
    context["languages"] = _others(request) if is_asked else ()
    context["is_answer"] = request.method == "POST"
    context["is_problem"] = status in _PROBLEMS and template not in _SAYING
    if status == 200 and language_in(request):
        context["alternates"] = addresses.alternates(request)
        context["canonical"] = parts_of(request).settings.public_url + request.path
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
    or another value into words, and `moment` a time as one says it today. `link` writes an
    address on the portal, in the page's language, and `static` that of a file in `static/`;
    `number` groups the digits of a large number, `part` writes one of a hundred.
    """
    language, voice = language_of(request), spoken(request)
    zone = zone or zone_of(None)

    def as_html(key: str, **given: Any) -> Markup:
        if not given:
            return _still(voice, key)
        return Markup(words.html(voice, key, given, zone))  # noqa: S704 - escaped there

    return {
        "t": as_html,
        "label": lambda key, **given: words.plain(voice, Words(key, given), zone),
        "written": lambda value: words.plain(voice, value, zone),
        "moment": lambda at: words.moment(language, at, parts_of(request).now(), zone),
        "number": lambda count: words.number(language, count),
        "part": lambda percent: words.part(language, percent),
        "exactly": Code,
        "country": lambda code: Name("country", code),
        "named": Name,
        "link": partial(_link, language, chosen(request), request.app),
        "language": language,
        "language_tag": words.tag(language),
        "direction": "rtl" if words.is_right_to_left(language) else "ltr",
        "static": statics.address,
        "places": chrome.places(language, path_of(request)),
        "foot": chrome.foot(language, path_of(request)),
        "settings": parts_of(request).settings,
        **fields,
    }


@cache
def _still(language: str, key: str) -> Markup:
    """Say a text without fields: most of what stands on pages."""
    return Markup(words.html(language, key, {}, UTC))  # noqa: S704 - our own words


def tell(
    request: web.Request, status: int, heading: str, text: str, typed: str = "", **given: Any
) -> web.Response:
    """Show a page that only says something; what was `typed` in vain is there to be copied."""
    frame = "public.html" if language_in(request) else "base.html"
    fields: dict[str, Any] = {"heading": heading, "text": text, "typed": typed, "given": given}
    return show(request, "message.html", status, frame=frame, **fields)


def told(request: web.Request, reply: Reply, zone: tzinfo | None = None) -> Markup:
    """Put a reply into words, for a place on a page."""
    html = words.html(spoken(request), reply.key, reply.fields, zone or zone_of(None))
    return Markup(html)  # noqa: S704 - words.html escapes what people typed


def go(request: web.Request, path: str, anchor: str = "", **query: str) -> web.Response:
    """Send the browser on to another page, with GET; `anchor` is the element it shows first."""
    where = link(request, path, **query) + (f"#{anchor}" if anchor else "")
    return web.Response(status=303, headers={"Location": where})


def link(request: web.Request, path: str, **query: str) -> str:
    """Write an address on the portal: a public page's in the language of this one.

    On the others a language that was chosen stays chosen.
    """
    return _link(language_of(request), chosen(request), request.app, path, **query)


def _link(language: str, asked: str, app: web.Application, path: str, /, **query: str) -> str:
    if addresses.is_public(app, path):
        path = f"/{language}{path}"
    elif asked:
        query = {"lang": asked, **query}
    return f"{path}?{urlencode(query)}" if query else path


def _others(request: web.Request) -> list[Mapping[str, str]]:
    """List the languages this page can be read in, each named in itself."""
    kept = [(key, value) for key, value in request.query.items() if key != "lang"]
    has_path, path = bool(language_in(request)), path_of(request)

    def href(code: str) -> str:
        there = path if not has_path else f"/{code}{path}"
        asked = kept if has_path else [*kept, ("lang", code)]
        return f"{quote(there)}?{urlencode(asked)}" if asked else quote(there)

    return [
        {
            "code": code,
            "tag": words.tag(code),
            "name": words.own_name(code),
            "href": href(code),
        }
        for code in served(parts_of(request).settings)
    ]
