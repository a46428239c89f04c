"""Which numbers there are, and which a query asks for."""

import re
from functools import cache

import promql_parser

from bot.numbers import described
from bot.numbers.counting import Numbers
from bot.portal.watching import Meter

#: What every process of Python gives, and Prometheus itself.
OTHERS = {"process_resident_memory_bytes", "process_cpu_seconds_total", "up", "ALERTS"}
#: What Prometheus adds to each number.
_ADDED = {"instance", "job"}
_SUFFIXES = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",), "gauge": ("",)}


@cache
def numbers() -> dict[str, frozenset[str]]:
    """List every name under which a number is given, with its labels."""
    found = {
        f"{described.PREFIX}{name}": frozenset(gauge.labels)
        for name, gauge in described.ALL.items()
    }
    counted = Numbers()
    Meter(counted.registry)
    for collector in list(counted.registry._collector_to_names):
        for family in collector.describe() if hasattr(collector, "describe") else ():
            if family.name.startswith(described.PREFIX):
                labels = frozenset(getattr(collector, "_labelnames", ("level",)))
                for suffix in _SUFFIXES[family.type]:
                    found[family.name + suffix] = labels | (
                        {"le"} if suffix == "_bucket" else set()
                    )
    lines = "etwin_log_lines_total"
    return {**found, lines: frozenset({"level"})}


def asked(query: str) -> list[tuple[str, frozenset[str]]]:
    """List the numbers that a query asks for, each with the labels by which it picks."""
    found: list[tuple[str, frozenset[str]]] = []
    tree = promql_parser.parse(query.replace("$__rate_interval", "5m"))

    def visit(one) -> bool:
        if isinstance(one, promql_parser.VectorSelector):
            labels = frozenset(matcher.name for matcher in one.matchers.matchers)
            found.append((one.name, labels - _ADDED))
        return True

    promql_parser.walk(tree, visit)
    return found


def grouped(query: str) -> set[str]:
    """List the labels by which a query tells apart what it adds up."""
    lists = re.findall(r"\bby \(([^)]*)\)", query)
    return {label.strip() for one in lists for label in one.split(",")} - _ADDED


def unknown(query: str) -> list[str]:
    """List what a query asks for that there is not: names, and labels of those there are."""
    wrong = []
    picked = asked(query)
    for name, labels in picked:
        if name in OTHERS:
            continue
        if name not in numbers():
            wrong.append(name)
        elif labels - numbers()[name]:
            wrong.append(f"{name}{sorted(labels - numbers()[name])}")
    known = {label for name, _ in picked for label in numbers().get(name, frozenset())}
    return wrong + sorted(grouped(query) - known)
