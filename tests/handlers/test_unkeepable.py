"""What no database keeps is taken out of whatever people write, and costs nobody their message."""

import pytest

from handlers import markdown
from handlers.conversation import File
from handlers.rich import Rich, Span
from storage import events, materials
from tests.handlers.bridges import said

ODD, KEPT = "a\0b\ud83d.pdf", "ab?.pdf"


def test_a_file_keeps_its_odd_name_as_far_as_that_can_be_kept(tied):
    file = File("room", "mxc://school.example/x", "file", "application/pdf", ODD, 7, alt=ODD)

    tied.in_room(ODD, by="p_fox", room="classroom", kind="file", file=file)

    [filed] = tied.database.read(materials.of_project, tied.project.id)
    assert (filed.name, filed.mime, filed.alt) == (KEPT, "application/pdf", KEPT)
    assert tied.database.read(events.parked) == []


@pytest.mark.parametrize("mime", ["a/b\r\nc: d", "", "pdf", "application/\0pdf", "x" * 300, "²/³"])
def test_a_kind_of_file_that_is_none_is_just_a_file(tied, mime):
    [row] = tied.in_group("look", kind="file", file=File("telegram", "F", "file", mime, "x", 7))

    assert said(row).file.mime == "application/octet-stream"


def test_a_name_of_a_file_has_no_signs_that_steer(tied):
    file = File("telegram", "F", "file", "text/plain", "a\r\nb\x1bc\x7f.txt", 7)

    [row] = tied.in_group("look", kind="file", file=file)

    assert said(row).file.name == "abc.txt"


def test_formatted_words_with_odd_signs_cross_without_their_formatting(tied):
    odd = Rich("see here", (Span(0, 3, "b"), Span(4, 8, "a", f"https://x.example/{ODD}")))

    [row] = tied.in_group("see here", rich=odd)

    assert said(row).fields["text"] == Rich("see here")


def test_what_can_be_kept_is_left_as_it_is(tied):
    plain = Rich("să vedem 🙂", (Span(0, 2, "b"),))

    [row] = tied.in_group("x", rich=plain)

    assert said(row).fields["text"] == plain


@pytest.mark.parametrize("number", [2**31 - 1, 2**31, 2925567262, 10**15 - 1, 2**63, 10**400])
@pytest.mark.parametrize("command", ["expel", "project", "contact", "accept", "material", "post"])
def test_a_number_that_nothing_has_is_nothings(teacher, send, command, number):
    _, ana = teacher("Ana")

    assert send(f"/{command} {number} {number}", by=ana)


def test_a_picture_of_a_number_that_nothing_has_is_none():
    assert markdown.pictures_in(f"![x](picture:{10**12 - 1})") == [0]
