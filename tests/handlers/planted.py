"""Somebody whose name stands nowhere else, and where it is found."""

from sqlalchemy import select

from handlers import leaving
from storage import (
    group_members,
    groups,
    outbox,
    proofs,
    sending,
)
from storage.db import metadata
from storage.outbox import State
from storage.sending import Outcome
from tests.conftest import NOON

#: What stands nowhere else.
PLANTED = "Zyxwana"


def everything(database):
    """Read every value of every row as text."""
    with database.reading() as db:
        for table in metadata.sorted_tables:
            for row in db.execute(select(table)):
                for column, value in row._mapping.items():
                    yield f"{table.name}.{column}", str(value)


def where(database, text):
    return sorted({place for place, value in everything(database) if text in value})


def send_out(database):
    """Let everything that waits be sent."""

    def work(db):
        ids = db.scalars(select(outbox.table.c.id).where(outbox.table.c.state == State.WAITING))
        sending.mark(db, [Outcome(number, State.SENT) for number in ids.all()])

    database.write(work)


def carry_out(database, at=NOON):
    while database.write(leaving.carry_out, at):
        pass


def forget(chats, by):
    [sure] = chats.send("/forget", by)
    assert sure.key == "forget.sure"
    return chats.press("forget.yes", sure, by)


def plant(chats, teacher, school, database):
    """Somebody who did what one can do, and Ben, who knows them."""
    oak = school()
    who, ana = teacher(PLANTED, school=oak, about=f"{PLANTED} sings.", platform="matrix")
    ben, bens = teacher("Ben", country="DE")
    [code] = chats.send("/mycode", ana)
    chats.send(code.fields["command"].text, bens)
    _, request = chats.send("We met at the seminar.", bens)
    chats.press("contacts.accept", request, ana)
    chats.send(f"/write {ben.id}", ana)
    chats.send(f"A letter of {PLANTED}.", ana)
    chats.send("/available on", ana)
    chats.send("/register", ana)
    chats.send("/idle", ana)

    def work(db):
        about = {"title": "Choirs", "description": "d", "entry": groups.Entry.OPEN}
        group = groups.propose(db, ben.id, NOON, languages=("en",), **about)
        groups.change(db, group, groups.State.ACTIVE, NOON)
        for one in (who, ben):
            state, role = group_members.State.IN, group_members.Role.MEMBER
            group_members.put(db, group.id, one.id, role=role, state=state, at=NOON)
        proofs.keep(db, proofs.Proof(who.id, proofs.Kind.CERTIFICATE, NOON, ref=PLANTED))

    database.write(work)
    return who, ana, ben, bens
