"""A queue of more cards than are looked at in one go: counted, reached, decided. Rule NSS-1."""

from datetime import timedelta

import pytest

from handlers import queuing
from storage import approvals, label_reviews, projects, reports
from storage.people import Standing
from storage.projects import State
from tests import makers
from tests.conftest import NOON
from tests.handlers.queued import shown

DAY = timedelta(days=1)
WAITS = {"standing": Standing.WAITING}


def test_more_wait_than_are_looked_at_and_all_are_counted(chats, coordinator, teacher):
    _, maria = coordinator("Maria", "RO")
    for number in range(queuing.MOST + 3):
        teacher(f"T{number}", standing=Standing.WAITING)

    [card] = chats.send("/queue", maria)

    assert card.fields["count"] == queuing.MOST + 3


@pytest.fixture
def piled(monkeypatch, desk, teacher, database):
    """Seven of each kind wait, of which three are looked at in one go; give the cards' names."""
    monkeypatch.setattr(queuing, "MOST", 3)
    ida, olga = teacher("Ida")[0], teacher("Olga")[0]

    def work(db):
        names = [f"p{makers.teacher(db, f'W{n}', 'RO', NOON, **WAITS).id}" for n in range(7)]
        for number in range(7):
            made = makers.project(db, (ida, olga), NOON)
            names.append(f"j{made.id}RO")
            projects.change(db, made, State.NSS, NOON)
            db.execute(approvals.table.insert().values(project_id=made.id, country="RO"))
            label = label_reviews.send(db, made.id, ida.id, "RO", NOON + number * DAY)
            names.append(f"l{label.id}")
            ids = {"reporter_id": ida.id, "about_id": olga.id}
            report = reports.add(db, **ids, kind="profile", words="w", frozen="", at=NOON)
            names.append(f"m{report.id}")
        return {*names, "p5", "p6", "p7"}

    return database.write(work)


def test_all_kinds_are_counted_and_later_reaches_every_card(chats, desk, piled):
    [card] = chats.send("/queue", desk["maria"])
    assert card.fields["count"] == len(piled) == 31

    seen = []
    for _ in piled:
        seen.append(shown(card))
        [card] = chats.press("queue.later", card, desk["maria"])

    assert sorted(seen) == sorted(piled)
    assert shown(card) == seen[0], "after the last comes the first"


def test_a_card_beyond_the_oldest_is_decided_and_passed_on(chats, desk, piled):
    for letter in "pjl":
        of_kind = [one for one in piled if one.startswith(letter)]
        last = max(of_kind, key=lambda one: int(one[1:].strip("RO")))
        assert chats.send(f"/pass {last}", desk["maria"])[0].key == "queue.pass_to"
        assert chats.send(f"/takeover {last}", desk["mihai"])[0].key == "queue.card"
