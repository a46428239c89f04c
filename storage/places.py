"""A place in a list that is sorted by time and id, to go on from there."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement

#: A time and an id; of those of the same time the one with the lower id comes first.
Place = tuple[datetime, int]
#: Before everything.
START: Place = (datetime(2000, 1, 1, tzinfo=UTC), 0)


def from_(
    since: ColumnElement[Any], number: ColumnElement[Any], place: Place
) -> ColumnElement[bool]:
    """Say of rows that they stand at a place or behind it."""
    at, first = place
    return (since > at) | ((since == at) & (number >= first))
