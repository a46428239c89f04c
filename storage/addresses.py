"""Where people write from: an account on a platform, known or not yet anybody's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    insert,
    select,
    update,
)

from storage import belongings
from storage.db import Db, UtcTime, metadata
from storage.prepared import Prepared

#: How long we remember a chat with somebody who never registered, after they last wrote.
KEPT = timedelta(days=365)

table = Table(
    "addresses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=True),
    Column("unreachable", Text, nullable=False, server_default=""),
    Column("seen_at", UtcTime, nullable=False),
    Column("linked_at", UtcTime, nullable=True),
    UniqueConstraint("platform", "user"),
    Index("ix_addresses_person_id", "person_id"),
    Index("ix_addresses_platform_chat", "platform", "chat"),
)


@dataclass(frozen=True)
class Address:
    """An account on a platform: `Address("matrix", "@ana:example.org")`."""

    platform: str
    user: str


@dataclass(frozen=True)
class Known:
    """An address that has written to us."""

    id: int
    platform: str
    user: str
    #: The private chat with it, in the platform's notation.
    chat: str
    #: The language we speak to it.
    language: str
    person_id: int | None
    #: Why nothing can be sent there, e.g. "blocked"; empty if it can.
    unreachable: str
    seen_at: datetime
    #: Since when it belongs to its person; None if to nobody.
    linked_at: datetime | None

    def is_linked_after(self, other: "Known") -> bool:
        """Tell whether this address came to its person later than another."""
        if self.linked_at is None or other.linked_at is None:
            return False
        return (self.linked_at, self.id) > (other.linked_at, other.id)


_add = Prepared(
    insert(table).returning(table.c.id), "platform", "user", "chat", "language", "seen_at"
)
_change = update(table).where(table.c.id == bindparam("id_"))
_greet = Prepared(_change, "chat", "unreachable", "seen_at")
_belong = Prepared(_change, "person_id", "linked_at")
_find = select(table).where(
    table.c.platform == bindparam("platform_"), table.c.user == bindparam("user_")
)
_by_user = Prepared(_find)
_held_by_user = Prepared(_find.with_for_update())
_of_chat = Prepared(
    select(table).where(
        table.c.platform == bindparam("platform_"), table.c.chat == bindparam("chat_")
    )
)
_of_person = Prepared(
    select(table).where(table.c.person_id == bindparam("person")).order_by(table.c.seen_at.desc())
)


def by_user(db: Db, address: Address) -> Known | None:
    """Find an address; None if it never wrote to us."""
    row = _by_user.first(db, platform_=address.platform, user_=address.user)
    return Known(*row) if row else None


def hold(db: Db, address: Address) -> Known | None:
    """Find an address and hold it until the transaction ends: its events take turns."""
    row = _held_by_user.first(db, platform_=address.platform, user_=address.user)
    return Known(*row) if row else None


def add(db: Db, address: Address, chat: str, language: str, at: datetime) -> Known:
    """Remember an address that writes for the first time."""
    who = {"platform": address.platform, "user": address.user}
    row = _add.first(db, **who, chat=chat, language=language, seen_at=at)
    assert row is not None
    return Known(row[0], address.platform, address.user, chat, language, None, "", at, None)


def greet(db: Db, known: Known, chat: str, at: datetime) -> None:
    """Note that the address wrote from `chat`: it can be reached there (again)."""
    _greet.run(db, id_=known.id, chat=chat, unreachable="", seen_at=at)


def of_person(db: Db, person_id: int) -> list[Known]:
    """List a person's addresses, the one last written from first."""
    return [Known(*row) for row in _of_person.rows(db, person=person_id)]


def of_chat(db: Db, platform: str, chat: str) -> Known | None:
    """Find the address with which we have a private chat; None if there is none."""
    row = _of_chat.first(db, platform_=platform, chat_=chat)
    return Known(*row) if row else None


def preferred(db: Db, person_id: int) -> Known | None:
    """Find where a person is best reached: where they last wrote from, if it takes messages."""
    known = of_person(db, person_id)
    reachable = [one for one in known if not one.unreachable]
    return next(iter(reachable or known), None)


def belong(db: Db, address_id: int, person_id: int, at: datetime) -> None:
    """Make the address one of the person's."""
    _belong.run(db, id_=address_id, person_id=person_id, linked_at=at)


def speak(db: Db, address_id: int, language: str) -> None:
    """Speak `language` to this address from now on, and to the others of its person."""
    person_id = db.scalar(select(table.c.person_id).where(table.c.id == address_id))
    mine = table.c.id == address_id
    change = update(table).where(
        mine if person_id is None else mine | (table.c.person_id == person_id)
    )
    db.execute(change.values(language=language))


def lose(db: Db, platform: str, chat: str, why: str) -> None:
    """Note that nothing can be sent to a chat, until it writes again."""
    where = (table.c.platform == platform) & (table.c.chat == chat)
    db.execute(update(table).where(where).values(unreachable=why))


def move(db: Db, platform: str, chat: str, new_chat: str) -> None:
    """Follow a chat to its new id."""
    where = (table.c.platform == platform) & (table.c.chat == chat)
    db.execute(update(table).where(where).values(chat=new_chat))


def forget_strangers(db: Db, at: datetime) -> None:
    """Forget the chats of people who never registered and have not written for a year."""
    is_nobodys = table.c.person_id.is_(None)
    belongings.remove(db, table, is_nobodys & (table.c.seen_at < at - KEPT))
