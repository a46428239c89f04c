"""What `make bench` runs, and what it prints."""

import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests import bench

FOLDER = Path(bench.__file__).parent
GOOD = 'from tests.bench import show\nshow("good", 9.0, "turns/s", 3.0)\n'


@pytest.fixture
def run(tmp_path):
    """Run `python -m tests.bench` over benchmarks of our own: give what it prints and its end."""

    def run(*words, **benchmarks):
        folder = tmp_path / "tests" / "bench"
        folder.mkdir(parents=True)
        for name in ("__init__.py", "__main__.py"):
            shutil.copy(FOLDER / name, folder / name)
        for name, text in benchmarks.items():
            (folder / f"{name}.py").write_text(text)
        command = [sys.executable, "-m", "tests.bench", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=30)
        return done.stdout.splitlines(), done.returncode

    return run


def test_every_module_is_a_benchmark_that_can_be_run():
    names = [*bench.benchmarks(), *bench.benchmarks(is_long=True)]

    assert sorted(names) == sorted(
        path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_")
    )
    assert {"deliver", "echo", "opening", "partner_search", "start", "turn"} <= set(names)
    assert all(callable(import_module(f"tests.bench.{name}").main) for name in names)


def test_a_result_is_one_line_with_the_fixed_fields(run):
    [line], code = run(good=GOOD)

    assert json.loads(line) == {
        "name": "good",
        "value": 9.0,
        "unit": "turns/s",
        "baseline": 3.0,
        "ratio": 3.0,
    }
    assert code == 0


def test_a_benchmark_that_fails_stops_no_other_but_is_told_at_the_end(run):
    lines, code = run(broken="raise SystemExit(3)\n", good=GOOD)

    assert [json.loads(line)["name"] for line in lines] == ["good"]
    assert code != 0


def test_a_line_that_is_no_result_is_told_at_the_end(run):
    lines, code = run(talks='print("hello")\n', good=GOOD)

    assert len(lines) == 2
    assert code != 0


def test_only_those_named_are_run(run):
    lines, code = run("good", broken="raise SystemExit(3)\n", good=GOOD)

    assert (len(lines), code) == (1, 0)


def test_long_ones_are_run_when_asked_for(run):
    lines, code = run("--long", broken="raise SystemExit(3)\n", good_long=GOOD)

    assert (len(lines), code) == (1, 0)
