"""What stands around every public page: the way to the other ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.conversation import Words


@dataclass(frozen=True)
class Spot:
    """A place in the header or the footer of a page."""

    path: str
    name: Words
    #: Whether the page is there, or below.
    is_here: bool
    #: Whether it is the page itself.
    is_exact: bool


_TOP = {
    "/countries": Words("site.countries"),
    "/kits": Words("site.kits"),
    "/seminars": Words("site.seminars"),
    "/projects": Words("site.projects"),
    "/search": Words("site.search"),
}
_FOOT = {
    "/help": Words("site.help"),
    "/about": Words("site.about"),
    "/privacy": Words("site.privacy"),
    "/accessibility": Words("site.accessibility"),
    "/certificate": Words("site.certificate"),
}


def places(path: str) -> Sequence[Spot]:
    """List the places in the header; `path` is the page's, without language."""
    return _spots(_TOP, path)


def foot(path: str) -> Sequence[Spot]:
    """List the places in the footer."""
    return _spots(_FOOT, path)


def _spots(places: dict[str, Words], path: str) -> Sequence[Spot]:
    return [
        Spot(to, name, f"{path}/".startswith(f"{to}/"), path == to) for to, name in places.items()
    ]
