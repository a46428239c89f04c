"""What was typed wrongly is said first, and where one looks; and languages to choose. POR-3."""

import pytest

from handlers import markdown
from tests.portal.own import come_in


def of(page):
    """Give what a page says is wrong: its title, and how often the box of problems stands there."""
    title = page.html.split("<title>")[1].split("</title>")[0]
    return title, page.html.count('id="problem"')


def test_a_page_that_comes_back_says_so_in_its_title_and_is_read_from_there(browse, chats, teacher):
    _, ida = teacher("Ida Holm")
    me = come_in(browse, chats, "me", ida)
    me.get("/me/change/school")

    page = me.post("/me/change/school", school="new")

    title, boxes = of(page)
    assert page.status == 422
    assert title.startswith("Please check: ")
    assert boxes == 1
    assert 'id="problem" class="problem" role="alert" tabindex="-1" autofocus' in page.html
    assert not of(me.get("/me/change/school"))[0].startswith("Please check")


def test_so_do_those_of_pupils_and_of_everybody(fox, browse):
    door = browse()
    door.get("/class")
    assert of(door.post("/class", code="7K10NOTHING"))[0].startswith("Please check: ")
    door.get("/en/certificate")
    assert of(door.post("/en/certificate"))[0].startswith("Please check: ")
    assert not of(door.get("/en/nowhere"))[0].startswith("Please check")


def test_a_picture_without_words_points_to_the_field_that_lacks_them(fox):
    from tests.portal.photographs import photograph

    fox.get("/class/room")
    fox.post("/class/file")

    page = fox.send_file("/class/file", "fish.jpg", photograph(64))

    field = page.html.split('<input id="alt"')[1].split(">")[0]
    assert 'aria-describedby="alt-hint problem"' in field
    assert 'aria-invalid="true"' in field


@pytest.mark.parametrize("code", ["7K10NOTHING", ""])
def test_after_a_wrong_code_one_may_still_choose_the_language(browse, code):
    door = browse()
    door.get("/class")

    assert 'href="/class?lang=fr"' in door.post("/class", code=code).html


def test_the_language_is_chosen_in_the_rooms_too(fox, ana):
    for browser, path in ((fox, "/class/room"), (ana, "/twinspace"), (ana, "/twinspace/staff")):
        assert f'href="{path}?lang=fr"' in browser.get(path).html
    assert 'href="/class/room?lang=fr"' in fox.post("/class/room", text="Hello").html


def test_a_wide_table_is_moved_in_a_box_and_stays_a_table():
    html = markdown.html("| a | b |\n|---|---|\n| 1 | 2 |", lambda _: None)

    assert html.startswith('<div class="across" tabindex="0"><table>')
    assert html.rstrip().endswith("</table></div>")
