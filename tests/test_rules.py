"""docs/rules.md says what holds: its tests exist, and what the code cites stands in it."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.rules import switches

ROOT = Path(__file__).parents[1]
RULES = (ROOT / "docs" / "rules.md").read_text("utf-8")
WORKING, _, NOT_YET = RULES.partition("\n## Not yet\n")
#: Each rule by its number, with what is said of it and the tests that are named.
BY_NUMBER = dict(
    re.findall(r"^### ([A-Z]+-\d+) (.+?)(?=^##|\Z)", WORKING, re.MULTILINE | re.DOTALL)
)
NAMED = sorted(set(re.findall(r"`(tests/\S+\.py)::(\w+)`", RULES)))
#: How the number of a rule looks, whether it works already or not.
NUMBER = re.compile(r"\b(?:REG|PAR|GRP|SEM|PRJ|TWS|NSS|POR|RUN)-\d+\b")


@cache
def defined_in(file):
    tree = ast.parse((ROOT / file).read_text("utf-8")) if (ROOT / file).exists() else ast.parse("")
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {one.name for one in tree.body if isinstance(one, functions)}


def cited():
    """List every rule that the code or a test cites, with where."""
    for folder in ("bot", "handlers", "matrix_bridge", "storage", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for number in NUMBER.findall(path.read_text("utf-8")):
                yield number, str(path.relative_to(ROOT))


@pytest.mark.parametrize("number", BY_NUMBER)
def test_every_rule_says_what_holds_and_names_tests(number):
    said, _, tests = BY_NUMBER[number].partition("\n\n- ")

    assert "\n\n" in said
    assert tests


def test_every_test_that_is_named_exists():
    missing = [f"{file}::{name}" for file, name in NAMED if name not in defined_in(file)]

    assert NAMED
    assert not missing, "docs/rules.md names what there is not: " + ", ".join(missing)


def test_every_rule_that_is_cited_stands_in_the_rules():
    unknown = {f"{number} ({where})" for number, where in cited() if number not in BY_NUMBER}

    assert not unknown, "docs/rules.md lacks: " + ", ".join(sorted(unknown))


#: The sections of which each rule has a check that `make rules` switches off.
SWITCHED = ("REG", "PAR", "GRP", "SEM", "PRJ")


def test_every_rule_of_these_sections_has_a_check_that_can_be_switched_off():
    switched = {one.rule for one in switches()}
    rules = {number for number in BY_NUMBER if number.startswith(SWITCHED)}

    assert not rules - switched, "tests/rules lacks a switch: " + ", ".join(rules - switched)


@pytest.mark.parametrize("switch", switches(), ids=lambda one: f"{one.rule}: {one.says}")
def test_every_switch_fits_the_code_and_names_a_test(switch):
    file, _, test = switch.test.partition("::")

    assert switch.rule in BY_NUMBER
    assert (ROOT / switch.file).read_text("utf-8").count(switch.find) == 1
    assert switch.find != switch.replace
    assert test.partition("[")[0] in defined_in(file)


def test_it_begins_with_the_words_and_ends_with_what_is_not_there_yet():
    sections = re.findall(r"^## (.+)$", RULES, re.MULTILINE)

    assert (sections[0], sections[-1]) == ("Words", "Not yet")
    assert NOT_YET.strip()
