"""Who is reached by a message to many, in SQL: at which address, and how they want to be told."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select

from storage import addresses, blocks, notices, people
from storage.notices import DEFAULT_WAY

_people, _places = people.table, addresses.table
_ways, _quiet = notices.table, notices.quiet_hours


def way(chosen: Subquery) -> ColumnElement[str]:
    """Say in SQL how each who was chosen wants to be told: of this one, else of such things."""
    own = [chosen.c.way] if "way" in chosen.c else []
    return func.coalesce(*own, _ways.c.way, DEFAULT_WAY.value)


def reached(
    chosen: Subquery, kind: str, author_id: int | None, within: tuple[int, int] | None = None
) -> Select[Any]:
    """Select those who can be reached and may read the author, each with where and how.

    With `within`, their ids are above the first, up to the second: the databases then look at
    the addresses of no others.
    """
    other = _places.alias("other")
    is_later = or_(
        other.c.seen_at > _places.c.seen_at,
        and_(other.c.seen_at == _places.c.seen_at, other.c.id < _places.c.id),
    )
    newer = select(other.c.id).where(
        other.c.person_id == _places.c.person_id, other.c.unreachable == "", is_later
    )
    is_newest = and_(
        _places.c.person_id == _people.c.id, _places.c.unreachable == "", ~newer.exists()
    )
    is_way = and_(_ways.c.person_id == _people.c.id, _ways.c.kind == kind)
    query = (
        select()
        .select_from(chosen)
        .join(_people, _people.c.id == chosen.c.person_id)
        .join(_places, is_newest)
        .outerjoin(_ways, is_way)
        .outerjoin(_quiet, _quiet.c.person_id == _people.c.id)
    )
    if within is not None:
        query = query.where(_places.c.person_id > within[0], _places.c.person_id <= within[1])
    if author_id is None:
        return query
    return query.where(_people.c.id != author_id, ~blocks.apart(_people.c.id, author_id))
