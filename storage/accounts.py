"""Accounts that we made on the homeserver for teachers, and whose account is whose in a project."""

from sqlalchemy import Column, ForeignKey, Table, Text, delete, insert, select

from storage import addresses, members, people, pupils
from storage.addresses import Address
from storage.db import Db, metadata
from storage.people import Person
from storage.pupils import Pupil

table = Table(
    "accounts",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("localpart", Text, nullable=False, unique=True),
)

#: Accounts of people who had two registrations: what was written with them stays theirs.
former = Table(
    "former_accounts",
    metadata,
    Column("localpart", Text, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
)


def add(db: Db, person_id: int, localpart: str) -> None:
    """Note the account made for a teacher who had none on our homeserver."""
    db.execute(insert(table).values(person_id=person_id, localpart=localpart))


def of_person(db: Db, person_id: int) -> str | None:
    """Find the localpart of the account made for a teacher; None if none was."""
    found: str | None = db.scalar(select(table.c.localpart).where(table.c.person_id == person_id))
    return found


def retire(db: Db, person_id: int, localpart: str, new_id: int) -> None:
    """Keep a person's account as a former one of somebody who has another already."""
    db.execute(delete(table).where(table.c.person_id == person_id))
    db.execute(insert(former).values(localpart=localpart, person_id=new_id))


def retired(db: Db, person_id: int, server_name: str) -> list[str]:
    """List the accounts with which a person once wrote, as full user ids."""
    query = select(former.c.localpart).where(former.c.person_id == person_id)
    return [f"@{localpart}:{server_name}" for localpart in db.scalars(query)]


def localparts(db: Db, person_id: int) -> list[str]:
    """List the accounts that were made for a teacher's TwinSpaces, now and before."""
    made, before = of_person(db, person_id), former.c.person_id == person_id
    return ([made] if made else []) + list(db.scalars(select(former.c.localpart).where(before)))


def former_owner(db: Db, localpart: str) -> Person | None:
    """Find whose account this was before they had another; None if nobody's."""
    person_id = db.scalar(select(former.c.person_id).where(former.c.localpart == localpart))
    return people.by_id(db, person_id) if person_id is not None else None


def own(db: Db, person_id: int, server_name: str) -> list[str]:
    """List a teacher's own accounts on our homeserver, as full user ids."""
    ending = f":{server_name}"
    known = addresses.of_person(db, person_id)
    return [one.user for one in known if one.platform == "matrix" and one.user.endswith(ending)]


def users(db: Db, person_id: int, server_name: str) -> list[str]:
    """List every account a teacher enters a TwinSpace with; empty if one has yet to be made."""
    made = of_person(db, person_id)
    return own(db, person_id, server_name) + ([f"@{made}:{server_name}"] if made else [])


def whose(db: Db, user: str) -> tuple[Person | None, Pupil | None]:
    """Find the teacher or the pupil behind an account of our homeserver, a full user id."""
    localpart = user[1:].split(":")[0]
    known = addresses.by_user(db, Address("matrix", user))
    made = select(table.c.person_id).where(table.c.localpart == localpart)
    person_id = known.person_id if known else db.scalar(made)
    if person_id is not None:
        return people.by_id(db, person_id), None
    return None, pupils.by_localpart(db, localpart)


def names(db: Db, project_id: int, server_name: str) -> dict[str, str]:
    """Say who stands behind each account in a project: teachers' names, pupils' pseudonyms."""
    class_ = pupils.table.c
    rows = db.execute(
        select(class_.localpart, class_.pseudonym).where(class_.project_id == project_id)
    )
    found = {f"@{localpart}:{server_name}": pseudonym for localpart, pseudonym in rows}
    teachers = people.of_ids(db, {one.person_id for one in members.ever(db, project_id)})
    for person_id, user in _users_of(db, list(teachers), server_name):
        found[user] = teachers[person_id].name
    return found


def _users_of(db: Db, ids: list[int], server_name: str) -> list[tuple[int, str]]:
    """List every account, also former ones, of several teachers, in few queries."""
    found = []
    for made in (table, former):
        query = select(made.c.person_id, made.c.localpart).where(made.c.person_id.in_(ids))
        found += [(one, f"@{localpart}:{server_name}") for one, localpart in db.execute(query)]
    theirs = addresses.table.c
    where = theirs.person_id.in_(ids), theirs.platform == "matrix"
    rows = db.execute(select(theirs.person_id, theirs.user).where(*where))
    return found + [(one, user) for one, user in rows if user.endswith(f":{server_name}")]
