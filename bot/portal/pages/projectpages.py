"""Pages of a project: read by its members, written and published by its teachers.

Source: docs/rules.md, TWS-14.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aiohttp import web
from markupsafe import Markup

from bot.portal.acts import event_of, nonce, ticked, typed
from bot.portal.pages import classroom, twinspace
from bot.portal.pages.publishing import refusal
from bot.portal.parts import parts_of
from bot.portal.rendering import go, show, tell, told
from bot.portal.spots import CLASSROOM, PUPILS, Spot
from bot.portal.visits import Handler, Visit
from bot.portal.visits import Page as Guarded
from handlers import markdown, pagegate, publicview, publishing
from storage import Db, materials, page_publications, pages, people, publications
from storage.materials import Material
from storage.pages import Audience, Page
from storage.pupils import Pupil

HERE = f"{CLASSROOM.under}/pages"
#: Where something may be wrong, by what it is called there.
_FIELDS = {"page.pages_title": "title", "page.pages_text": "text"}
_ONE = "/{slug:[a-z0-9-]{1,80}}"
#: What a new page may be called in addresses is never one of these.
_NEW = "new"


@dataclass(frozen=True)
class Way:
    """How far a page is on its way to the public, for one teacher."""

    #: "no", "waits", "public", or "hidden" if it has changed since.
    state: str
    mark: str
    #: The mark of what is asked; empty if nothing is.
    asked: str
    may_agree: bool
    may_ask: bool
    pupils: Sequence[Pupil]
    makers: Sequence[Pupil]
    doubts: Sequence[str]


@dataclass(frozen=True)
class Shown:
    """A page as its reader sees it."""

    page: Page
    author: str
    html: Markup
    #: None for pupils.
    way: Way | None


def routes() -> list[web.RouteDef]:
    """List the routes: pupils read, teachers write too."""
    guard = twinspace.for_teachers
    return [
        *_reading(PUPILS, classroom.for_pupils),
        web.get(f"{HERE}/{_NEW}", guard(_begin)),
        web.post(f"{HERE}/{_NEW}", guard(_write)),
        *_reading(CLASSROOM, guard),
        web.get(f"{HERE}{_ONE}/change", guard(_change)),
        web.post(f"{HERE}{_ONE}/change", guard(_write)),
        web.post(f"{HERE}{_ONE}/{{act:publish|agree|withdraw|remove}}", guard(_act)),
    ]


def _reading(spot: Spot, guard: Callable[[Guarded], Handler]) -> list[web.RouteDef]:
    async def all_(request: web.Request, visit: Visit) -> web.Response:
        found = await parts_of(request).read(_list, visit)
        return _show(request, visit, spot, "pages.html", found=found)

    async def one(request: web.Request, visit: Visit) -> web.Response:
        return await _one(request, visit, spot)

    here = f"{spot.under}/pages"
    return [web.get(here, guard(all_)), web.get(here + _ONE, guard(one))]


def _show(
    request: web.Request, visit: Visit, spot: Spot, template: str, status: int = 200, **fields: Any
) -> web.Response:
    here = f"{spot.under}/pages"
    return show(
        request,
        template,
        status,
        zone=visit.zone,
        visit=visit,
        spot=spot,
        here=here,
        nonce=nonce(),
        **fields,
    )


def _list(db: Db, visit: Visit) -> Sequence[tuple[Page, str]]:
    """List the pages that the visitor may see, each with how far it is."""
    found = [one for one in pages.of_project(db, visit.project.id) if _may_see(visit, one)]
    return [(one, _state(db, one)) for one in found]


def _may_see(visit: Visit, page: Page) -> bool:
    return visit.pupil is None or page.audience != Audience.STAFF


def _state(db: Db, page: Page) -> str:
    asked = page_publications.of_page(db, page.id)
    if page.audience != Audience.PUBLIC or asked is None:
        return "no"
    if page_publications.is_public(db, page):
        return "public"
    is_waiting = asked.mark == page_publications.mark_of(page) and not asked.is_agreed
    return "waits" if is_waiting else "hidden"


async def _one(
    request: web.Request,
    visit: Visit,
    spot: Spot,
    problem: Markup | None = None,
) -> web.Response:
    slug = request.match_info["slug"]
    found = await parts_of(request).read(_shown, visit, spot, slug)
    if found is None:
        return tell(request, 404, "page.not_found_title", "page.not_found")
    status = 422 if problem else 200
    is_saved = "saved" in request.query
    chosen = ticked(await request.post()) if problem else ()
    fields = {"shown": found, "problem": problem, "is_saved": is_saved, "ticked": chosen}
    return _show(request, visit, spot, "page.html", status, **fields)


def _shown(db: Db, visit: Visit, spot: Spot, slug: str) -> Shown | None:
    page = pages.by_slug(db, visit.project.id, slug)
    if page is None or not _may_see(visit, page):
        return None
    author = people.by_id(db, page.author_id)
    named = author.name if author is not None and not author.is_gone else ""
    way = None if visit.pupil else _way(db, visit, page)
    return Shown(page, named, _html(db, visit, spot, page.text), way)


def _html(db: Db, visit: Visit, spot: Spot, text: str) -> Markup:
    """Write a page for members: its pictures are those of the project's materials."""

    def picture(number: int) -> tuple[str, str] | None:
        one = publishing.material_of(db, visit.project, number)
        if one is None or one.kind != publishing.KIND:
            return None
        return f"{spot.under}/media/{quote(one.event_id, safe='')}", one.alt

    return Markup(markdown.html(text, picture))  # noqa: S704 - cleaned there


def _way(db: Db, visit: Visit, page: Page) -> Way:
    asked, me = page_publications.of_page(db, page.id), visit.teacher.id
    state = _state(db, page)
    may = asked is not None and publishing.may_agree(db, visit.project, asked, me)
    return Way(
        state=state,
        mark=page_publications.mark_of(page),
        asked=pagegate.asked_mark(db, asked) if asked else "",
        may_agree=state == "waits" and may,
        may_ask=visit.is_open and publishing.school_of(db, visit.project, me) is not None,
        pupils=publishing.children(db, visit.project),
        makers=page_publications.makers(db, page.id),
        doubts=pagegate.doubts(page) if page.audience == Audience.PUBLIC else (),
    )


async def _begin(request: web.Request, visit: Visit) -> web.Response:
    """Begin a new page: for members, unless its teacher chooses otherwise."""
    return await _form(request, visit, None, {"title": "", "text": "", "audience": "members"})


async def _change(request: web.Request, visit: Visit) -> web.Response:
    """Change a page."""
    page = await _page(request, visit)
    texts = {"title": page.title, "text": page.text, "audience": page.audience}
    return await _form(request, visit, page, texts)


async def _page(request: web.Request, visit: Visit) -> Page:
    slug = request.match_info["slug"]
    found: Page | None = await parts_of(request).read(pages.by_slug, visit.project.id, slug)
    if found is None:
        raise web.HTTPNotFound
    return found


async def _write(request: web.Request, visit: Visit) -> web.Response:
    """Keep a page, or show it before; nothing typed is lost if that may not be."""
    form = await request.post()
    is_new = "slug" not in request.match_info
    page = None if is_new else await _page(request, visit)
    texts = {name: typed(form, name) for name in ("title", "text", "audience")}
    if "look" in form:
        return await _form(request, visit, page, texts, look=True)
    title, revision = " ".join(texts["title"].split()), typed(form, "revision")[:12]
    number = page.id if page else 0
    head = f"{visit.project.id} {number} {revision or 0} {texts['audience'][:20] or '-'}"
    words = "\n".join((head, title, texts["text"]))
    event = event_of(request, visit, "writepage", words, typed(form, "nonce"))
    for reply in await parts_of(request).act(event):
        if reply.key == "pages.saved":
            return go(request, f"{HERE}/{reply.fields['slug']}", saved="1")
        at = _FIELDS.get(getattr(reply.fields.get("field"), "key", ""), "")
        return await _form(request, visit, page, texts, problem=told(request, reply), at=at)
    return go(request, HERE)


async def _form(
    request: web.Request,
    visit: Visit,
    page: Page | None,
    texts: Mapping[str, str],
    *,
    problem: Markup | None = None,
    at: str = "",
    look: bool = False,
) -> web.Response:
    pictures: Sequence[Material] = await parts_of(request).read(_pictures, visit)
    looked: Markup | None = None
    if look:
        looked = await parts_of(request).read(_html, visit, CLASSROOM, texts["text"])
    # After a refusal the page is what it is now: saving once more takes the place of that.
    return _show(
        request,
        visit,
        CLASSROOM,
        "pageform.html",
        422 if problem else 200,
        page=page,
        texts=texts,
        pictures=pictures,
        looked=looked,
        most=pagegate.LONGEST,
        problem=problem,
        at=at,
    )


def _pictures(db: Db, visit: Visit) -> Sequence[Material]:
    found = materials.of_project(db, visit.project.id)
    return [one for one in found if one.kind == publishing.KIND]


async def _act(request: web.Request, visit: Visit) -> web.Response:
    """Ask that a page becomes public, agree, take it back, or delete it."""
    form, page, act = await request.post(), await _page(request, visit), request.match_info["act"]
    about, mark = f"{visit.project.id} {page.id}", typed(form, "mark")[:40] or "-"
    sure = " sure" if typed(form, "sure") else ""
    whose = typed(form, "whose") if typed(form, "whose") in {"pupils", "others"} else "unsaid"
    makers = " ".join(str(one) for one in form.getall("maker", ()))[:4000].replace("\n", " ")
    ids = makers if whose == "pupils" else ""
    commands = {
        "publish": ("askpage", f"{about} {mark} {whose}{sure}\n{ids}"),
        "agree": ("agreepage", f"{about} {mark}{sure}"),
        "withdraw": ("unpublishpage", about),
        "remove": ("removepage", about),
    }
    if act == "remove" and not typed(form, "sure"):
        return _show(request, visit, CLASSROOM, "pageremove.html", page=page)
    name, words = commands[act]
    event = event_of(request, visit, name, words, typed(form, "nonce"))
    for reply in await parts_of(request).act(event):
        if reply.key == "pages.removed":
            return go(request, HERE)
        return await _one(request, visit, CLASSROOM, refusal(request, reply))
    return go(request, f"{HERE}/{page.slug}", "public")


def public_html(db: Db, page: Page, names: Sequence[str]) -> Markup:
    """Write a page for everybody: without these names, and with those pictures that are public."""
    copies = {one.material_id: (one, it) for one, it in publications.public(db, page.project_id)}

    def picture(number: int) -> tuple[str, str] | None:
        if number not in copies:
            return None
        one, material = copies[number]
        return f"/projects/{page.project_id}/{one.file}", publicview.picture(material, names).alt

    def cut(text: str) -> str:
        return publicview.without(text, names)

    return Markup(markdown.public_html(page.text, picture, cut))  # noqa: S704 - cleaned there
