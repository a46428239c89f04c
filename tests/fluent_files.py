"""The language files as they are written, for tests: messages, their fields, their plurals."""

from functools import cache

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from handlers import words


def written(language):
    """Read a language's file."""
    return (words.FOLDER / f"{language}.ftl").read_text(encoding="utf-8")


@cache
def entries(language):
    """List everything in a language's file, in order."""
    return FluentParser().parse(written(language)).body


def messages(language):
    """Map the keys of a language's texts to the texts."""
    found = [entry for entry in entries(language) if isinstance(entry, ast.Message)]
    return {key_of(message): message for message in found}


def key_of(message):
    """Write a message's name as the code writes it: "join.full"."""
    return message.id.name.replace("-", ".", 1)


def source(message):
    """Read an English text as it is written, without its key."""
    return written("en")[message.value.span.start : message.value.span.end]


def words_of(attribute, language):
    """Read what an attribute of a text says, as it is written."""
    return written(language)[attribute.value.span.start : attribute.value.span.end]


def fields(message):
    """Collect the names of the fields that a text uses."""
    return _look(message).fields


def numbers(message):
    """Collect the names of the fields that choose between variants: plurals."""
    return _look(message).numbers


def is_alias(message):
    """Tell whether a text only points to another: a renamed key that is still in the outbox."""
    elements = message.value.elements if message.value else []
    expressions = [getattr(element, "expression", None) for element in elements]
    return len(elements) == 1 and isinstance(expressions[0], ast.MessageReference)


class _Looking(Visitor):
    def __init__(self):
        self.fields = set()
        self.numbers = set()

    def visit_VariableReference(self, node):  # noqa: N802 - the library's name
        self.fields.add(node.id.name)

    def visit_SelectExpression(self, node):  # noqa: N802 - the library's name
        if isinstance(node.selector, ast.VariableReference):
            self.numbers.add(node.selector.id.name)
        self.generic_visit(node)


def _look(message):
    looking = _Looking()
    looking.visit(message)
    return looking
