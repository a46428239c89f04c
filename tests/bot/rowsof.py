"""A row of any table, with everything that it has to point to."""

import itertools
from datetime import date, timedelta

from sqlalchemy import Boolean, Date, Integer, LargeBinary, insert, inspect, select

from storage.db import UtcTime, WordList
from tests.conftest import NOON

_numbers = itertools.count(1)


def plant(db, table, **values):
    """Put a row there and give its primary key, as a condition."""
    for column in table.c:
        if column.name in values or not _is_needed(column):
            continue
        values[column.name] = _pointed_to(db, column) if column.foreign_keys else _any(column)
    made = db.execute(insert(table).values(values)).inserted_primary_key
    keys = inspect(table).primary_key
    return [column == value for column, value in zip(keys, made, strict=True)]


def is_there(db, table, key):
    return db.execute(select(table).where(*key)).first() is not None


def _is_needed(column):
    is_counted = column.primary_key and column.autoincrement and not column.foreign_keys
    if is_counted and isinstance(column.type, Integer) and len(column.table.primary_key) == 1:
        return column.autoincrement is False
    return not column.nullable and column.server_default is None


def _pointed_to(db, column):
    [key] = column.foreign_keys
    parent = key.column.table
    plant(db, parent)
    return db.scalar(select(key.column).order_by(key.column.desc()).limit(1))


def _any(column):
    number = next(_numbers)
    kinds = (
        (UtcTime, NOON),
        (WordList, ()),
        (Boolean, False),
        (Date, date(2026, 10, 5) - timedelta(days=number)),
        (Integer, number),
        (LargeBinary, b"x"),
    )
    text = f"x{number}"[: getattr(column.type, "length", None)]
    return next((value for kind, value in kinds if isinstance(column.type, kind)), text)
