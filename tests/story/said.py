"""What the bot says, known by its text keys: stories do not break when a word is polished."""

import re

from fluent.syntax import FluentParser, ast

from handlers import words

_FILES = {
    language: {
        entry.id.name: entry
        for entry in FluentParser().parse((words.FOLDER / f"{language}.ftl").read_text()).body
        if isinstance(entry, ast.Message)
    }
    for language in words.languages()
}


def said(key: str, language: str = "en") -> str:
    """Give the longest piece of a text that does not depend on its fields."""
    elements = _FILES[language][key.replace(".", "-")].value.elements
    always = [piece for one in elements for piece in _pieces(one)]
    often = [piece for one in elements for piece in _default(one)]
    return max(always, key=len, default="") or max(often, key=len)


def _pieces(element) -> list[str]:
    if not isinstance(element, ast.TextElement):
        return []
    return [piece.strip() for piece in re.split(r"\n|</?[a-z]+>", element.value)]


def _default(element) -> list[str]:
    """Give the pieces of a select's default."""
    if not isinstance(element, ast.Placeable):
        return []
    if not isinstance(element.expression, ast.SelectExpression):
        return []
    default = next(one for one in element.expression.variants if one.default)
    return [piece for inner in default.value.elements for piece in _pieces(inner)]
