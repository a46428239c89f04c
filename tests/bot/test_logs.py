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


GROUP = """
import asyncio
import structlog
from bot import logs

async def fail():
    raise ValueError("what somebody typed")

async def together():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail())

logs.set_up("info")
try:
    asyncio.run(together())
except Exception:
    structlog.get_logger().exception("failed")
"""


def test_of_tasks_that_fail_together_the_first_error_is_named_with_its_places():
    done = subprocess.run([sys.executable, "-c", GROUP], capture_output=True, text=True, check=True)

    [line] = done.stderr.splitlines()
    assert json.loads(line)["error"] == "ValueError"
    assert any(place.endswith(" fail") for place in json.loads(line)["places"])
    assert "typed" not in done.stderr
