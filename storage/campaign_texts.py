"""What an announcement says in each language, and who reads it in which."""

from collections.abc import Sequence

from sqlalchemy import Column, ColumnElement, ForeignKey, Table, Text, delete, insert, select
from sqlalchemy import false as nobody

from storage import addresses, people
from storage.audiences import holds
from storage.countries import all_countries
from storage.db import Db, metadata

#: Who has no text of their own gets this one.
FALLBACK = "en"

table = Table(
    "campaign_texts",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("spans", Text, nullable=False),
)


def put(db: Db, campaign_id: int, language: str, text: str, spans: str) -> None:
    """Keep a text; one of the same language goes."""
    remove(db, campaign_id, language)
    values = {"campaign_id": campaign_id, "language": language, "text": text, "spans": spans}
    db.execute(insert(table).values(values))


def remove(db: Db, campaign_id: int, language: str) -> None:
    """Forget a text."""
    mine = (table.c.campaign_id == campaign_id) & (table.c.language == language)
    db.execute(delete(table).where(mine))


def of(db: Db, campaign_id: int) -> dict[str, tuple[str, str]]:
    """Read the texts with their formatting, by language: English first."""
    rows = db.execute(select(table).where(table.c.campaign_id == campaign_id)).all()
    ordered = sorted(rows, key=lambda row: (row.language != FALLBACK, row.language))
    return {row.language: (row.text, row.spans) for row in ordered}


def readers(languages: Sequence[str]) -> list[tuple[str, ColumnElement[bool]]]:
    """Say in SQL who reads which of these texts; the first that fits counts, the rest English.

    The bot's own language with somebody goes first; but it does not speak every language, so
    then that of their country does: where there are several, one they said they speak.
    """
    place, own = addresses.table, [one for one in languages if one != FALLBACK]
    spoken = [(one, place.c.language == one) for one in own]
    return spoken + [(one, _teaches_where(one)) for one in own]


def reads_another() -> ColumnElement[bool]:
    """Say in SQL of whom the bot knows that English is not what they chose."""
    return addresses.table.c.language != FALLBACK


def _teaches_where(language: str) -> ColumnElement[bool]:
    """Say in SQL who teaches where a language is spoken, and surely speaks it."""
    who = people.table
    there = [one for one in all_countries() if language in one.languages]
    alone = [one.code for one in there if len(one.languages) == 1]
    among = [one.code for one in there if len(one.languages) > 1]
    found = who.c.country.in_(alone) if alone else nobody()
    return found | (who.c.country.in_(among) & holds(who.c.languages, language))
