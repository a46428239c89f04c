"""`make test-synapse-before`: the guard and the bridge, with the Synapse release before ours.

So an operator need not update Synapse and us in the same minute.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ENVIRONMENT = Path(".venv-before")
#: What speaks to a real homeserver, or is loaded by it.
TESTS = (
    "tests/matrix_bridge",
    "tests/adversary",
    "tests/story/test_bridge.py",
    "tests/story/test_rooms.py",
)


def main(words: list[str]) -> int:
    """Make an environment with that release, and run the tests; `words` replace which."""
    lock = Path("requirements.lock").read_text()
    python = ENVIRONMENT / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    if not python.exists():
        _run(uv, "venv", "--quiet", "--python", sys.executable, ENVIRONMENT)
    same = ENVIRONMENT / "same.txt"
    same.write_text("\n".join(others(lock)))
    wanted = f"matrix-synapse[redis]<{before(lock)}"
    install = (uv, "pip", "install", "--quiet", "--upgrade", "--python", python)
    _run(*install, "--constraint", same, wanted, "psycopg2-binary")
    tell = "import importlib.metadata as m; print('Synapse', m.version('matrix-synapse'))"
    _run(python, "-c", tell)
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", *(words or TESTS)],
        # It loads our guard, and has nothing else of ours.
        env=os.environ | {"ETWIN_SYNAPSE": str(python.absolute()), "PYTHONPATH": os.getcwd()},
        check=False,
    )
    return tests.returncode


def others(lock: str) -> list[str]:
    """List what the lock file names besides Synapse: that release gets the same of it as ours."""
    named = re.findall(r"^([\w.-]+==[^\\]+)", lock, re.MULTILINE)
    return [one.strip() for one in named if not one.startswith("matrix-synapse==")]


def before(lock: str) -> str:
    """Give the first release of the series that the lock file names: what is older is before it.

    >>> before("matrix-synapse==1.163.2 \\\\")
    '1.163'
    """
    found = re.search(r"^matrix-synapse==(\d+\.\d+)", lock, re.MULTILINE)
    assert found, "the lock file names no Synapse"
    return found[1]


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
