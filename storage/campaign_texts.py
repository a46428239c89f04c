"""What an announcement says in each language, and who reads it in which."""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Table,
    Text,
    and_,
    delete,
    insert,
    or_,
    select,
)
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


def readers(
    languages: Sequence[str], spoken: Collection[str]
) -> list[tuple[str, ColumnElement[bool]]]:
    """Say in SQL who reads which of these texts; the first that fits counts, the rest English.

    The language that somebody speaks with the bot goes first. Of those that are not among what is
    `spoken` by it, nobody could choose one: these are read by whom they are likely to be known to.
    """
    place, own = addresses.table, [one for one in languages if one != FALLBACK]
    chosen = [(one, place.c.language == one) for one in own]
    others = [one for one in own if one not in spoken]
    named = [(one, _named_at_home(one)) for one in others]
    return chosen + named + [(one, _usual_at_home(one)) for one in others]


def reads_another() -> ColumnElement[bool]:
    """Say in SQL of whom the bot knows that English is not what they chose."""
    return addresses.table.c.language != FALLBACK


def _named_at_home(language: str) -> ColumnElement[bool]:
    """Say in SQL who speaks a language, by their own word, in a country where schools do."""
    there = [one.code for one in all_countries() if language in one.languages]
    return people.table.c.country.in_(there) & holds(people.table.c.languages, language)


def _usual_at_home(language: str) -> ColumnElement[bool]:
    """Say in SQL in whose country it is the first language, and who named no other of its own."""
    who, found = people.table, list[ColumnElement[bool]]()
    for country in all_countries():
        if country.languages[0] == language:
            others = [holds(who.c.languages, one) for one in country.languages[1:]]
            found.append(and_(who.c.country == country.code, *(~one for one in others)))
    return or_(*found) if found else nobody()
