"""Statements put into SQL once and then run by the driver alone: what every turn asks."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from sqlalchemy import ClauseElement, Connection, Dialect
from sqlalchemy.exc import DBAPIError

_Processor = Callable[[Any], Any]


class Prepared:
    """A statement without lists of values, whose parameters are given by name.

    SQLAlchemy takes several times as long to run a statement as SQLite takes to answer it; in a
    turn that is most of the time (tests/bench/turn.py). What is seldom asked does without this.
    """

    def __init__(self, statement: ClauseElement, *columns: str) -> None:
        """Take a statement; an insert or update also names the columns that it is given."""
        self._statement = statement
        self._columns = list(columns) or None
        self._by_dialect: dict[str, _Sql] = {}

    def first(self, db: Connection, **values: Any) -> Sequence[Any] | None:
        """Run it and return the first row; None if there is none."""
        found = self.rows(db, **values)
        return found[0] if found else None

    def rows(self, db: Connection, **values: Any) -> list[Sequence[Any]]:
        """Run it and return every row."""
        sql = self._sql(db)
        rows: list[Sequence[Any]] = _run(db, sql, values, is_asked=True)
        return [sql.read(row) for row in rows] if sql.readers else rows

    def run(self, db: Connection, **values: Any) -> int:
        """Run it and return how many rows it changed."""
        changed: int = _run(db, self._sql(db), values, is_asked=False)
        return changed

    def _sql(self, db: Connection) -> "_Sql":
        name = db.dialect.name
        if name not in self._by_dialect:
            self._by_dialect[name] = _Sql(self._statement, self._columns, db.dialect)
        return self._by_dialect[name]


class _Sql:
    """The text of a statement for one kind of database, and how values go in and come out."""

    def __init__(
        self, statement: ClauseElement, columns: list[str] | None, dialect: Dialect
    ) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=columns)
        self.text = compiled.string
        self._names: list[str] | None = compiled.positiontup
        self._fixed = {
            name: bound.value for name, bound in compiled.binds.items() if not bound.required
        }
        self._writers: dict[str, _Processor] = {
            name: process
            for name, bound in compiled.binds.items()
            if (process := bound.type.dialect_impl(dialect).bind_processor(dialect))
        }
        selected = getattr(statement, "selected_columns", ())
        self.readers: list[tuple[int, _Processor]] = [
            (index, process)
            for index, column in enumerate(selected)
            if (process := column.type.dialect_impl(dialect).result_processor(dialect, None))
        ]

    def write(self, values: dict[str, Any]) -> Any:
        if self._fixed:
            values = {**self._fixed, **values}
        for name, process in self._writers.items():
            values[name] = process(values[name])
        return values if self._names is None else [values[name] for name in self._names]

    def read(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for index, process in self.readers:
            values[index] = process(values[index])
        return values


def _run(db: Connection, sql: _Sql, values: dict[str, Any], is_asked: bool) -> Any:
    """Run a statement; give its rows, or how many it changed."""
    if not db.in_transaction():
        db.begin()  # or a later commit() would find nothing to commit
    cursor = db.connection.cursor()
    try:
        cursor.execute(sql.text, sql.write(values))
        return cursor.fetchall() if is_asked else cursor.rowcount
    except db.dialect.loaded_dbapi.Error as error:
        raise _told_as_sqlalchemy_does(db, sql.text, error) from error


def _told_as_sqlalchemy_does(db: Connection, text: str, error: Exception) -> BaseException:
    """Wrap a driver's error as callers know it, and give a broken connection up."""
    dialect = db.dialect
    is_broken = dialect.is_disconnect(cast(Any, error), db.connection.dbapi_connection, None)
    if is_broken:
        db.invalidate(error)
    return DBAPIError.instance(
        text,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=is_broken,
        dialect=dialect,
    )
