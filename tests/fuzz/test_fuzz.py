"""Whatever Telegram and the homeserver tell, nothing fails, nothing stops, and nothing is leaked.

`make test` throws a little; ETWIN_FUZZ=100000 as much as that, on both databases (CONTRIBUTING.md).
What fails is printed as the least JSON that does, with the seed that draws it again.
"""

import os
import tempfile
from pathlib import Path

import pytest

from tests.fuzz.besieged import Besieged
from tests.fuzz.reducing import smallest
from tests.fuzz.spoiling import text_of
from tests.fuzz.throwing import thrown

#: How many things are thrown, from which seed on, and how many a seed draws.
SLICE, EACH = 200, 100
WHOLE = int(os.environ.get("ETWIN_FUZZ", "0"))
FIRST = int(os.environ.get("ETWIN_FUZZ_SEED", "1"))
#: How much more memory the service may have at the end than after the first tenth, and than after
#: the first half, in KiB. Until then caches fill that have an end: SQLite keeps 8 MiB of pages for
#: each connection, SQLAlchemy 500 statements, Babel what it knows of each language.
FILLING, MOST_GROWTH = 56 * 1024, 16 * 1024
#: How long a person waits for help afterwards, in seconds.
PATIENCE = 1.0


@pytest.fixture
def besieged(memory, request):
    """The service between stand-ins, on one database and fed in one way."""
    database, mode, is_for_real = request.param
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{database}-", dir=memory))
    url = f"sqlite:///{folder / 'etwin.sqlite'}"
    if database == "postgresql":
        url = request.getfixturevalue("postgres").create_database("fuzz")
    made = Besieged(folder, url, mode, is_for_real)
    made.open()
    yield made
    made.close()


@pytest.mark.parametrize("besieged", [("sqlite", "webhook", False)], indirect=True, ids=str)
def test_a_little_of_anything_is_taken(besieged):
    _besiege(besieged, SLICE)


@pytest.mark.skipif(not WHOLE, reason="takes long: ETWIN_FUZZ=100000 throws so many things")
@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    "besieged",
    [("sqlite", "webhook", True), ("postgresql", "polling", True)],
    indirect=True,
    ids=str,
)
def test_very_much_of_anything_is_taken_and_memory_stays_flat(besieged):
    besieged.draw()

    measured = _besiege(besieged, WHOLE)

    early, half, late = measured[len(measured) // 10], measured[len(measured) // 2], measured[-1]
    print(f"memory: {early} KiB after a tenth, {half} KiB after half, {late} KiB at the end")
    assert late - half <= MOST_GROWTH, measured[:: max(1, len(measured) // 50)]
    assert late - early <= FILLING, measured[:: max(1, len(measured) // 50)]


def _besiege(besieged, number):
    """Throw so many things; give the service's memory after each seed."""
    measured = []
    for seed in range(FIRST, FIRST + number // EACH):
        _throw(besieged, seed)
        measured.append(besieged.memory())
        if len(measured) % 50 == 0:
            print(f"{len(measured) * EACH} thrown, {measured[-1]} KiB", flush=True)
    besieged.settle_down()

    assert besieged.help_seconds() < PATIENCE
    assert besieged.faults() == []
    return measured


def _throw(besieged, seed):
    cast = besieged.cast()
    things = thrown(seed, EACH, cast)
    if faults := _faults(besieged, things):
        suspects = besieged.culprits(faults) or things
        least = smallest(suspects, lambda some: bool(_faults(besieged, some)))
        shown = "\n".join(f"{one.door} {text_of(one.what)[:5000]}" for one in least)
        raise AssertionError(f"ETWIN_FUZZ_SEED={seed}: {faults[:3]} after\n{shown}")


def _faults(besieged, things):
    """Throw things; give what went wrong by it."""
    before = set(besieged.parked_by_people())
    try:
        besieged.throw(things)
    except (AssertionError, TimeoutError) as error:
        return [f"{type(error).__name__}: {str(error)[:1000]}", *besieged.faults()]
    return besieged.faults() + [one for one in besieged.parked_by_people() if one not in before]
