"""The dashboard: Grafana's own types hold it, and it asks only for numbers there are. RUN-4."""

import json
from pathlib import Path

import pytest
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard

from tests.monitoring import named, tools

FILE = Path("docs/monitoring/dashboard.json")
BOARD = json.loads(FILE.read_text())
PANELS = [one for one in BOARD["panels"] if one["type"] != "row"]
QUERIES = [(one["title"], target["expr"]) for one in PANELS for target in one["targets"]]


def test_grafanas_types_hold_all_of_it():
    """What they do not know, such as a misspelt setting, would be lost."""
    known = json.loads(JSONEncoder().encode(Dashboard.from_json(BOARD)))

    assert known == BOARD


def test_panels_lie_side_by_side_and_each_has_its_own_number():
    places = set()
    for one in BOARD["panels"]:
        at = one["gridPos"]
        assert at["x"] + at["w"] <= 24, one["title"]
        for x in range(at["x"], at["x"] + at["w"]):
            for y in range(at["y"], at["y"] + at["h"]):
                assert (x, y) not in places, one["title"]
                places.add((x, y))
    assert len({one["id"] for one in BOARD["panels"]}) == len(BOARD["panels"])


@pytest.mark.parametrize(("title", "query"), QUERIES)
def test_each_panel_asks_only_for_numbers_and_labels_that_there_are(title, query):
    assert named.unknown(query) == [], title


def test_prometheus_reads_each_query(tmp_path):
    queries = [query.replace("$__rate_interval", "5m") for _, query in QUERIES]
    rules = [{"record": f"panel:{number}", "expr": one} for number, one in enumerate(queries)]
    file = tmp_path / "panels.yml"
    file.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))

    ended, said = tools.run(tools.promtool(), "check", "rules", "--lint=none", str(file))

    assert ended == 0, said


def test_every_number_of_the_service_is_shown_or_an_alarm():
    """A number that nobody would see is not worth reading."""
    alerts = Path("docs/monitoring/alerts.yml").read_text()
    shown = {name for _, query in QUERIES for name, _ in named.asked(query)}
    unseen = {one for one in named.numbers() if one not in shown and one not in alerts}

    assert {one for one in unseen if not one.endswith(("_sum", "_count"))} <= {
        "etwin_build_info",
        "etwin_processes",
        "etwin_seat_fence",
        "etwin_seat_left_seconds",
    }
