"""The portal: the pages that people open in a browser, all of them without JavaScript."""

from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot.portal import figures, health, limits, media, pace, statics, watching
from bot.portal.lines import LINES
from bot.portal.pages import (
    calendar,
    classroom,
    desk,
    deskdecide,
    desklog,
    desknews,
    deskproof,
    deskstats,
    export,
    materials,
    me,
    mychange,
    opening,
    papers,
    projectpages,
    proof,
    publishing,
    pupil,
    pupils,
    report,
    rooms,
    stay,
    twinspace,
    twinspaces,
)
from bot.portal.parts import PARTS, Contact, Parts, Settings
from bot.portal.protection import add_headers, refuse_foreign_forms, tell_errors
from bot.portal.public import addresses, caching, certificate, matrix, sitemap

__all__ = ["Contact", "Parts", "Settings", "application"]

_HERE = Path(__file__).parent
#: What has its routes in a list of its own, by what it is about.
_SUBJECTS = (
    health,
    watching,
    sitemap,
    statics,
    opening,
    me,
    mychange,
    desk,
    deskdecide,
    desklog,
    desknews,
    deskproof,
    deskstats,
    twinspaces,
    twinspace,
    pupils,
    pupil,
    papers,
    classroom,
    calendar,
    proof,
    report,
    export,
    publishing,
)


def application(parts: Parts) -> web.Application:
    """Put the portal together. Its addresses hold codes: serve it without an access log."""
    app = web.Application(
        middlewares=[watching.watched, tell_errors, refuse_foreign_forms, limits.keep_pace]
    )
    app[PARTS] = parts
    app.on_response_prepare.append(add_headers)
    loader = jinja2.FileSystemLoader(_HERE / "templates")
    aiohttp_jinja2.setup(
        app,
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    for subject in _SUBJECTS:
        app.add_routes(subject.routes)
    app.add_routes(rooms.routes())
    app.add_routes(stay.routes())
    app.add_routes(materials.routes())
    app.add_routes(projectpages.routes())
    matrix.prepare(app)
    figures.prepare(app)
    caching.prepare(app)
    limits.prepare(app)
    pace.prepare(app)
    watching.prepare(app)
    media.prepare(app)
    app[LINES] = {}
    app.on_shutdown.append(_end_streams)
    classroom.prepare(app)
    certificate.prepare(app)
    app.add_routes(parts.routes)
    addresses.add(app, parts.settings)
    return app


async def _end_streams(app: web.Application) -> None:
    """Let no open page keep the service from stopping."""
    app[PARTS].live.close()
