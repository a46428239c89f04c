"""The alarms: Prometheus' own tool loads them, and each comes on when it should. RUN-4."""

import re
from pathlib import Path

import pytest
import yaml

from bot.numbers import alarms, described
from bot.numbers.described import PREFIX
from storage.vitals import Fact
from tests.monitoring import named, tools

FILE = Path("docs/monitoring/alerts.yml")
RULES = {
    rule["alert"]: rule
    for group in yaml.safe_load(FILE.read_text())["groups"]
    for rule in group["rules"]
}
#: What brings each alarm on: numbers, and what each is minute after minute.
ON = {
    "EtwinDown": {'up{job="etwin"}': "0x30"},
    "EtwinNotReady": {'etwin_ready{instance="a"}': "1 0x30"},
    "EtwinDatabaseAway": {'etwin_database_up{instance="a"}': "0x30"},
    "EtwinSchemaWrong": {'etwin_schema_current{instance="a"}': "0x30"},
    "EtwinSeatEmpty": {
        'etwin_seat_held{seat="clock",instance="a"}': "0x30",
        'etwin_seat_held{seat="clock",instance="b"}': "0x30",
    },
    "EtwinGateClosed": {
        'etwin_gate_open{upstream="telegram",instance="a"}': "1x30",
        'etwin_gate_open{upstream="telegram",instance="b"}': "0x30",
    },
    "EtwinAnswersWait": {'etwin_outbox_oldest_seconds{lane="reply",platform="room"}': "61x30"},
    "EtwinRemindersWait": {'etwin_outbox_oldest_seconds{lane="reminder"}': "901x30"},
    "EtwinParked": {'etwin_parked_events{door="room"}': "1x30"},
    "EtwinHomeserverSilent": {'etwin_homeserver_silent_seconds{instance="a"}': "121x30"},
    "EtwinHomeserverLags": {
        'etwin_homeserver_lag_seconds_bucket{le="30"}': "0x30",
        'etwin_homeserver_lag_seconds_bucket{le="60"}': "0+10x30",
        'etwin_homeserver_lag_seconds_bucket{le="+Inf"}': "0+10x30",
    },
    "EtwinRoomsUnheard": {"etwin_rooms_heard_seconds": "93601x30"},
    "EtwinRoomsFailing": {'etwin_rooms{state="failing"}': "1x30"},
    "EtwinUnsupervised": {
        "etwin_unsupervised_classes": "2x30",
        'etwin_rooms{state="settled"}': "199x30",
    },
    "EtwinClock": {'etwin_clock_ahead_seconds{whose="homeserver"}': "-2.1x30"},
    "EtwinErasuresWait": {"etwin_erasures_oldest_seconds": "86401x30"},
    "EtwinExportsWait": {"etwin_exports_oldest_seconds": "3601x30"},
    "EtwinBackupOld": {'etwin_backup_age_seconds{of="none"}': "129601x30"},
    "EtwinDiskFull": {
        'etwin_disk_free_bytes{folder="keys"}': "4000000000x30",
        'etwin_disk_bytes{folder="keys"}': "100000000000x30",
    },
    "EtwinConnections": {
        'etwin_database_connections{state="idle"}': "91x30",
        "etwin_database_connections_most": "100x30",
    },
    "EtwinNumbersOld": {'etwin_database_read_age_seconds{instance="a"}': "601x30"},
    # Once, a while after the process has begun.
    "EtwinJobsFail": {'etwin_jobs_total{task="daily.tell",outcome="failed"}': "0x15 1x15"},
    "EtwinJobsStill": {'etwin_jobs_total{task="daily.tell",outcome="done"}': "7x30"},
    "EtwinSendsFail": {
        'etwin_send_seconds_count{platform="telegram",outcome="done"}': "0+80x30",
        'etwin_send_seconds_count{platform="telegram",outcome="unknown"}': "0+20x30",
    },
    "EtwinTurnsSlow": {
        'etwin_turn_seconds_bucket{door="room",le="1"}': "0+5x30",
        'etwin_turn_seconds_bucket{door="room",le="2.5"}': "0+10x30",
        'etwin_turn_seconds_bucket{door="room",le="+Inf"}': "0+10x30",
    },
    "EtwinPagesSlow": {
        'etwin_portal_seconds_bucket{page="/",le="0.5"}': "0+5x30",
        'etwin_portal_seconds_bucket{page="/",le="1"}': "0+10x30",
        'etwin_portal_seconds_bucket{page="/",le="+Inf"}': "0+10x30",
    },
    "EtwinPagesFail": {"etwin_portal_failed_total": "0+1x30"},
    "EtwinErrors": {'etwin_log_lines_total{level="error"}': "0+1x30"},
}
#: What is as it should be, or nearly not: nothing comes on.
WELL = {
    'up{job="etwin",instance="a"}': "1x60",
    'up{job="etwin",instance="b"}': "0x60",
    "etwin_ready": "1x60",
    "etwin_database_up": "1x60",
    "etwin_schema_current": "1x60",
    'etwin_seat_held{seat="clock",instance="a"}': "0x60",
    'etwin_seat_held{seat="clock",instance="b"}': "1x60",
    'etwin_gate_open{upstream="telegram"}': "1x60",
    'etwin_outbox_oldest_seconds{lane="reply"}': "60x60",
    'etwin_outbox_oldest_seconds{lane="reminder"}': "900x60",
    'etwin_outbox_oldest_seconds{lane="bulk"}': "90000x60",
    'etwin_parked_events{door="room"}': "0x60",
    'etwin_homeserver_silent_seconds{instance="a"}': "30x60",
    'etwin_homeserver_silent_seconds{instance="b"}': "500x60",
    'etwin_homeserver_lag_seconds_bucket{le="30"}': "0+10x60",
    'etwin_homeserver_lag_seconds_bucket{le="+Inf"}': "0+10x60",
    "etwin_rooms_heard_seconds": "90000x60",
    'etwin_rooms{state="failing"}': "0x60",
    'etwin_rooms{state="settled"}': "200x60",
    "etwin_unsupervised_classes": "2x60",
    'etwin_clock_ahead_seconds{whose="homeserver"}': "1.9x60",
    "etwin_erasures_oldest_seconds": "86400x60",
    "etwin_exports_oldest_seconds": "3600x60",
    'etwin_backup_age_seconds{of="backup"}': "129600x60",
    'etwin_disk_free_bytes{folder="keys"}': "6000000000x60",
    'etwin_disk_bytes{folder="keys"}': "100000000000x60",
    'etwin_database_connections{state="idle"}': "90x60",
    "etwin_database_connections_most": "100x60",
    "etwin_database_read_age_seconds": "15x60",
    'etwin_jobs_total{task="daily.tell",outcome="failed"}': "3x60",
    'etwin_jobs_total{task="daily.tell",outcome="done"}': "0+1x60",
    'etwin_send_seconds_count{platform="telegram",outcome="done"}': "0+95x60",
    'etwin_send_seconds_count{platform="telegram",outcome="unknown"}': "0+5x60",
    'etwin_turn_seconds_bucket{le="1"}': "0+10x60",
    'etwin_turn_seconds_bucket{le="+Inf"}': "0+10x60",
    'etwin_portal_seconds_bucket{le="0.5"}': "0+10x60",
    'etwin_portal_seconds_bucket{le="+Inf"}': "0+10x60",
    "etwin_portal_failed_total": "3x60",
    'etwin_log_lines_total{level="error"}': "3x60",
}


def test_prometheus_loads_them():
    ended, said = tools.run(tools.promtool(), "check", "rules", str(FILE))

    assert ended == 0, said
    assert f"{len(RULES)} rules found" in said


def test_each_comes_on_when_it_should_and_none_while_all_is_well(tmp_path):
    assert ON.keys() == RULES.keys()
    cases = [case(values, 25, [name]) for name, values in ON.items()]
    cases.append(case(WELL, 50, []))
    file = tmp_path / "tests.yml"
    file.write_text(yaml.safe_dump({"rule_files": [str(FILE.absolute())], "tests": cases}))

    ended, said = tools.run(tools.promtool(), "test", "rules", str(file))

    assert ended == 0, said


def case(values, minutes, wanted):
    """Say for Prometheus' tool which alarms are wanted after so many minutes."""
    up = {} if any(name.startswith("up") for name in values) else {'up{job="etwin"}': "1x60"}
    series = [{"series": name, "values": value} for name, value in {**up, **values}.items()]
    # The tool compares labels and words too: what is counted is how many come on.
    asked = [
        {
            "expr": f'count(ALERTS{{alertname="{name}",alertstate="firing"}}) or vector(0)',
            "eval_time": f"{minutes}m",
            "exp_samples": [{"labels": "{}", "value": int(name in wanted)}],
        }
        for name in (wanted or RULES)
    ]
    return {"interval": "1m", "input_series": series, "promql_expr_test": asked}


@pytest.mark.parametrize("name", RULES)
def test_each_asks_only_for_numbers_and_labels_that_there_are(name):
    assert named.unknown(RULES[name]["expr"]) == []


@pytest.mark.parametrize("name", RULES)
def test_each_says_in_a_sentence_what_is_wrong_and_how_urgent_it_is(name):
    rule = RULES[name]

    assert rule["annotations"]["summary"].endswith(".")
    assert rule["labels"]["severity"] in {"page", "ticket"}


def test_each_has_its_row_in_the_handbook_and_no_row_is_of_another():
    text = Path("docs/operations.md").read_text()

    assert set(re.findall(r"^\| `(Etwin\w+)` \|", text, re.MULTILINE)) == RULES.keys()


@pytest.mark.parametrize("alarm", alarms.ALL, ids=lambda one: one.name)
def test_the_command_line_goes_by_the_same_limits(alarm):
    query = RULES[alarm.name]["expr"]

    assert f"{PREFIX}{alarm.number}" in {name for name, _ in named.asked(query)}
    assert re.search(rf"[<>] {re.escape(str(alarm.limit))}(?!\d)", query)


@pytest.mark.parametrize("alarm", alarms.ALL, ids=lambda one: one.name)
def test_the_command_line_sees_each_too_and_says_it_in_a_sentence(alarm):
    seen = alarms.on(alarms.Facts(facts_of(ON[alarm.name])))

    assert {name for name, _ in seen} == {alarm.name}
    assert all("{" not in sentence for _, sentence in seen)


def test_the_command_line_sees_none_while_all_is_well():
    of_another = {
        'etwin_seat_held{seat="clock",instance="a"}',
        'etwin_homeserver_silent_seconds{instance="b"}',
    }
    well = {name: values for name, values in WELL.items() if name not in of_another}

    assert alarms.on(alarms.Facts(facts_of(well))) == []


def facts_of(series):
    """Give what numbers are in the end, as the command line has them."""
    for name, values in series.items():
        number, *labels = re.split(r'[{}]|,|="|"', name)
        given = dict(zip(*[filter(None, labels)] * 2, strict=True))
        kind = described.ALL.get(number.removeprefix(PREFIX))
        if kind is not None:
            of = tuple(given.get(label, "") for label in kind.labels)
            last = float(values.split()[-1].partition("x")[0])
            yield Fact(number.removeprefix(PREFIX), last, of)
