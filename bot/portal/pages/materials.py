"""The materials of a project: found, looked at and described, by teachers and by pupils."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from aiohttp import web
from markupsafe import Markup

from bot.portal.acts import event_of, nonce, ticked, typed
from bot.portal.pages import classroom, twinspace
from bot.portal.parts import parts_of
from bot.portal.publicway import Way, way_of
from bot.portal.rendering import go, show, told
from bot.portal.spots import CLASSROOM, PUPILS, Spot
from bot.portal.visits import Handler, Page, Visit
from handlers import numbers
from handlers.conversation import LICENCES
from storage import Db, activities, materials, publications
from storage.activities import Activity
from storage.materials import Material, Wish

#: So many stand on a page.
SHOWN = 24
#: The longest search, in characters.
_LONGEST = 100
_KINDS = ("photo", "file")


@dataclass(frozen=True)
class Entry:
    """A material as it stands on a page."""

    material: Material
    #: Empty for somebody who was erased.
    author: str
    #: The title of its activity; empty if it belongs to none.
    activity: str
    is_mine: bool
    may_change: bool
    #: Where the page shows its file from.
    file: str


@dataclass(frozen=True)
class Group:
    """What stands on a page of one activity; without a title, of none."""

    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Found:
    """A page of what somebody looks for."""

    groups: Sequence[Group]
    #: How many fit in all.
    count: int
    activities: Sequence[Activity]
    page: int
    has_more: bool
    #: What waits for a second school to agree that it is public.
    waiting: Sequence[Material] = ()


def routes() -> list[web.RouteDef]:
    """List the routes, the same under each of the two."""
    return [
        *_under(PUPILS, classroom.for_pupils),
        *_under(CLASSROOM, twinspace.for_teachers),
    ]


def _under(spot: Spot, guard: Callable[[Page], Handler]) -> list[web.RouteDef]:
    async def all_(request: web.Request, visit: Visit) -> web.Response:
        return await _list(request, visit, spot)

    async def one(request: web.Request, visit: Visit) -> web.Response:
        return await _one(request, visit, spot)

    async def changed(request: web.Request, visit: Visit) -> web.Response:
        return await _change(request, visit, spot)

    here = f"{spot.under}/materials"
    return [
        web.get(here, guard(all_)),
        web.get(f"{here}/{{number}}", guard(one)),
        web.post(f"{here}/{{number}}", guard(changed)),
    ]


async def _list(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Show what fits, by activity, the newest first."""
    wish = _wish(request)
    page = max(1, numbers.read(request.query.get("page", "")))
    found = await parts_of(request).read(_find, visit, spot, wish, page)
    return show(
        request,
        "materials.html",
        zone=visit.zone,
        visit=visit,
        spot=spot,
        here=f"{spot.under}/materials",
        found=found,
        wish=wish,
        query=_query(wish),
        chosen=request.query.get("lang", ""),
    )


def _wish(request: web.Request) -> Wish:
    kind, about = request.query.get("kind", ""), request.query.get("activity", "")
    return Wish(
        text=request.query.get("q", "").replace("\0", "").strip()[:_LONGEST],
        kind=kind if kind in _KINDS else "",
        activity_id=numbers.read(about) if about else None,
    )


def _query(wish: Wish) -> Mapping[str, str]:
    """Write a wish as it stands in addresses."""
    about = "" if wish.activity_id is None else str(wish.activity_id)
    given = {"q": wish.text, "kind": wish.kind, "activity": about}
    return {name: value for name, value in given.items() if value}


def _find(db: Db, visit: Visit, spot: Spot, wish: Wish, page: int) -> Found:
    known = activities.of_project(db, visit.project.id)
    place = {one.id: number for number, one in enumerate(known)}
    found = materials.search(db, visit.project.id, wish)
    found.sort(key=lambda one: (place.get(one.activity_id or 0, len(place)), -one.id))
    begin = (page - 1) * SHOWN
    shown = found[begin : begin + SHOWN]
    has_more = len(found) > begin + SHOWN
    entries = _entries(db, visit, spot, shown, known)
    by_activity = groupby(entries, key=lambda one: (one.material.activity_id, one.activity))
    groups = [Group(title, list(some)) for (_, title), some in by_activity]
    waiting: list[Material] = []
    if not visit.pupil and visit.is_open:
        waiting = [one for _, one in publications.waiting(db, visit.project.id)]
    return Found(groups, len(found), known, page, has_more, waiting)


def _entries(
    db: Db, visit: Visit, spot: Spot, found: Sequence[Material], known: Sequence[Activity]
) -> list[Entry]:
    titles = {one.id: one.title for one in known}
    authors = materials.authors_of(db, visit.project.id, found)
    return [
        Entry(
            material=one,
            author=authors[one.id],
            activity=titles.get(one.activity_id or 0, ""),
            is_mine=_is_mine(visit, one),
            may_change=_may_change(visit, one),
            file=f"{spot.under}/media/{quote(one.event_id, safe='')}",
        )
        for one in found
    ]


def _is_mine(visit: Visit, one: Material) -> bool:
    if visit.pupil:
        return one.pupil_id == visit.pupil.id
    return one.person_id == visit.teacher.id


def _may_change(visit: Visit, one: Material) -> bool:
    """Tell whether the page offers to change it; the act itself looks again."""
    is_theirs = not visit.pupil or (_is_mine(visit, one) and not visit.is_muted)
    return visit.is_open and is_theirs


async def _entry(request: web.Request, visit: Visit, spot: Spot) -> Entry:
    number = numbers.read(request.match_info["number"])
    found: Entry | None = await parts_of(request).read(_of_number, visit, spot, number)
    if found is None:
        raise web.HTTPNotFound
    return found


def _of_number(db: Db, visit: Visit, spot: Spot, number: int) -> Entry | None:
    material = materials.by_id(db, number)
    if material is None or material.project_id != visit.project.id or not material.is_there:
        return None
    known = activities.of_project(db, visit.project.id)
    return _entries(db, visit, spot, [material], known)[0]


async def _one(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Show one material, with a form for who may change what is said of it."""
    entry = await _entry(request, visit, spot)
    one = entry.material
    texts = {"alt": one.alt, "caption": one.caption, "source": one.source, "licence": one.licence}
    way = await _way(request, visit, one)
    is_saved = "saved" in request.query
    return _shown(request, visit, spot, entry, texts, is_saved=is_saved, way=way)


async def page(request: web.Request, visit: Visit, refusal: Markup) -> web.Response:
    """Show a material to a teacher once more, with why it may not be public and what they chose."""
    entry, chosen = await _entry(request, visit, CLASSROOM), ticked(await request.post())
    one = entry.material
    texts = {"alt": one.alt, "caption": one.caption, "source": one.source, "licence": one.licence}
    way = await _way(request, visit, one)
    return _shown(request, visit, CLASSROOM, entry, texts, way=way, refusal=refusal, chosen=chosen)


async def _way(request: web.Request, visit: Visit, one: Material) -> Way | None:
    """Read how far a material is on its way to the public page; pupils are not shown it."""
    if visit.pupil:
        return None
    return await parts_of(request).read(way_of, visit, one)


async def _change(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Change what is said of a material; nothing typed is lost if that may not be."""
    entry, form = await _entry(request, visit, spot), await request.post()
    texts = {name: typed(form, name) for name in ("alt", "caption", "source", "licence")}
    lines = (" ".join(texts[name].split()) for name in ("source", "alt"))
    head = f"{visit.project.id} {entry.material.id} {texts['licence'][:20]}"
    words = "\n".join((head, *lines, texts["caption"]))
    event = event_of(request, visit, "describe", words, typed(form, "nonce"))
    for reply in await parts_of(request).act(event):
        if reply.key != "materials.saved":
            problem = told(request, reply)
            return _shown(request, visit, spot, entry, texts, problem=problem)
    return go(request, f"{spot.under}/materials/{entry.material.id}", saved="1")


def _shown(
    request: web.Request,
    visit: Visit,
    spot: Spot,
    entry: Entry,
    texts: Mapping[str, str],
    *,
    problem: Markup | None = None,
    is_saved: bool = False,
    way: Way | None = None,
    refusal: Markup | None = None,
    chosen: Collection[tuple[str, str]] = (),
) -> web.Response:
    return show(
        request,
        "material.html",
        422 if problem or refusal else 200,
        zone=visit.zone,
        visit=visit,
        spot=spot,
        here=f"{spot.under}/materials",
        way=way,
        refusal=refusal,
        ticked=chosen,
        entry=entry,
        texts=texts,
        licences=LICENCES,
        problem=problem,
        is_saved=is_saved,
        nonce=nonce(),
    )
