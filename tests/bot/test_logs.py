"""What is logged of others' warnings: who warned and where, never their words."""

import json
import subprocess
import sys

WARN = """
import warnings
from bot import logs
logs.set_up("info")
warnings.warn("Expected `int`, got 'what somebody typed'", stacklevel=1)
"""


def test_pythons_own_warnings_come_without_their_words():
    done = subprocess.run([sys.executable, "-c", WARN], capture_output=True, text=True, check=True)

    [line] = done.stderr.splitlines()
    assert json.loads(line)["logger"] == "py.warnings"
    assert "typed" not in done.stderr
