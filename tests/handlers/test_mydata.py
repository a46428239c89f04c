"""/mydata: everything that we hold about a person, and nothing of others'. Rule REG-6."""

import json
from datetime import UTC

import pytest
from sqlalchemy import Boolean, Date, DateTime, Integer, LargeBinary, insert

from handlers import making
from handlers.conversation import Recipe
from storage import addresses, belongings, contacts, holdings, ideas, partner_matches, reports
from storage.belongings import RULES
from storage.contacts import State as Asked
from storage.db import UtcTime, WordList, metadata
from tests import makers
from tests.conftest import NOON

ASKED = int(NOON.timestamp())


def wanted(database, who):
    [known] = database.read(addresses.of_person, who.id)
    return Recipe("mydata", (who.id, known.id, ASKED))


def made(database, who):
    file = database.read(making.make, wanted(database, who), "en", UTC)
    assert (file.name, file.mime) == ("etwinning-mydata.json", "application/json")
    return json.loads(file.content)


def test_the_file_comes_with_the_answer(send, teacher, database):
    who, ana = teacher("Ana")

    [reply] = send("/mydata", ana)

    assert (reply.key, reply.file) == ("mydata.done", wanted(database, who))


def test_it_holds_the_profile_the_contacts_and_what_was_begun(chats, teacher, database):
    who, ana = teacher("Ana", about="We sing.")
    ben, _ = teacher("Ben", country="DE")

    def work(db):
        made = contacts.ask(db, who.id, ben.id, "Shall we sing?", NOON)
        contacts.answer(db, made, Asked.ACCEPTED, NOON)

    database.write(work)
    chats.send("/profile name", ana)

    held = made(database, who)

    assert (held["you"]["name"], held["you"]["about"]) == ("Ana", "We sing.")
    assert held["you"]["school"] == "School of Ana, Cluj"
    [asked] = held["contact requests you sent"]
    assert (asked["asked"], asked["words"]) == ("Ben", "Shall we sing?")
    assert held["chats in which you write to us"][0]["user"] == "ana"
    assert held["forms you began"][0]["form"] == "profile_name"
    assert held["messages to you"][0]["kind"] == "profile.ask_name"


def test_what_others_wrote_is_not_in_it(chats, teacher, database):
    who, ana = teacher("Ana")
    ben, bens = teacher("Ben", country="DE")
    [code] = chats.send("/mycode", ana)
    chats.send(code.fields["command"].text, bens)
    chats.send("A secret of Ben's.", bens)

    def work(db):
        ids = {"reporter_id": ben.id, "about_id": who.id}
        reports.add(db, **ids, kind="message", words="They shout.", frozen="Hey!", at=NOON)

    database.write(work)

    text = json.dumps(made(database, who), ensure_ascii=False)

    assert "A secret" not in text
    assert "They shout" not in text
    assert '"asker": "Ben"' in text


def test_nobody_is_named_whose_name_they_do_not_know(chats, teacher, database):
    who, ana = teacher("Ana")
    known = {name: teacher(name, country="DE")[0] for name in ("Asker", "Contact", "Founder")}
    hidden = {
        name: teacher(name, country="DE", is_available=True)[0]
        for name in ("Xaver", "Yvonne", "Zoe", "Wim")
    }

    def work(db):
        contacts.ask(db, known["Asker"].id, who.id, "hi", NOON)
        contacts.join(db, who.id, known["Contact"].id, NOON)
        makers.project(db, (known["Founder"], who), NOON)
        contacts.ask(db, who.id, hidden["Xaver"].id, "hi", NOON)
        declined = contacts.ask(db, who.id, hidden["Zoe"].id, "hi", NOON)
        contacts.answer(db, declined, Asked.DECLINED, NOON)
        partner_matches.add_interest(db, who.id, hidden["Yvonne"].id, NOON)

    database.write(work)
    chats.send(f"/interested {hidden['Yvonne'].id}", ana)
    chats.send(f"/block {hidden['Wim'].id}", ana)
    for name in hidden:
        chats.send(f"/notforme {hidden[name].id}", ana)
        chats.send(f"/report p{hidden[name].id}", ana)
        chats.send("That is very rude of them.", ana)

    held = made(database, who)

    text = json.dumps(held)
    assert [name for name in known if name not in text] == []
    assert [name for name in hidden if name in text] == []
    [blocked] = held["teachers you blocked"]
    assert blocked["blocked"] == "a teacher in Germany"
    assert len(held["reports you made"]) == 4


def test_nothing_that_opens_anything_is_in_it(chats, teacher, database):
    who, ana = teacher("Ana")
    [code] = chats.send("/link", ana)

    text = json.dumps(made(database, who))

    assert code.fields["command"].text.removeprefix("/link ") not in text
    assert "hash" not in text


def test_nobody_gets_another_s(database, teacher):
    who, _ = teacher("Ana")
    teacher("Ben")

    assert "Ben" not in json.dumps(made(database, who))
    assert database.read(making.make, Recipe("mydata", (999, 1, ASKED)), "en", UTC) is None


COLUMNS = dict(belongings.columns())


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.says))
def test_every_table_that_a_person_is_in_is_in_the_file(db, name):
    """Plant a row in the table and find it under its heading."""
    column = COLUMNS[name]
    me = plant(db, metadata.tables["people"])
    plant(db, column.table, {column.name: me})

    held = holdings.of_person(db, me)

    assert held[RULES[name].says]
    assert json.dumps(held)


_counter = iter(range(1, 100_000))


def plant(db, table, given=None):
    """Put a made-up row into a table, with what it points to; give its first key."""
    values = dict(given or {})
    for column in table.c:
        if column.name in values or (column.nullable and not column.primary_key):
            continue
        if column.foreign_keys:
            [key] = column.foreign_keys
            values[column.name] = plant(db, key.column.table)
        elif not (column.primary_key and is_number(column) and len(table.primary_key) == 1):
            values[column.name] = made_up(column)
    return db.execute(insert(table).values(values)).inserted_primary_key[0]


def is_number(column):
    return isinstance(column.type, Integer) and column.autoincrement is not False


def made_up(column):
    number = next(_counter)
    match column.type:
        case UtcTime() | DateTime():
            return NOON
        case Date():
            return NOON.date()
        case Boolean():
            return False
        case Integer():
            return number % 20
        case LargeBinary():
            return b"x"
        case WordList():
            return ("en",)
    if str(column) == "contacts.state":
        return "accepted"
    if column.name == "standing":
        return "validated"
    return "RO" if column.name == "country" else f"x{number}"


def test_languages_and_subjects_of_ideas_can_be_read(teacher, database):
    who, _ = teacher("Ana")
    draft = ideas.Draft("Songs", "We sing.", (9, 12), ("en", "fr"), ("music",), (), NOON.date())
    database.write(ideas.post, who.id, draft, NOON)

    [idea] = made(database, who)["ideas you posted"]

    assert (sorted(idea["languages"]), idea["subjects"]) == (["en", "fr"], ["music"])
