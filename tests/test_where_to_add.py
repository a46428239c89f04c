"""What ARCHITECTURE.md promises under "Where do I add …": what is missing is named.

A table's migration is looked for in tests/storage/test_migrating.py.
"""

import re
import tomllib
from datetime import UTC
from pathlib import Path
from typing import get_args, get_origin

import pytest
from pydantic import BaseModel

import handlers.commands  # noqa: F401 - registers every command
from bot.config import Config
from handlers import words
from handlers.conversation import COMMANDS
from tests import fluent_files

ROOT = Path(__file__).parents[1]
ENGLISH = fluent_files.messages("en")
LISTED = sorted(command.name for command in COMMANDS.values() if command.is_listed)

others = pytest.mark.parametrize(
    "language", [one for one in words.languages() if one != words.FALLBACK]
)


# --- A command ----------------------------------------------------------------------------------


def test_every_listed_command_says_in_english_what_it_is_for():
    missing = [f"help-{name}" for name in LISTED if f"help.{name}" not in ENGLISH]

    assert not missing, "handlers/texts/en.ftl lacks: " + ", ".join(missing)


def test_every_listed_command_stands_in_the_readme():
    shown = _in_tables((ROOT / "README.md").read_text("utf-8"))

    missing = [f"/{name}" for name in LISTED if name not in shown]
    unknown = [f"/{name}" for name in sorted(shown - COMMANDS.keys())]

    assert not missing, "README.md's table of commands lacks: " + ", ".join(missing)
    assert not unknown, "README.md's table of commands has what there is not: " + ", ".join(unknown)


def _in_tables(readme):
    """Collect the first column of every table that holds commands."""
    found = set()
    for table in re.findall(r"(?:^\|.*\n)+", readme, re.MULTILINE):
        first = "".join(re.findall(r"^\|([^|]*)\|", table, re.MULTILINE))
        names = set(re.findall(r"`/(\w+)", first))
        found |= names if names & COMMANDS.keys() else set()
    return found


def test_every_command_lives_in_the_folder_of_commands():
    strangers = [
        f"/{command.name} ({command.answer.__module__})"
        for command in COMMANDS.values()
        if not command.answer.__module__.startswith("handlers.commands.")
    ]

    assert not strangers, "not in handlers/commands: " + ", ".join(strangers)


# --- A language ---------------------------------------------------------------------------------


@others
def test_language_says_only_what_english_says(language):
    unknown = [key for key in fluent_files.messages(language) if key not in ENGLISH]

    assert not unknown, f"{language}.ftl has keys that en.ftl has not: " + ", ".join(unknown)


@others
def test_language_uses_the_same_fields_as_english(language):
    differing = []
    for key, message in fluent_files.messages(language).items():
        here = fluent_files.fields(message)
        there = fluent_files.fields(ENGLISH[key]) if key in ENGLISH else here
        if here != there:
            differing.append(f"{key} uses {sorted(here)}, in English {sorted(there)}")

    assert not differing, f"{language}.ftl: " + "; ".join(differing)


def test_language_is_one_file_and_what_it_lacks_is_said_in_english(tmp_path, monkeypatch):
    for path in words.FOLDER.glob("*.ftl"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "ro.ftl").write_text("start-hello = Bună, { $name }!\n", "utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    words.languages.cache_clear()

    try:
        assert "ro" in words.languages()
        assert words.language_for("ro-MD") == "ro"
        assert words.render("ro", "start.hello", {"name": "Ana"}, UTC).text == "Bună, Ana!"
        assert words.render("ro", "form.back", {}, UTC).text == "Back"
    finally:
        words.languages.cache_clear()
        words._bundle.cache_clear()


# --- A setting ----------------------------------------------------------------------------------


def test_every_setting_is_shown_in_the_example():
    shown = _shown((ROOT / "config.example.toml").read_text("utf-8"))

    missing = [name for name in _settings(Config) if name not in shown]

    assert not missing, "config.example.toml lacks: " + ", ".join(missing)


def test_the_example_shows_no_setting_that_there_is_not():
    sections = tomllib.loads((ROOT / "config.example.toml").read_text("utf-8"))
    shown = {f"{name}.{field}" for name, section in sections.items() for field in section}

    unknown = shown - set(_settings(Config))

    assert not unknown, "config.example.toml has: " + ", ".join(sorted(unknown))


def _settings(model, section=""):
    """List the settings of a model and of the models in it: "matrix.listen", "countries.*.mail"."""
    for name, field in model.model_fields.items():
        inside = [one for one in (field.annotation, *get_args(field.annotation)) if _is_model(one)]
        if inside:
            each = ".*." if get_origin(field.annotation) is dict else "."
            yield from _settings(inside[0], f"{section}{name}{each}")
        else:
            yield f"{section}{name}"


def _is_model(kind):
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _shown(example):
    """List the settings in the example, those commented out too."""
    section, found = "", set()
    for line in example.splitlines():
        if heading := re.match(r"#? ?\[([\w.]+)\]", line):
            section = re.sub(r"\.[A-Z]{2}\.", ".*.", f"{heading[1]}.")
        elif setting := re.match(r"#? ?(\w+) = ", line):
            found.add(section + setting[1])
    return found
