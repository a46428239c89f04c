"""The months that are counted in tests."""

from datetime import UTC, date, datetime, timedelta

OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
#: When October is over, and all of it known.
OVER = datetime(2026, 11, 1, 0, 12, tzinfo=UTC)
LATER = OVER + timedelta(days=3)
