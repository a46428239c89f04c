"""Pages of projects as everybody may see them, while two schools agree. Source: TWS-14."""

from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.portal.pages.projectpages import public_html
from bot.portal.parts import parts_of
from bot.portal.public.addresses import Pages
from bot.portal.rendering import show
from handlers import numbers, publicview
from storage import Db, page_publications, public_hits
from storage import pages as stored

pages = Pages()


@dataclass(frozen=True)
class Shown:
    """A page, without the names of teachers."""

    project_id: int
    project: str
    title: str
    about: str
    html: Markup


@pages.get("/projects/{project:[0-9]{1,9}}/pages/{slug:[a-z0-9-]{1,80}}")
async def look(request: web.Request) -> web.Response:
    """Show a page, if it is public at this moment."""
    number, slug = numbers.read(request.match_info["project"]), request.match_info["slug"]
    found = await parts_of(request).read(_shown, number, slug)
    if found is None:
        raise web.HTTPNotFound
    return show(request, "projectpage.html", shown=found)


def _shown(db: Db, project_id: int, slug: str) -> Shown | None:
    hits = public_hits.read(db, [project_id])
    page = stored.by_slug(db, project_id, slug)
    if not hits or page is None or not page_publications.is_public(db, page):
        return None
    names = hits[0].names
    title = publicview.without(page.title, names)
    project = publicview.without(hits[0].project.title, names)
    return Shown(project_id, project, title, title, public_html(db, page, names))
