"""Run benchmarks one after the other: `python -m tests.bench [--long] [NAME …]`."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence

from tests.bench import FIELDS, benchmarks


def main(arguments: Sequence[str] | None = None) -> int:
    """Run them; 0 if each did what it should. One that fails does not stop the others."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="by default all")
    parser.add_argument("--long", action="store_true", help="those that take minutes")
    asked = parser.parse_args(arguments)
    known = benchmarks(asked.long)
    if unknown := set(asked.names) - set(known):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    failed = [name for name in asked.names or known if not _run(name)]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


def _run(name: str) -> bool:
    """Run one as a process of its own, so that none finds what another has warmed up."""
    command = [sys.executable, "-m", f"tests.bench.{name}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        wrong = [line for line in process.stdout if not _pass_on(line)]
    return process.returncode == 0 and not wrong


def _pass_on(line: str) -> bool:
    """Print what a benchmark prints; False if that is not a result."""
    print(line, end="", flush=True)
    try:
        return tuple(json.loads(line)) == FIELDS
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
