"""Projects as everybody may see them: what they are about, where, and what they published."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.portal.figures import figures_of
from bot.portal.languages import language_of
from bot.portal.parts import parts_of
from bot.portal.public import choices
from bot.portal.public.addresses import Pages
from bot.portal.rendering import show
from handlers import finding, numbers, publicview
from storage import Db, page_publications, projects, public_hits, public_search, publications
from storage.public_hits import Hit, Plan
from storage.public_search import MOST, PAGE, Wish
from storage.publications import Work

#: So many pictures stand on a page of a project.
PICTURES = 24
#: So many letters of what a project is about stand in a list.
_SHORT = 180

pages = Pages()


@dataclass(frozen=True)
class Entry:
    """A project in a list."""

    project: Plan
    title: str
    about: str
    places: Sequence[tuple[str, str]]
    #: Its places, its ages and subjects, and how many pictures of it are published, in words.
    where: Markup
    facts: str
    pictures: str = ""


@dataclass(frozen=True)
class Found:
    """A page of a search, and how many were found in all; more than MOST is MOST and one."""

    entries: Sequence[Entry]
    count: int


@dataclass(frozen=True)
class Shown:
    """A project on its page."""

    entry: Entry
    description: str
    works: Sequence[Work]
    #: On which page of its pictures one is, of how many.
    page: int
    last_page: int
    #: What its teachers wrote for everybody: the last part of each address, and the title.
    written: Sequence[tuple[str, str]] = ()


@pages.get("/projects")
async def list_(request: web.Request) -> web.Response:
    """Search among the projects."""
    chosen, text, page = choices.chosen(request), choices.typed(request), choices.page_of(request)
    best_first = request.query.get("order", "best") != "newest"
    wish = finding.wish(text, chosen, best_first)
    spoken, start = language_of(request), (page - 1) * PAGE
    found = await parts_of(request).read(look_for, wish, text, spoken, start)
    is_narrowed = bool(text) or chosen != finding.Filters()
    here = {
        "q": text,
        "country": chosen.country.lower(),
        "subject": chosen.subject,
        "language": chosen.language,
        "age": choices.age_value(chosen.age),
        "order": "" if best_first else "newest",
    }
    return show(
        request,
        "projects.html",
        found=found,
        count=found.count if is_narrowed else max(found.count, figures_of(request).projects),
        most=MOST,
        text=text,
        chosen=chosen,
        is_narrowed=is_narrowed,
        best_first=best_first,
        page=page,
        last_page=max(1, -(-min(found.count, MOST) // PAGE)),
        here={name: value for name, value in here.items() if value},
        choices=choices,
    )


@pages.get("/projects/{project:[0-9]{1,9}}")
async def look(request: web.Request) -> web.Response:
    """Show a project."""
    number, spoken = numbers.read(request.match_info["project"]), language_of(request)
    found = await parts_of(request).read(_shown, number, spoken, choices.page_of(request))
    if found is None:
        raise web.HTTPNotFound
    return show(request, "project.html", shown=found)


def look_for(
    db: Db, wish: Wish, text: str, language: str, start: int = 0, most: int = PAGE
) -> Found:
    """Find projects; what was typed without a word in it finds none."""
    if text and not wish.terms:
        return Found((), 0)
    ids = public_search.find(db, wish)
    here = ids[start : min(start + most, MOST)]
    hits = public_hits.read(db, here)
    counts = publications.count_public(db, [one.project.id for one in hits if one.has_pictures])
    entries = [_entry(one, language, counts[one.project.id]) for one in hits]
    return Found(entries, len(ids))


def _entry(hit: Hit, language: str, count: int = 0) -> Entry:
    project = hit.project
    named = publicview.named(f"{project.title}\n{project.description}", hit.names)
    about = publicview.without(project.description, named)
    return Entry(
        project,
        publicview.without(project.title, named),
        publicview.begins(about, _SHORT),
        hit.places,
        choices.where(language, hit.places),
        choices.facts(language, project.age_min, project.age_max, project.subjects),
        choices.counted(language, "projectpage.pictures", count=count) if count else "",
    )


def _shown(db: Db, project_id: int, language: str, page: int) -> Shown | None:
    hits = public_hits.read(db, [project_id])
    if not hits:
        return None
    entry = _entry(hits[0], language)
    description = publicview.without(entry.project.description, hits[0].names)
    written = [
        (one.slug, publicview.without(one.title, hits[0].names))
        for one in (page_publications.public(db, project_id) if hits[0].has_pages else ())
    ]
    works = publications.public(db, project_id) if hits[0].has_pictures else []
    last = max(1, -(-len(works) // PICTURES))
    page = min(page, last)
    here = [
        (one, publicview.picture(it, hits[0].names))
        for one, it in works[(page - 1) * PICTURES : page * PICTURES]
    ]
    return Shown(entry, description, here, page, last, written)


def _some(db: Db, start: int, most: int) -> list[str]:
    return [f"/projects/{one}" for one in projects.some_public(db, start, most)]


pages.lists("projects", projects.count_public, _some)
