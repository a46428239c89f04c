"""What everybody may read of a project: its plan, pages and pictures, without the names in them.

Source: docs/rules.md, POR-5.
"""

from collections.abc import Iterable
from dataclasses import replace

from storage import nameless
from storage.materials import Material

named, without = nameless.named, nameless.without


def picture(one: Material, names: Iterable[str]) -> Material:
    """Give a picture as everybody sees it: said of it without these people's names.

    Whose work it is stays: a source is named because its licence asks for it.
    """
    names = list(names)
    return replace(one, caption=without(one.caption, names), alt=without(one.alt, names))


def begins(text: str, most: int) -> str:
    """Give the beginning of a text, cut between words."""
    # Twice as many letters hold enough words, however they are spaced.
    text = " ".join(text[: 2 * most].split())
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:.–- ") + nameless.CUT
