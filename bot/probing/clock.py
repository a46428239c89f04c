"""Whether another's clock and ours are the same."""

#: What is due comes at the wrong time, and codes end too early, where they differ by more.
MOST_SECONDS = 2.0


def problem(ahead_seconds: float | None, whose: str) -> list[str]:
    """Say that a clock is not ours, and what to do; nothing if it is, or if it is not known."""
    if ahead_seconds is None or abs(ahead_seconds) <= MOST_SECONDS:
        return []
    where = "before" if ahead_seconds > 0 else "behind"
    return [
        f"The clock of the {whose} is {abs(ahead_seconds):.1f} s {where} this machine's. Set both"
        " right, and keep them so (NTP: `timedatectl`)."
    ]
