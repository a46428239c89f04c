"""The newest pictures that projects have published, each with the project it is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.portal.languages import language_of
from bot.portal.parts import parts_of
from bot.portal.public import choices
from bot.portal.public.addresses import Pages
from bot.portal.rendering import show
from handlers import publicview
from storage import Db, public_hits, publications
from storage.materials import Material
from storage.publications import Publication

#: So many pictures stand on a page, and so many pages there are: older ones are at their projects.
PAGE, LAST = 24, 50

pages = Pages()


@dataclass(frozen=True)
class Picture:
    """A published picture, and the project it is of."""

    publication: Publication
    material: Material
    project: str
    where: Markup


@pages.get("/gallery")
async def list_(request: web.Request) -> web.Response:
    """Show the newest published pictures."""
    page = min(choices.page_of(request), LAST)
    start, spoken = (page - 1) * PAGE, language_of(request)
    pictures, has_more = await parts_of(request).read(_pictures, start, spoken)
    is_last = page == LAST or not has_more
    return show(request, "gallery.html", pictures=pictures, page=page, is_last=is_last, last=LAST)


def _pictures(db: Db, start: int, language: str) -> tuple[Sequence[Picture], bool]:
    """Read a page of pictures, and whether there are older ones."""
    seen, _ = publications.newest(db, start, PAGE)
    hits = public_hits.read(db, sorted({one.project_id for one, _ in seen}))
    # Names before texts: out of these is cut whoever is erased in between.
    found, has_more = publications.newest(db, start, PAGE)
    projects = {hit.project.id: hit for hit in hits}
    pictures = [
        Picture(
            one,
            publicview.picture(material, hit.names),
            publicview.without(projects[one.project_id].project.title, hit.names),
            choices.where(language, hit.places),
        )
        for one, material in found
        if (hit := projects.get(one.project_id)) is not None
    ]
    return pictures, has_more
