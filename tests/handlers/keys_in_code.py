"""Which texts the code says, read from its syntax trees and those of the portal's templates."""

import ast
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from re import compile as pattern

import jinja2
from jinja2 import nodes

ROOT = Path(__file__).parents[2]
#: The sandbox plays Telegram; it says nothing of ours.
SILENT = ROOT / "bot" / "sandbox"
KEY = pattern(r"[a-z]+\.[a-z_]+")
FILE = pattern(r".*\.(html|toml|ftl|css|js|json|yaml|log)")
#: Where each of these takes its key, counted from 0.
PLACES = {"say": 0, "Words": 0, "Reply": 0, "Question": 2, "t": 0, "label": 0}


@dataclass(frozen=True)
class Use:
    """A text key in the code."""

    key: str
    where: str
    #: The fields it is given, where that can be seen; else None.
    fields: frozenset[str] | None = None
    #: Whether it is surely a key: it stands where one is taken.
    is_sure: bool = False


@cache
def uses():
    """List every key in the code: those said for sure, and whatever else looks like one."""
    in_code = (use for path in sources() for use in _uses_in(path))
    in_pages = (use for path in _templates() for use in _uses_in_template(path))
    return (*in_code, *in_pages)


@cache
def assembled():
    """List the beginnings of keys that are put together, such as "help."."""
    keys = [key for path in sources() for call in calls(path) if (key := key_of(call))]
    first = [one.values[0] for one in keys if isinstance(one, ast.JoinedStr)]
    return {one.value if isinstance(one, ast.Constant) else "" for one in first}


@cache
def kinds():
    """List the kinds of names that are said by their codes, such as "subject"."""
    named = [call.args[0] for path in sources() for call in calls(path) if _is_name(call)]
    return {one.value for one in named if isinstance(one, ast.Constant)}


def sources():
    folders = (ROOT / name for name in ("handlers", "matrix_bridge", "bot"))
    found = (path for folder in folders for path in sorted(folder.rglob("*.py")))
    return [path for path in found if SILENT not in path.parents]


def _templates():
    folders = (ROOT / "bot" / "portal", ROOT / "matrix_bridge" / "archive")
    return [path for folder in folders for path in sorted((folder / "templates").glob("*.html"))]


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path):
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]


def called(call):
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_name(call):
    return called(call) == "Name" and bool(call.args)


def _is_log(call):
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "_log"


def key_of(call):
    place = PLACES.get(called(call))
    return call.args[place] if place is not None and place < len(call.args) else None


def _uses_in(path):
    seen = set()
    for call in calls(path):
        if _is_log(call):
            seen |= set(call.args)
        for text in chosen(key_of(call)):
            seen.add(text)
            yield Use(text.value, where(path, text), _fields_of(call), is_sure=True)
    for text in ast.walk(tree(path)):
        if isinstance(text, ast.Constant) and text not in seen and _looks_like_key(text.value):
            yield Use(text.value, where(path, text))


def chosen(key):
    """List the texts that an expression may come to: "a" if … else "b"."""
    match key:
        case ast.Constant(value=str()):
            return [key]
        case ast.IfExp():
            return [*chosen(key.body), *chosen(key.orelse)]
    return []


def _fields_of(call):
    """Read the fields of say(…, name=…) and Words(…, {"name": …}); None if they are not seen."""
    if called(call) == "say":
        given = {one.arg for one in call.keywords} - {"to"}
        return None if None in given else frozenset(given)
    by_name = [one.value for one in call.keywords if one.arg == "fields"]
    given = by_name if called(call) == "Question" else [*call.args[1:2], *by_name]
    if not given:
        return frozenset()
    keys = given[0].keys if isinstance(given[0], ast.Dict) else [None]
    return frozenset(one.value for one in keys) if None not in keys else None


def _looks_like_key(value):
    if not isinstance(value, str) or not KEY.fullmatch(value) or FILE.fullmatch(value):
        return False
    return not _is_module(value)


@cache
def _is_module(name):
    try:
        return find_spec(name) is not None
    except ImportError:
        return False


def _uses_in_template(path):
    page = jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in page.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in PLACES and call.args:
            given = frozenset(one.key for one in call.kwargs)
            for text in _chosen_on_page(call.args[0]):
                fields = None if call.dyn_kwargs else given
                yield Use(text.value, where(path, text), fields, is_sure=True)
    for text in page.find_all(nodes.Const):
        if _looks_like_key(text.value):
            yield Use(text.value, where(path, text))


def _chosen_on_page(key):
    match key:
        case nodes.Const(value=str()):
            return [key]
        case nodes.CondExpr():
            return [*_chosen_on_page(key.expr1), *_chosen_on_page(key.expr2)]
    return []


def where(path, node):
    return f"{path.relative_to(ROOT)}:{node.lineno}"
