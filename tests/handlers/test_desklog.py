"""The safeguarding log in the reader's words. Rule TWS-13."""

import ast

import pytest

from handlers import desklog, permissions, words
from handlers.commands import permitting
from handlers.conversation import Words
from storage import projects, safeguarding
from storage.safeguarding import Kind
from tests import makers
from tests.conftest import NOON
from tests.handlers import keys_in_code

#: What writes into the log, by its own name, and at which place it takes why.
WRITERS = {"write": None, "log": 4, "_log": 3, "untie": 3, "_write": 5}


def reasons():
    """Collect the fixed words for why that stand in the code."""
    found = {*permissions.GIVEN.values(), *permissions.WITHDRAWN.values()}
    found |= {permitting.APP_GIVEN, permitting.APP_WITHDRAWN}
    for path in keys_in_code.sources():
        if "safeguarding" not in path.read_text("utf-8") and "pupilcare" not in path.read_text(
            "utf-8"
        ):
            continue
        for call in keys_in_code.calls(path):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            name = name or keys_in_code.called(call)
            if name not in WRITERS:
                continue
            given = [one.value for one in call.keywords if one.arg == "reason"]
            given += call.args[WRITERS[name] or 99 :]
            found |= {
                one.value
                for value in given
                for one in ast.walk(value)
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
            }
    return found


def test_every_fixed_word_of_the_log_is_said_in_words():
    found = {one for one in reasons() if not one.startswith("ambassador")}

    assert {"two schools agreed", "unsupervised", "project closed", "put out", "new"} <= found
    assert found - desklog.WHYS.keys() == set()


def test_the_log_is_french_in_french(database, teacher, coordinator):
    ana, _ = teacher("Ana")
    ben, _ = teacher("Ben", country="DE")
    ron, _ = coordinator("Ron", "RO")

    def work(db):
        made = makers.project(db, (ana, ben), NOON, state=projects.State.ACTIVE)
        about = {"project_id": made.id, "subject": "pupil:7", "reason": "unsupervised"}
        safeguarding.write(db, Kind.MUTED, NOON, **about)
        about = {"subject": "material:3", "reason": "two schools agreed"}
        safeguarding.write(
            db, Kind.PUBLISHED, NOON, actor=f"person:{ana.id}", project_id=made.id, **about
        )
        return desklog.read(db, ron, made.id, "safety", NOON)

    published, muted = database.write(work)

    def said(*values):
        return [words.plain("fr", one) for one in values]

    assert said(muted.actor, muted.subject, muted.reason) == [
        "le service",
        "élève 7",
        "aucun enseignant ne surveille",
    ]
    assert said(published.actor, published.subject, published.reason) == [
        "Ana",
        "document 3",
        "deux établissements l’ont accepté",
    ]


@pytest.mark.parametrize("reason", ["RO", "ambassador RO", ""])
def test_what_is_no_fixed_word_stays_what_it_is(reason):
    assert desklog.why(reason) == reason
    assert isinstance(desklog.why("time"), Words)
