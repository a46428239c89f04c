"""Signs that look like a number and are none, where a number is asked for."""

import pytest

from tests.portal.own import come_in


@pytest.mark.parametrize("typed", ["²", "٣", "9" * 40, "1\n2", "-1"])
def test_what_only_looks_like_a_number_is_no_school(browse, chats, teacher, typed):
    _, chat = teacher("Ida Holm")
    me = come_in(browse, chats, "me", chat)
    me.get("/me/change/school?country=RO")

    assert me.post("/me/change/school", school=typed, country="RO").status == 422
