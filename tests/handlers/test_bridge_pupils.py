"""Nothing about a pupil, and nothing of a pupil's, goes to Telegram through the staff room."""

import pytest

from handlers.conversation import File
from handlers.rich import Rich, Span
from tests.handlers.bridges import Tied, said

PICTURE = File("room", "mxc://school.example/fox1", "photo", "image/png", "our river.png", 2000)
OTHER = File("room", "mxc://school.example/eva1", "photo", "image/png", "plan.png", 2000)


@pytest.fixture
def tied(database, chats, teacher):
    made = Tied(database, chats, teacher)
    made.tie()
    chats.send(f"/room follow {made.project.id}", made.at_ana)
    return made


def stays(rows):
    """Tell whether everything for Telegram says only that something stays."""
    shown = [said(row) for row in rows if row.platform == "telegram"]
    assert len(shown) == 2  # the group, and Ana who follows
    return [(one.fields["text"].key, one.file) for one in shown] == [("bridge.stays", None)] * 2


@pytest.mark.parametrize(
    "text", ["Fox was so good today", "FOX!", "(fox)", "ask @Fox", "_Fox_ wrote it", "fóx’s poem"]
)
def test_a_text_that_names_a_pupil_stays(tied, text):
    assert stays(tied.in_room(text))


def test_a_link_that_names_a_pupil_stays(tied):
    span = Span(0, 4, "a", "https://school.example/fox")

    assert stays(tied.in_room("here", rich=Rich("here", (span,))))


def test_what_is_changed_so_that_it_names_a_pupil_stays(tied):
    tied.arrive(tied.in_room("They are good", message="$m"))

    assert stays(tied.in_room("Fox is good", kind="edit", message="$m"))


def test_a_file_that_is_called_after_a_pupil_stays(tied):
    named = File("room", "mxc://school.example/x", "photo", "image/png", "fox.png", 2000)
    huge = File("room", "mxc://school.example/y", "file", "video/mp4", "fox.mp4", 21 * 1024**2)

    assert stays(tied.in_room("", kind="file", file=named))
    assert stays(tied.in_room("", kind="file", file=huge))


def test_a_pupils_picture_stays(tied):
    tied.in_room("", by="p_fox", kind="file", file=PICTURE, room="classroom", message="$p")

    assert stays(tied.in_room("look at this", kind="file", file=PICTURE))


def test_a_pupils_picture_that_was_taken_back_stays(tied):
    tied.in_room("", by="p_fox", kind="file", file=PICTURE, room="classroom", message="$p")
    tied.in_room("", by="p_fox", kind="taken back", about="$p", room="classroom")

    assert stays(tied.in_room("look at this", kind="file", file=PICTURE))


def test_a_teachers_own_picture_goes(tied):
    tied.in_room("", by="t_eva", kind="file", file=OTHER, room="classroom", message="$p")

    rows = tied.in_room("the foxes’ plan", kind="file", file=OTHER)

    assert [said(row).file for row in rows] == [OTHER, OTHER]


def test_what_is_written_to_the_bot_and_names_a_pupil_stays_out_of_the_group(tied, chats):
    [page] = chats.send("/room", tied.at_ana)
    chats.press("room.write", page, tied.at_ana)

    text = "Fox was so good today"
    chats.send(text, tied.at_ana, message="5", rich=Rich(text))

    [row] = [one for one in tied.rows() if one.chat == "-100"]
    assert said(row).fields["text"].key == "bridge.stays"
