"""One answer of the profile corrected on a page of its own, by the same rules as in the chat.

Source: docs/rules.md, REG-10 and POR-2.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.portal.acts import event_of, nonce, typed
from bot.portal.answers import Answer, answer_of
from bot.portal.guests import Guest
from bot.portal.languages import language_of
from bot.portal.pages import me
from bot.portal.parts import parts_of
from bot.portal.rendering import go, show
from handlers import numbers, words
from handlers.commands.mypages import LABELS
from handlers.commands.profile import FIELDS
from handlers.commands.register import ROLES
from handlers.conversation import Name, Reply
from storage import Db, countries, schools
from storage.people import Person
from storage.schools import School
from storage.subjects import SUBJECTS

_HERE = f"{me.HERE}/change"
_KEPT = {"profile.changed", "profile.all"}
#: The longest that is typed into a line, and how many are ticked at most.
_LONGEST, _MOST = 2000, 60
#: What is asked of a school, besides the country.
_OF_SCHOOL = ("country", "school", "school_name", "school_town", "school_kind")

routes = web.RouteTableDef()


@dataclass(frozen=True)
class Asked:
    """What a page asks, and what stands in its fields."""

    field: str
    answers: Mapping[str, Any]
    #: What can be chosen: a value, and what it is called.
    options: Sequence[tuple[str, Name]] = ()
    #: Schools that were looked for, and by which words.
    schools: Sequence[School] = ()
    sought: str = ""
    #: Whether there is one with these words.
    is_found: bool = False


@routes.get(_HERE + "/{field:[a-z]{2,20}}")
@me.for_me
async def ask(request: web.Request, guest: Guest) -> web.Response:
    """Ask for one answer afresh, with what it is now."""
    name = _field(request)
    return await _page(request, guest, name, _known(guest.person, name))


@routes.post(_HERE + "/{field:[a-z]{2,20}}")
@me.for_me
async def change(request: web.Request, guest: Guest) -> web.Response:
    """Keep it, or say kindly what is wrong with it; nothing typed is lost."""
    name, form = _field(request), await request.post()
    answers: dict[str, Any] = {name: typed(form, name)[:_LONGEST]}
    if name == "school":
        answers = {one: typed(form, one)[:_LONGEST] for one in _OF_SCHOOL}
    elif name in {"subjects", "languages"}:
        answers = {name: [str(one) for one in form.getall(name, [])][:_MOST]}
    event = event_of(
        request, guest, "changeprofile", f"{name}\n{json.dumps(answers)}", typed(form, "nonce")
    )
    replies = await parts_of(request).act(event)
    if not replies or replies[0].key in _KEPT:
        return go(request, me.HERE, changed="1")
    shown = [answer_of(request, one, guest.zone) for one in replies]
    if replies[0].key == "profile.school_changed":
        return await me.page(request, guest, shown)
    return await _page(request, guest, name, answers, shown, _wrong(replies[0]))


def _wrong(reply: Reply) -> str:
    """Find the field of which a reply says that something is wrong with it."""
    named = reply.fields.get("field")
    return next((field for field, label in LABELS.items() if label == named), "")


def _field(request: web.Request) -> str:
    name = request.match_info["field"]
    if name not in FIELDS:
        raise web.HTTPNotFound
    return name


def _known(person: Person, name: str) -> Mapping[str, Any]:
    if name == "school":
        return {"country": person.country, "school": str(person.school_id or "")}
    if name == "ages":
        return {name: "" if person.age_min is None else f"{person.age_min}-{person.age_max}"}
    return {name: getattr(person, name)}


async def _page(
    request: web.Request,
    guest: Guest,
    name: str,
    answers: Mapping[str, Any],
    problems: Sequence[Answer] = (),
    at: str = "",
) -> web.Response:
    sought = request.query.get("q", "").replace("\0", "").strip()[:100]
    country = request.query.get("country", "")
    if name == "school" and countries.by_code(country):
        answers = {**answers, "country": country}
    asked = Asked(name, answers, _options(request, name), sought=sought)
    if name == "school":
        found, is_found = await parts_of(request).read(_schools, answers, sought)
        asked = Asked(name, answers, asked.options, found, sought, is_found)
    return show(
        request,
        "mychange.html",
        422 if problems else 200,
        zone=guest.zone,
        guest=guest,
        here=f"{_HERE}/{name}",
        asked=asked,
        named=LABELS[name],
        kinds=[(one, Name("schoolkind", one)) for one in schools.KINDS],
        problems=problems,
        at=at,
        nonce=nonce(),
    )


def _options(request: web.Request, name: str) -> list[tuple[str, Name]]:
    """List what can be chosen, by its name in the reader's language."""
    kinds: Mapping[str, tuple[str, Sequence[str]]] = {
        "role": ("role", ROLES),
        "subjects": ("subject", SUBJECTS),
        "languages": ("language", countries.LANGUAGES),
        "school": ("country", [one.code for one in countries.all_countries()]),
    }
    kind, codes = kinds.get(name, ("", ()))
    found = [(code, Name(kind, code)) for code in codes]
    if name == "role":
        return found
    language = language_of(request)
    return sorted(found, key=lambda one: words.plain(language, one[1]).casefold())


def _schools(db: Db, answers: Mapping[str, Any], sought: str) -> tuple[list[School], bool]:
    """Find the schools that are offered: those looked for, if any, and the one that is chosen."""
    found = schools.search(db, str(answers.get("country", "")), sought, 20) if sought else []
    own = schools.by_id(db, numbers.read(str(answers.get("school", ""))))
    has_it = own is None or any(one.id == own.id for one in found)
    is_there = own is not None and own.country == answers.get("country")
    shown = found if has_it or own is None or not is_there else [own, *found]
    return shown, bool(found)
