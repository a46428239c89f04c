"""One-time links: looking does not use them up, opening does."""

from datetime import timedelta

from storage.codes import Purpose


def test_looking_at_a_link_does_not_use_it_up(browse, link):
    path = link()
    preview = browse().get(path)
    browse().get(path)

    opened = browse().post(path)

    assert "Rivers" in preview.words
    assert preview.actions == [path]
    assert opened.path == "/twinspace"


def test_a_link_says_whose_it_is(browse, link, rivers):
    assert "Ben Adler" in browse().get(link(rivers.ben)).words
    assert "Ana Pop" in browse().get(link(rivers.ana)).words


def test_link_opens_once(browse, link):
    path = link()
    browse().post(path)

    again = browse().post(path)

    assert again.status == 410
    assert "/twinspace" in again.words


def test_expired_and_unknown_links_open_nothing_and_say_how_to_get_another(world, browse, link):
    path = link(minutes=15)
    world.at += timedelta(minutes=15)

    for tried in (path, "/open/NONSENSE"):
        for page in (browse().get(tried), browse().post(tried)):
            assert page.status == 410
            assert "/twinspace" in page.words


def test_link_for_pupils_opens_the_pupils(browse, link):
    page = browse().post(link(purpose=Purpose.PUPILS))

    assert page.path == "/pupils"


def test_codes_for_other_purposes_open_nothing(browse, link):
    path = link(purpose=Purpose.LINK)

    assert browse().post(path).status == 410


def test_rooms_are_settled_before_the_teacher_comes_in(world, browse, link, rivers):
    browse().post(link())

    assert world.settled == [rivers.id]


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(browse, link):
    browser = browse()
    browser.post(link())

    [cookie] = browser.cookies().values()
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_cookie_stays_on_encrypted_connections_where_the_portal_has_one(browse, link, settings):
    settings(public_url="https://portal.example")

    answer = browse().post(link(), follows=False)

    assert answer.headers["Set-Cookie"].startswith("__Host-teacher=")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_a_used_link_names_every_command_that_gives_one(browse, link):
    path = link()
    browse().post(path)

    page = browse().get(path)

    assert page.status == 410
    for command in ("/twinspace", "/pupils", "/materials", "/export", "/mydata", "/queue"):
        assert command in page.words
