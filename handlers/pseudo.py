"""A made-up language that runs from right to left: English, each word mirrored.

It shows at run time whether pages are ready for Arabic or Hebrew, and which words on them do not
come from the texts. Source: https://unicode.org/cldr/charts/latest/ ("qps-plocm" in UTS #35).
"""

import re

from fluent.syntax import ast
from fluent.syntax.visitor import Transformer

#: Right-to-left override, pop directional formatting.
_MIRROR, _POP = "\u202e", "\u202c"
#: Markup and signs written by name stay as they are.
_WORDS = re.compile(r"(<[^>]*>|&\w+;)|([^\W\d_][\w’'-]*)")


def mirrored(text: str) -> str:
    """Mirror each word of a text, and leave its markup."""
    return _WORDS.sub(lambda it: it[1] or f"{_MIRROR}{it[2]}{_POP}", text)


class Mirror(Transformer):
    """Mirrors the words of every pattern in a file of texts."""

    def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:  # noqa: N802
        """Mirror what is said between the fields."""
        node.value = mirrored(node.value)
        return node
