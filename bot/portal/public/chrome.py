"""What stands around every public page: the way to the other ones."""

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from handlers import words
from handlers.conversation import Words

_TOP = {
    "countries": Words("site.countries"),
    "kits": Words("site.kits"),
    "seminars": Words("site.seminars"),
    "projects": Words("site.projects"),
    "search": Words("site.search"),
}
_FOOT = {
    "help": Words("site.help"),
    "about": Words("site.about"),
    "privacy": Words("site.privacy"),
    "accessibility": Words("site.accessibility"),
    "certificate": Words("site.certificate"),
}
_LINK = Markup('<li><a href="/{}/{}"{}>{}</a></li>')
#: What a link says if it leads to the page that is shown, or to one above it.
_HERE, _ABOVE = Markup(' aria-current="page"'), Markup(' aria-current="true"')


def places(language: str, path: str) -> Markup:
    """Write the links of the header; `path` is the page's, without language."""
    return _links(language, "top", *_step(path))


def foot(language: str, path: str) -> Markup:
    """Write the links of the footer."""
    return _links(language, "foot", *_step(path))


def _step(path: str) -> tuple[str, bool]:
    """Give the first step of a path, and whether there are more."""
    first, _, rest = path[1:].partition("/")
    return first, bool(rest)


@lru_cache(1_000)
def _links(language: str, where: str, step: str, is_below: bool) -> Markup:
    spots: Mapping[str, Words] = _TOP if where == "top" else _FOOT
    marks = {step: _ABOVE if is_below else _HERE}
    return Markup("\n").join(
        _LINK.format(language, to, marks.get(to, ""), words.plain(language, name))
        for to, name in spots.items()
    )
