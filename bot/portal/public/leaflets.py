"""The pages that explain: about, help, privacy and the accessibility statement."""

from datetime import date

from aiohttp import web

from bot.portal.parts import parts_of
from bot.portal.public.addresses import Pages
from bot.portal.rendering import show
from handlers.conversation import Code, Words

#: When the statement on accessibility was last looked through.
CHECKED = date(2026, 11, 29)
#: What a newcomer may write to the bot, in the order in which it is needed.
COMMANDS = {
    "/register": Words("help.register"),
    "/status": Words("help.status"),
    "/partners": Words("help.partners"),
    "/idea": Words("help.idea"),
    "/kits": Words("help.kits"),
    "/project": Words("help.project"),
    "/seminars": Words("help.seminars"),
    "/groups": Words("help.groups"),
    "/notifications": Words("help.notifications"),
    "/language": Words("help.language"),
    "/mydata": Words("help.mydata"),
    "/forget": Words("help.forget"),
}
#: What is kept, and for how long. Source: docs/operations.md, which says more.
KEPT = (
    (Words("site.keep_teachers"), Words("site.keep_teachers_long")),
    (Words("site.keep_pupils"), Words("site.keep_pupils_long")),
    (Words("site.keep_proofs"), Words("site.keep_proofs_long")),
    (Words("site.keep_messages"), Words("site.keep_messages_long")),
    (Words("site.keep_forms"), Words("site.keep_forms_long")),
    (Words("site.keep_reports"), Words("site.keep_reports_long")),
    (Words("site.keep_chats"), Words("site.keep_chats_long")),
    (Words("site.keep_exports"), Words("site.keep_exports_long")),
    (Words("site.keep_links"), Words("site.keep_links_long")),
    (Words("site.keep_log"), Words("site.keep_log_long")),
    (Words("site.keep_erased"), Words("site.keep_erased_long")),
    (Words("site.keep_backups"), Words("site.keep_backups_long")),
)

pages = Pages()


@pages.get("/about", is_kept=True)
async def about(request: web.Request) -> web.Response:
    """Say what this is and who is behind it."""
    operator = parts_of(request).settings.operator
    return show(request, "about_us.html", operator=operator, help=Code("/help"))


@pages.get("/help", is_kept=True)
async def help_(request: web.Request) -> web.Response:
    """Say what the bot can do, how pupils come in, and what to do when something is wrong."""
    commands = [(Code(command), says) for command, says in COMMANDS.items()]
    return show(request, "help.html", commands=commands)


@pages.get("/privacy", is_kept=True)
async def privacy(request: web.Request) -> web.Response:
    """Say what is kept, why, who sees it and for how long."""
    return show(request, "privacy.html", kept=KEPT, operator=parts_of(request).settings.operator)


@pages.get("/accessibility", is_kept=True)
async def accessibility(request: web.Request) -> web.Response:
    """State how the site keeps nobody out, and where it still does."""
    operator = parts_of(request).settings.operator
    return show(request, "accessibility.html", checked=CHECKED, operator=operator)
