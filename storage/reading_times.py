"""When each of many readers is to be told, in SQL: by their own clocks, habits and nights."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Row,
    Subquery,
    Text,
    and_,
    case,
    func,
    literal,
    literal_column,
    select,
    union,
)

from storage import addresses, notices, people
from storage.countries import all_countries
from storage.db import Db, UtcTime
from storage.notices import AWAKE, DEFAULT_QUIET, URGENT

_people, _places, _quiet = people.table, addresses.table, notices.quiet_hours
_ZONES = {one.code: one.zones[0] for one in all_countries()}
_NOWHERE = "UTC"


def _zone_of_country(zones: Sequence[tuple[str, str]]) -> ColumnElement[str]:
    """Say in SQL which zone a country has, by halves: its 46 codes are not tried one by one."""
    if len(zones) <= 3:
        return case(dict(zones), value=_people.c.country, else_=_NOWHERE)
    middle = len(zones) // 2
    is_before = _people.c.country < zones[middle][0]
    before, after = _zone_of_country(zones[:middle]), _zone_of_country(zones[middle:])
    return case((is_before, before), else_=after)


#: The reader's time zone, in SQL: written out once, since a message to many needs it each time.
ZONE: ColumnElement[str] = literal_column(
    str(
        case(
            (_people.c.zone != "", _people.c.zone),
            else_=_zone_of_country(sorted(_ZONES.items())),
        ).compile(compile_kwargs={"literal_binds": True})
    ),
    Text,
)
#: From which hour on, and until which, the reader is left alone.
BEGINS = func.coalesce(_quiet.c.begins, DEFAULT_QUIET[0])
ENDS = func.coalesce(_quiet.c.ends, DEFAULT_QUIET[1])
#: Where somebody reads: the time zone they chose, or none and their country; or neither.
_Place = tuple[str, str]
_ELSEWHERE: _Place = ("", "")
#: The places of those who chose no time zone, each with the one in which they read.
_PLACES = {("", country): zone for country, zone in _ZONES.items()} | {_ELSEWHERE: _NOWHERE}

#: ZoneInfo itself remembers only the last eight, and reads the others from their files again.
_zone = cache(ZoneInfo)


def due(
    db: Db,
    readers: Subquery,
    is_daily: ColumnElement[bool],
    kind: str,
    at: datetime,
    before: datetime | None,
) -> ColumnElement[datetime]:
    """Say in SQL when each reader is to be told: most share their habits with many others."""

    def no_later(when: datetime) -> datetime:
        return at if before is not None and when >= before else when

    places, nights = dict(_PLACES), defaultdict[tuple[int, int], dict[_Place, datetime]](dict)
    for own, begins, ends in [("", *DEFAULT_QUIET), *_own_habits(db, readers)]:
        here = {(own, ""): own} if own else _PLACES
        places |= here
        for place, zone in here.items() if kind not in URGENT else ():
            when = notices.after_quiet((begins, ends), _zone(zone), at)
            nights[begins, ends][place] = no_later(when)
    daily = {place: no_later(notices.next_daily(_zone(zone), at)) for place, zone in places.items()}
    first, last = BEGINS, ENDS
    asleep = [
        (and_(first == begins, last == ends), _by_place(times))
        for (begins, ends), times in nights.items()
        if any(when != at for when in times.values())
    ]
    now = literal(at, UtcTime)
    awake = [(_places.c.seen_at >= at - AWAKE, now)] if asleep else []
    return case((is_daily, _by_place(daily)), *awake, *asleep, else_=now)


def _own_habits(db: Db, readers: Subquery) -> Sequence[Row[Any, Any, Any]]:
    """List the time zones and quiet hours of those readers who chose some.

    Those with each are found by themselves: most chose neither, and need not be looked at.
    """
    reads = _people.c.id == readers.c.person_id
    mine = _quiet.c.person_id == _people.c.id
    query = select(_people.c.zone, BEGINS, ENDS).select_from(_people).join(readers, reads)
    quiet = query.join(_quiet, mine)
    elsewhere = query.outerjoin(_quiet, mine).where(people.HAS_ZONE)
    return db.execute(union(quiet, elsewhere)).all()


def _by_place(times: Mapping[_Place, datetime]) -> ColumnElement[datetime]:
    """Say in SQL which of these times a reader's place has: many share one."""
    zones, lands = defaultdict[datetime, list[str]](list), defaultdict[datetime, list[str]](list)
    for (zone, land), when in times.items():
        (zones if zone else lands)[when].append(zone or land)
    by_zone = [(_people.c.zone.in_(some), literal(when, UtcTime)) for when, some in zones.items()]
    by_land = [
        (and_(_people.c.zone == "", _people.c.country.in_(some)), literal(when, UtcTime))
        for when, some in lands.items()
    ]
    return case(*by_zone, *by_land, else_=literal(times.get(_ELSEWHERE), UtcTime))


def own_zones(db: Db) -> list[str]:
    """List the time zones of those who read times in another one than their country's."""
    return list(db.scalars(select(people.table.c.zone).where(people.HAS_ZONE).distinct()))
