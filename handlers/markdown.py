"""Markdown that teachers write, made into harmless HTML; pictures are the project's own alone.

A picture is written as "![what is to be seen](picture:12)", by the number of a material.
"""

import re
from collections.abc import Callable
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from handlers import numbers

#: What may stand in a page: nothing that runs, loads or looks like a part of the portal.
TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "s", "code", "pre"),
    *("blockquote", "ul", "ol", "li", "a", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_PICTURE = re.compile(r"picture:(\d{1,12})")

#: Gives the address of a picture and what is to be seen in it; None if it is not to be shown.
Picture = Callable[[int], tuple[str, str] | None]
#: Gives a text as it may be read.
Cut = Callable[[str], str]

#: A wide table is moved in a box of its own, also with keys.
_ACROSS = '<div class="across" tabindex="0"><table>'
_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def pictures_in(text: str) -> list[int]:
    """List the numbers of the materials whose pictures a text shows, each once."""
    found = [
        numbers.read(named[1])
        for token in _inline(_parser.parse(text))
        if token.type == "image" and (named := _PICTURE.fullmatch(str(token.attrs["src"])))
    ]
    return list(dict.fromkeys(found))


def html(text: str, picture: Picture) -> str:
    """Write a text as HTML. Its headings begin below that of the page."""
    return _written(text, lambda token: _shown(token, picture, token.content))


def public_html(text: str, picture: Picture, cut: Cut) -> str:
    """Write a text as HTML for everybody; of a picture that is not to be shown nothing is said."""

    def shown(token: Token) -> Token:
        token.content = cut(token.content)
        return _shown(token, picture, "")

    return _written(cut(text), shown)


def _written(text: str, shown: Callable[[Token], Token]) -> str:
    tokens = _parser.parse(text)
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, levels.index(token.tag) + 2)}"
    for token in tokens:
        token.children = [shown(one) for one in token.children or ()]
    written = _parser.renderer.render(tokens, _parser.options, {})
    cleaned = nh3.clean(
        written,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )
    return cleaned.replace("<table>", _ACROSS).replace("</table>", "</table></div>")


def plain(text: str) -> str:
    """Give the words of a text, also those said of its pictures, as somebody reads them."""
    return " ".join(one.content for one in _inline(_parser.parse(text)) if one.content)


def _inline(tokens: list[Token]) -> list[Token]:
    found = []
    for token in tokens:
        found += [token] if token.type in {"fence", "code_block"} else []
        found += token.children or []
    return found


def _shown(token: Token, picture: Picture, instead: str) -> Token:
    """Show a picture of the project, and words instead of any other."""
    if token.type != "image":
        return token
    named = _PICTURE.fullmatch(str(token.attrs.get("src", "")))
    found = picture(numbers.read(named[1])) if named else None
    if found is None:
        return Token("text", "", 0, content=instead)
    address, alt = found
    said = escape(token.content or alt, quote=True)
    source = escape(address, quote=True)
    return Token("html_inline", "", 0, content=f'<img src="{source}" alt="{said}">')
