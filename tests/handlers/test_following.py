"""Files, changes and answers: what goes with a message from one teacher to another."""

import pytest

from handlers.conversation import File
from handlers.platform import MOST_FILE_BYTES
from handlers.rich import Rich, Span
from storage import addresses, blocks, contacts, deliveries, outbox, sending
from storage.addresses import Address
from storage.outbox import State
from storage.sending import Outcome
from tests.conftest import NOON

PHOTO = File("telegram", "AgAC1", "photo", "image/jpeg", "photo.jpg", 5_000)


class Pair:
    """Ana and Ben, contacts; and what they write to each other."""

    def __init__(self, chats, teacher):
        self.chats = chats
        (self.ana, self.at_ana), (self.ben, self.at_ben) = teacher("Ana"), teacher("Ben")
        [code] = chats.send("/mycode", self.at_ben)
        _, request = self._tell(chats.send(code.fields["command"].text, self.at_ana), self.at_ana)
        chats.press("contacts.accept", request, self.at_ben)

    def _tell(self, _, by):
        return self.chats.send("Shall we work together?", by)

    def write(self, text, message="", to=None, by=None, about="", **what):
        """Write a letter; give what is put for its reader."""
        by, to = by or self.at_ana, to or self.ben
        self.chats.send(f"/write {to.id}", by, kind="press", about=about)
        return self.chats.send(text, by, message=message, **what)[-1]

    def rows(self):
        with self.chats.database.reading() as db:
            return db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()

    def arrive(self):
        """Let everything that waits be sent; give the newest message's id in its chat."""

        def work(db):
            for row in self.rows():
                if row.state == State.WAITING:
                    sending.mark(db, [Outcome(row.id, State.SENT)])
                    deliveries.add(db, [deliveries.Delivery(row.id, 0, row.chat, f"r{row.id}")])

        self.chats.database.write(work)
        return f"r{self.rows()[-1].id}"


@pytest.fixture
def pair(chats, teacher):
    """Two contacts."""
    return Pair(chats, teacher)


def test_a_file_goes_to_a_contact_with_its_caption(pair):
    letter = pair.write("our class", kind="file", file=PHOTO)

    assert (letter.key, letter.to, letter.file) == ("contacts.file", pair.at_ben, PHOTO)
    assert letter.fields == {"name": "Ana", "text": "our class"}


def test_a_file_needs_no_words(pair):
    letter = pair.write("", kind="file", file=PHOTO)

    assert (letter.key, letter.fields["text"], letter.file) == ("contacts.file", "", PHOTO)


def test_formatting_goes_across(pair):
    rich = Rich(" very good ", (Span(6, 10, "b"),))

    letter = pair.write("very good", rich=rich)

    assert letter.fields["text"] == Rich("very good", (Span(5, 9, "b"),))


def test_a_reply_with_a_file_is_an_answer_in_a_file(pair):
    pair.write("Hello Ben")
    about = pair.arrive()

    _, letter = pair.chats.send("", pair.at_ben, about=about, kind="file", file=PHOTO)

    assert (letter.to, letter.file) == (pair.at_ana, PHOTO)


def test_a_letter_in_words_after_one_with_a_file_has_none(pair):
    pair.write("", kind="file", file=PHOTO)

    assert pair.write("only words").file is None


@pytest.mark.parametrize(
    ("file", "key"),
    [
        (None, "router.no_files_here"),
        (
            File("matrix", "mxc://x/y", "file", "video/mp4", "f", MOST_FILE_BYTES + 1),
            "files.too_big",
        ),
    ],
    ids=["no file", "too big"],
)
def test_what_cannot_go_across_is_refused_and_the_question_stays_open(pair, file, key):
    pair.chats.send(f"/write {pair.ben.id}", pair.at_ana)

    [refusal] = pair.chats.send("look", pair.at_ana, kind="file", file=file)
    [_, letter] = pair.chats.send("in words then", pair.at_ana)

    assert refusal.key == key
    assert letter.fields["text"] == "in words then"


def test_a_file_of_the_biggest_size_goes_across(pair):
    file = File("telegram", "BQAC", "file", "application/pdf", "plan.pdf", MOST_FILE_BYTES)

    assert pair.write("", kind="file", file=file).file == file


def test_a_file_that_nobody_asked_for_is_refused_kindly(pair):
    [reply] = pair.chats.send("", pair.at_ana, kind="file", file=PHOTO)

    assert reply.key == "router.no_files_here"


def test_a_question_for_words_takes_no_file(pair, chats, teacher):
    _, cleo = teacher("Cleo")
    [code] = chats.send("/mycode", cleo)
    chats.send(code.fields["command"].text, pair.at_ben)

    [refusal] = chats.send("hello, I am Ben", pair.at_ben, kind="file", file=PHOTO)

    assert refusal.key == "router.no_files_here"


def test_an_edit_changes_what_has_not_left_yet(pair):
    pair.write("Hello Bne", message="11")
    before = len(pair.rows())

    assert pair.chats.send("Hello Ben", pair.at_ana, kind="edit", message="11") == []

    assert len(pair.rows()) == before
    assert '"text":"Hello Ben"' in pair.rows()[-1].payload


def test_an_edit_follows_what_has_arrived_with_its_name_buttons_and_file(pair):
    letter = pair.write("our clss", message="11", kind="file", file=PHOTO)
    pair.arrive()

    [change] = pair.chats.send("our class", pair.at_ana, kind="edit", message="11")

    target, row = pair.rows()[-2:]
    assert (row.target, row.chat) == (target.id, "chat of ben")
    assert (change.key, change.buttons, change.file) == (letter.key, letter.buttons, PHOTO)
    assert change.fields == {"name": "Ana", "text": "our class"}


def test_an_edit_keeps_its_formatting(pair):
    pair.write("good", message="11")
    pair.arrive()

    [change] = pair.chats.send(
        "good", pair.at_ana, kind="edit", message="11", rich=Rich("good", (Span(0, 4, "b"),))
    )

    assert change.fields["text"] == Rich("good", (Span(0, 4, "b"),))


@pytest.mark.parametrize(("file", "most"), [(None, 3000), (PHOTO, 800)], ids=["words", "file"])
def test_an_edit_that_its_reader_would_not_see_whole_is_said_to_its_author(pair, file, most):
    pair.write("Hello Bne", message="11", **({"kind": "file", "file": file} if file else {}))
    pair.arrive()

    [told] = pair.chats.send("x" * (most + 1), pair.at_ana, kind="edit", message="11")
    [change] = pair.chats.send("x" * most, pair.at_ana, kind="edit", message="11")

    assert (told.key, told.to, told.fields["most"]) == ("contacts.edit_too_long", pair.at_ana, most)
    assert (change.to, change.fields["text"]) == (pair.at_ben, "x" * most)


@pytest.mark.parametrize("message", ["12", ""])
def test_an_edit_of_what_nobody_got_changes_nothing(pair, message):
    pair.write("Hello Ben", message="11")
    pair.arrive()

    assert pair.chats.send("Hello", pair.at_ana, kind="edit", message=message) == []


def test_nobody_changes_what_another_wrote(pair, teacher):
    cleo, at_cleo = teacher("Cleo")
    pair.chats.database.write(contacts.join, cleo.id, pair.ben.id, NOON)
    pair.write("Hello Ben", message="11")
    pair.arrive()

    for forger in (pair.at_ben, at_cleo):
        assert pair.chats.send("I hate you", forger, kind="edit", message="11") == []


def test_an_edit_does_not_reach_past_a_block(pair):
    pair.write("Hello Ben", message="11")
    pair.arrive()
    pair.chats.database.write(blocks.add, pair.ben.id, pair.ana.id, NOON)

    assert pair.chats.send("I hate you", pair.at_ana, kind="edit", message="11") == []


def test_an_answer_is_shown_under_what_it_answers(pair):
    pair.write("Hello Ben", message="11")
    about = pair.arrive()

    pair.chats.send("Hello Ana", pair.at_ben, about=about, message="21")
    by_reply = pair.rows()[-1]
    pair.write("And more", by=pair.at_ben, to=pair.ana, about=about)
    by_button = pair.rows()[-1]

    assert (by_reply.chat, by_reply.replies_to) == ("chat of ana", "11")
    assert by_button.replies_to == "11"


def test_an_answer_is_shown_alone_where_its_reader_did_not_write(pair):
    pair.write("Hello Ben", message="11")
    about = pair.arrive()

    def move(db):
        newer = addresses.add(db, Address("matrix", "@ana:x"), "!ana", "en", NOON)
        addresses.belong(db, newer.id, pair.ana.id, NOON)
        db.execute(addresses.table.delete().where(addresses.table.c.chat == "chat of ana"))

    pair.chats.database.write(move)
    pair.chats.send("Hello Ana", pair.at_ben, about=about, message="21")

    row = pair.rows()[-1]
    assert (row.chat, row.replies_to) == ("!ana", "")
