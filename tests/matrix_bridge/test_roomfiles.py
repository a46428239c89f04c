"""The file of a message in the classroom, as its event says it."""

import pytest

from matrix_bridge import roomfiles

PICTURE = {
    "msgtype": "m.image",
    "body": "Our stream",
    "filename": "IMG_1.jpg",
    "url": "mxc://school.example/abc",
    "info": {"mimetype": "image/jpeg", "size": 1234},
    "eu.etwin.file": {"alt": "A stream", "licence": "free"},
}


def read(**changes):
    content = {**PICTURE, **changes}
    return roomfiles.read({"sender": "@p_fox:school.example", "content": content})


def test_a_picture_is_read_with_what_is_said_of_it():
    file = read()

    assert (file.kind, file.ref, file.mime) == ("photo", "mxc://school.example/abc", "image/jpeg")
    assert (file.name, file.size) == ("IMG_1.jpg", 1234)
    assert (file.alt, file.licence) == ("A stream", "free")


def test_sounds_and_films_are_files():
    assert {read(msgtype=one).kind for one in ("m.audio", "m.video", "m.file")} == {"file"}


@pytest.mark.parametrize(
    "url",
    [
        "mxc://elsewhere.example/abc",
        "mxc://school.example.evil/abc",
        "https://school.example/abc",
        "mxc://school.example/abc/../other",
        None,
        7,
    ],
)
def test_what_lies_elsewhere_is_none_of_ours(url):
    assert read(url=url) is None


def test_a_change_is_read_as_it_is_now():
    changed = {"msgtype": "m.image", "body": "x.png", "url": "mxc://school.example/new"}

    assert read(**{"m.new_content": changed}).ref == "mxc://school.example/new"


def test_a_change_to_mere_words_has_no_file():
    assert read(**{"m.new_content": {"msgtype": "m.text", "body": "Sorry"}}) is None


def test_nonsense_is_nothing():
    assert read(**{"eu.etwin.file": 5, "info": "?"}).size == 0
    assert read(**{"eu.etwin.file": {"licence": "all mine"}}).licence == ""
    assert roomfiles.read({"sender": None, "content": []}) is None
