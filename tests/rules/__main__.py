"""`make rules`: switch each rule's check off in turn, in a copy, and see its test turn red."""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.rules import ROOT, Switch, switches

#: What a copy does without: git's own, the virtual environment, and what runs leave behind.
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv*", ".sandbox", "__pycache__", ".*_cache", "node_modules"
)
AT_ONCE = 2
SECONDS = 180
#: Pytest's exit codes. Source: https://docs.pytest.org/en/stable/reference/exit-codes.html
GREEN, RED = 0, 1


def main(wanted: list[str]) -> int:
    """Try the switches of the wanted rules, or all; return 1 if a check is missed by nobody."""
    chosen = [one for one in switches() if not wanted or one.rule in wanted]
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(AT_ONCE):
            copies.put(Path(shutil.copytree(ROOT, Path(folder, str(number)), ignore=LEFT_OUT)))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            verdicts = list(pool.map(lambda one: _try(one, copies), chosen))
    bad = len(chosen) - sum(verdicts)
    rules = len({one.rule for one in chosen})
    print(f"{len(chosen)} checks of {rules} rules switched off, {bad} not missed as they should be")
    return 1 if bad or not chosen else 0


def _try(switch: Switch, copies: "Queue[Path]") -> bool:
    """See the test green with the check and red without it."""
    root = copies.get()
    original = (root / switch.file).read_bytes()
    try:
        before = _run(root, switch.test)
        switch.throw(root)
        after = _run(root, switch.test)
    except (ValueError, subprocess.TimeoutExpired) as problem:
        print(f"BROKEN  {switch.rule}  {switch.says}: {problem}", flush=True)
        return False
    finally:
        (root / switch.file).write_bytes(original)
        copies.put(root)
    is_missed = (before, after) == (GREEN, RED)
    verdict = "red" if is_missed else f"WRONG: pytest gave {before} with it and {after} without"
    print(f"{switch.rule}  {switch.says}: {verdict}  ({switch.test})", flush=True)
    return is_missed


def _run(root: Path, test: str) -> int:
    """Run one test in a copy of the tree and return pytest's exit code."""
    command = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        "-x",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        test,
    ]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, timeout=SECONDS)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
