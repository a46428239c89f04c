"""A coordinator's announcement, written through the front door, for several of these tests."""

from datetime import timedelta

from sqlalchemy import select

from handlers import campaigning
from handlers.conversation import File
from handlers.rich import Rich, Span
from storage import addresses, campaign_rows, campaigns, outbox
from storage.outbox import State

TEXT = "The spring seminars are open. Bring a colleague!"
RICH = Rich(TEXT, (Span(4, 10, "b"), Span(36, 47, "i")))
PICTURE = File("telegram", "AgAD", "photo", "image/jpeg", "spring.jpg", 4000)


class Desk:
    """What a coordinator does with announcements, by the buttons that they see."""

    def __init__(self, chats, database, by):
        self.chats, self.database, self.by = chats, database, by

    def say(self, text, **what):
        return self.chats.send(text, self.by, **what)

    def press(self, key, reply, by=None):
        return self.chats.press(key, reply, by or self.by)

    def write(self, text=TEXT, rich=RICH, others=(), narrower=()):
        """Answer every question; give the card at the end."""
        [asked] = self.say("/announce new")
        for answer in narrower:
            [asked] = self.press(answer, asked)
        if asked.key == "announce.ask_narrower":
            [asked] = self.press("form.skip", asked)
        assert asked.key == "announce.ask_text", asked.key
        [asked] = self.say(text, rich=rich if rich and rich.text == text else Rich(text))
        for language, other in others:
            [asked] = self.say(language)
            assert asked.key == "announce.ask_text", asked.key
            [asked] = self.say(other, rich=Rich(other))
        return self.to_the_end(asked)

    def to_the_end(self, asked):
        """Skip what may be skipped, and let it leave at once."""
        while asked.key != "announce.outcome":
            key = "announce.at_once" if asked.key == "announce.ask_when" else "form.skip"
            if asked.key.startswith("announce.change_"):
                key = "announce.keep_as_is"
            [asked] = self.press(key, asked)
        return asked

    def send(self, card):
        return self.press("announce.send", card)

    @property
    def campaign(self):
        """The newest announcement."""
        with self.database.reading() as db:
            return campaigns.by_id(
                db,
                db.scalar(
                    select(campaigns.table.c.id).order_by(campaigns.table.c.id.desc()).limit(1)
                ),
            )

    def tick(self, seconds=1):
        """Let the clock go on, and the engine with it."""
        self.chats.at += timedelta(seconds=seconds)
        while self.database.write(campaigning.tick, self.chats.at):
            pass

    def letters(self):
        """Read every letter of the campaign: to whom, in which state, and what it says."""
        table = outbox.table
        with self.database.reading() as db:
            query = select(table).where(table.c.batch == self.campaign.batch)
            return db.execute(query.order_by(table.c.id)).all()

    def deliver(self, state=State.SENT, why="", most=10_000):
        """Let what may leave leave, as delivery writes it down; give to whom."""
        table = outbox.table

        def work(db):
            waits = table.c.batch.like("campaign %") & (table.c.state == State.WAITING)
            rows = db.execute(select(table).where(waits).order_by(table.c.id).limit(most)).all()
            ids = [row.id for row in rows]
            values = {"state": int(state), "why": why, "attempted_at": self.chats.at}
            db.execute(table.update().where(table.c.id.in_(ids)).values(values))
            return rows

        return self.database.write(work)


def states(desk):
    found = {}
    for row in desk.letters():
        found[State(row.state).name] = found.get(State(row.state).name, 0) + 1
    return found


def counts(desk):
    with desk.database.reading() as db:
        return campaign_rows.count(db, desk.campaign, desk.chats.at)


def to_author(desk):
    return [one for one in desk.chats.new() if one.to == desk.by]


def people_of(database, *users):
    with database.reading() as db:
        found = [addresses.table.c.user == user for user in users]
        column = addresses.table.c.person_id
        return [db.scalar(select(column).where(one)) for one in found]
