"""A crowd that takes places, as a process of its own: DATABASE-URL FIRST-PERSON PEOPLE THREADS."""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, func, insert, select

from storage.db import Database, lock

PLACES = 100

metadata = MetaData()
seminars = Table("test_seminars", metadata, Column("id", Integer, primary_key=True))
seats = Table(
    "test_seats",
    metadata,
    Column("person", Integer, primary_key=True),
    Column("seminar_id", ForeignKey("test_seminars.id"), nullable=False),
)


@dataclass(frozen=True)
class Seminar:
    """Something with a number of places."""

    id: int


def join(db, seminar: Seminar, person: int) -> bool:
    """Take a place; False if none is free."""
    lock(db, seminar, seminars)
    taken = db.scalar(select(func.count()).where(seats.c.seminar_id == seminar.id))
    if taken >= PLACES:
        return False
    db.execute(insert(seats).values(person=person, seminar_id=seminar.id))
    return True


def main(url: str, first: str, people: str, threads: str) -> None:
    """Let everybody join at once when a line comes in; print who got a place and who not."""
    database = Database(url)
    everybody = range(int(first), int(first) + int(people))
    with ThreadPoolExecutor(int(threads)) as pool:
        print("ready", flush=True)
        sys.stdin.readline()
        told = Counter(pool.map(lambda person: database.write(join, Seminar(1), person), everybody))
    print(told[True], told[False], flush=True)
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
