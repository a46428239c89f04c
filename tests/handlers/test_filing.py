"""Files posted in the classroom: filed, described, changed, taken back and found again."""

import pytest

from storage import activities, materials, publications, room_media, safeguarding
from storage.materials import Wish
from tests.conftest import NOON
from tests.handlers.inclass import ANA, SERVER, keys


def filed(room):
    return room.database.read(materials.of_project, room.project.id)


def test_a_pupils_picture_is_filed_with_author_caption_and_activity(room):
    room.type("!activity Water", by="t_ana")

    message = room.post("p_fox", "Our stream", alt="A stream", licence="free")

    [one] = filed(room)
    assert (one.event_id, one.room, one.kind, one.mime) == (message, "!class", "photo", "image/png")
    assert (one.pupil_id, one.person_id) == (room.pupil("p_fox").id, None)
    assert (one.caption, one.alt, one.licence) == ("Our stream", "A stream", "free")
    [water] = room.database.read(activities.of_project, room.project.id)
    assert one.activity_id == water.id


def test_what_is_posted_after_the_activity_belongs_to_none(room):
    room.type("!activity Water", by="t_ana")
    room.type("!activity end", by="t_ana")

    room.post("p_fox", alt="A stream")

    assert filed(room)[0].activity_id is None


def test_the_staff_room_is_not_filed(room):
    room.post("t_ana", kind="staff_room")

    assert filed(room) == []


def test_a_file_of_another_room_is_not_filed(room):
    there = ("!elsewhere", "$there", "$there", room.project.id)
    room.database.write(room_media.add, f"mxc://{SERVER}/abc", *there)

    room.post("p_fox")

    assert filed(room) == []


def test_nobody_else_is_filed(room):
    room.post("stranger")

    assert filed(room) == []


def test_the_description_is_no_caption_where_nothing_was_written(room):
    room.post("p_fox", "A stream", alt="A stream")

    assert filed(room)[0].caption == ""


def test_what_is_to_be_seen_is_asked_in_answer_to_the_picture(room):
    message = room.post("p_fox")

    [(where, answers, asked)] = room.said()
    assert (where, answers, asked.key) == ("!class", message, "materials.ask_alt")


def test_nobody_is_asked_for_a_described_picture_or_for_a_document(room):
    room.post("p_fox", alt="A stream")
    room.post("p_fox", what="file")

    assert room.said() == []


def test_many_pictures_in_a_row_are_asked_about_once(room):
    room.post("p_fox")
    room.post("p_fox")
    room.post("p_hare")

    assert len(room.said()) == 2


def test_alt_describes_the_picture_that_is_answered(room):
    first, second = room.post("p_fox"), room.post("p_fox")

    said = room.type("!alt A  stream in spring", by="p_fox", about=first)

    assert keys(said) == ["materials.described_licence"]
    known = {one.event_id: one.alt for one in filed(room)}
    assert known == {first: "A stream in spring", second: ""}


def test_alt_alone_describes_ones_newest_picture_that_lacks_it(room):
    mine = room.post("p_fox")
    room.post("p_hare")

    room.type("!alt A stream", by="p_fox")

    assert {one.event_id: one.alt for one in filed(room)}[mine] == "A stream"


def test_pupils_describe_only_their_own(room):
    message = room.post("p_hare")

    said = room.type("!alt Something silly", by="p_fox", about=message)

    assert keys(said) == ["materials.not_yours"]
    assert filed(room)[0].alt == ""


def test_teachers_describe_what_pupils_posted(room):
    message = room.post("p_owl")

    room.type("!alt A castle", by="t_ana", about=message)

    assert filed(room)[0].alt == "A castle"


def test_the_licence_is_one_of_a_few_words(room):
    message = room.post("p_fox", alt="A stream")

    assert keys(room.type("!licence mine", by="p_fox", about=message)) == [
        "materials.licence_usage"
    ]
    assert keys(room.type("!licence free", by="p_fox", about=message)) == ["materials.licensed"]
    assert filed(room)[0].licence == "free"


def test_somebody_elses_work_needs_its_source(room):
    message = room.post("p_fox", alt="A stream")

    said = room.type("!licence others", by="p_fox", about=message)

    assert keys(said) == ["materials.ask_source"]
    assert filed(room)[0].licence == ""
    room.type("!licence others The museum of Cluj", by="p_fox", about=message)
    assert (filed(room)[0].licence, filed(room)[0].source) == ("others", "The museum of Cluj")


def test_a_changed_caption_is_followed_and_what_was_described_stays(room):
    message = room.post("p_fox", "Our stream")
    room.type("!alt Water", by="p_fox", about=message)

    room.edit(message, "p_fox", "Our river")

    [one] = filed(room)
    assert (one.caption, one.alt) == ("Our river", "Water")


def test_a_file_put_in_the_others_place_is_followed(room):
    message = room.post("p_fox", alt="A stream")

    room.edit(message, "p_fox", ref="mxc://school.example/other", mime="image/jpeg")

    assert (filed(room)[0].ref, filed(room)[0].mime) == ("mxc://school.example/other", "image/jpeg")


def test_somebody_elses_change_changes_nothing(room):
    message = room.post("p_fox", "Our stream", alt="A stream")

    room.edit(message, "p_hare", "Ha!")

    assert filed(room)[0].caption == "Our stream"


def test_what_is_taken_back_is_gone_with_its_words(room):
    message = room.post("p_fox", "Our stream", alt="A stream")

    room.take_back(message, "t_eva")

    assert filed(room) == []
    left = room.database.read(materials.by_event, message)
    assert (left.caption, left.alt, left.name, left.is_there) == ("", "", "", False)


def test_a_message_that_became_mere_words_is_no_material_any_more(room):
    message = room.post("p_fox", "Our stream", alt="A stream")

    room.edit(message, "p_fox", "Sorry", ref=None)

    assert filed(room) == []


def test_what_was_public_ends_with_its_file_and_that_is_written_down(room):
    message = room.post("p_fox", "Our stream", alt="A stream", licence="free")
    [one] = filed(room)
    concerned = publications.Concerned([], [])
    room.database.write(publications.ask, one, room.project.founder_id, None, concerned, NOON)

    room.edit(message, "p_fox", "Sorry", ref=None)

    assert room.database.read(publications.of_material, one.id) is None
    [*_, (entry, _)] = room.database.read(lambda db: list(safeguarding.entries(db)))
    assert (entry.kind, entry.actor) == ("withdrawn", f"pupil:{room.pupil('p_fox').id}")


@pytest.mark.parametrize(
    "words", ["stre", "WATER", "blue", "img", "spring", "our stream", "fox water"]
)
def test_a_material_is_found_by_caption_activity_author_name_and_description(room, words):
    room.type("!activity Water", by="t_ana")
    message = room.post("p_fox", "Our stream", alt="Flowers in spring")
    room.type("!activity end", by="t_ana")
    room.post("p_owl", "A castle", name="scan.png", alt="Walls")

    found = room.database.read(materials.search, room.project.id, Wish(words))

    assert [one.event_id for one in found] == [message]


def test_a_search_keeps_to_kind_and_activity(room):
    room.type("!activity Water", by="t_ana")
    picture = room.post("p_fox", alt="A stream")
    [water] = room.database.read(activities.of_project, room.project.id)
    room.type("!activity end", by="t_ana")
    document = room.post("p_fox", what="file")

    def search(**wish):
        found = room.database.read(materials.search, room.project.id, Wish(**wish))
        return [one.event_id for one in found]

    assert search(activity_id=water.id) == [picture]
    assert search(activity_id=0) == [document]
    assert search(kind="photo") == [picture]
    assert search(kind="file") == [document]


def test_the_chat_counts_pictures_and_shows_no_pupils_words(room, chats):
    room.type("!activity Water", by="t_ana")
    room.post("p_fox", "Zyxword", name="zyxname.png", alt="Zyxalt")
    room.post("t_ana", "The plan", what="file")
    room.post("t_eva", "Look what Blue Fox drew", what="file")

    card, found = *chats.send("/materials", ANA), *chats.send("/materials water", ANA)

    assert (card.key, found.key, found.fields["count"]) == ("materials.card", "materials.found", 3)
    for reply in (card, found):
        assert "The plan" in str(reply)
        assert "Fox" not in str(reply)
        assert "zyx" not in str(reply).lower()


def test_a_pupil_is_looked_for_on_the_page_and_not_named_in_the_chat(room, chats):
    room.post("p_fox", alt="A stream")

    [reply] = chats.send("/materials blue fox", ANA)

    assert reply.key == "materials.not_by_pupil"
    assert "/open/" in str(reply.fields["link"])
    assert "fox" not in str(reply).lower()


def test_what_is_looked_for_and_not_there_is_said(room, chats):
    [card] = chats.send("/materials", ANA)
    assert card.key == "materials.empty"
    room.post("p_fox", alt="A stream")
    [card] = chats.send("/materials", ANA)
    chats.press("materials.search", card, ANA)

    [reply] = chats.send("castle", ANA)

    assert reply.key == "materials.found_none"
