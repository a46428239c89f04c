"""The coordinator's desk: the queue, many cards decided at once, proofs and reports. NSS-1."""

import re
from datetime import timedelta

from sqlalchemy import delete

from storage import assignments, coordinators, people
from storage.people import Standing
from tests.conftest import NOON
from tests.portal.desks import about, standing
from tests.portal.own import come_in

JPEG = b"\xff\xd8\xff\xe0 a certificate"


def test_what_waits_stands_there_the_oldest_first_with_its_age(desk, newcomers, says):
    words = desk.page.words

    places = [words.index(name) for name in ("Ana", "Bela", "Cora")]
    assert places == sorted(places)
    assert "Dieter" not in words
    assert says("page.desk_age", days=9) in words
    assert says("page.desk_count", count=3) in words


def test_several_are_approved_at_once_and_each_is_told(desk, database, newcomers, chats):
    ana, bela, cora, _ = newcomers

    page = desk.send_many("/desk/decide", verb="approve", sure="1", card=about(ana, bela))

    assert [standing(database, one) for one in (ana, bela, cora)] == [
        Standing.VALIDATED,
        Standing.VALIDATED,
        Standing.WAITING,
    ]
    assert "Ana" in page.words
    assert "Cora" in page.words
    told = {one.key for one in chats.new()}
    assert "register.approved" in told


def test_several_are_refused_with_one_reason_that_each_reads(desk, database, newcomers, chats):
    ana, bela, *_ = newcomers
    chats.new()

    desk.send_many("/desk/decide", verb="refuse", card=about(ana, bela), words="Not a school.")

    told = [one for one in chats.new() if one.key == "register.refused"]
    assert [one.fields["reason"] for one in told] == ["Not a school."] * 2
    assert standing(database, ana) == standing(database, bela) == Standing.REFUSED


def test_several_are_asked_something(desk, database, newcomers, chats):
    ana, bela, *_ = newcomers
    chats.new()

    desk.send_many("/desk/decide", verb="ask", card=about(ana, bela), words="Which town is it in?")

    assert [one.key for one in chats.new()] == ["register.asked", "register.asked"]
    assert standing(database, ana) == Standing.ASKED


def test_without_a_reason_nothing_is_refused_and_nothing_lost(desk, database, newcomers, says):
    ana, bela, *_ = newcomers

    page = desk.send_many("/desk/decide", verb="refuse", card=about(ana, bela), words="no")

    assert page.status == 422
    said = f"{says('page.desk_why')}: {says('form.too_short')}"
    assert f"{says('page.desk_words')} {said}" in page.words  # right at the field
    assert page.html.count('id="problem"') == 1
    assert f'value="{about(ana)[0]}" checked' in page.html
    assert ">\nno</textarea>" in page.html
    assert standing(database, ana) == Standing.WAITING


def test_a_question_that_is_missing_is_said_at_its_field_on_a_card_too(desk, newcomers, says):
    here = f"/desk/cards/p{newcomers[0].id}"
    desk.get(here)

    page = desk.post(here, verb="ask", words="")

    said = f"{says('page.desk_question')}: {says('form.too_short')}"
    assert f"{says('page.desk_words')} {said}" in page.words
    assert page.status == 422


def test_what_somebody_else_decided_is_said_and_the_others_are_done(
    desk, database, newcomers, chats, coordinator, says
):
    ana, bela, *_ = newcomers
    _, zoe = coordinator("Zoe", "RO")
    chats.send(f"/approve p{ana.id} {ana.revision}", zoe)

    page = desk.send_many(
        "/desk/decide", verb="refuse", card=about(ana, bela), words="Not a school."
    )

    assert says("queue.already") in page.words
    assert standing(database, ana) == Standing.VALIDATED
    assert standing(database, bela) == Standing.REFUSED


def test_a_card_that_changed_since_is_not_decided(desk, database, newcomers, says):
    ana, *_ = newcomers
    database.write(lambda db: people.change(db, ana.id, revision=ana.revision + 1))

    page = desk.send_many("/desk/decide", verb="approve", sure="1", card=about(ana))

    assert says("queue.already") in page.words
    assert says("page.desk_waits_still") in page.words
    assert standing(database, ana) == Standing.WAITING


def test_the_same_page_sent_twice_decides_once(desk, database, newcomers, chats, says):
    ana, *_ = newcomers
    key = desk.page.hidden["nonce"]
    desk.send_many("/desk/decide", verb="approve", sure="1", card=about(ana), nonce=key)
    chats.new()

    page = desk.send_many("/desk/decide", verb="approve", sure="1", card=about(ana), nonce=key)

    assert says("page.desk_twice") in page.words
    assert chats.new() == []


def test_the_queue_is_narrowed_to_a_kind(at_desk, office, says):
    own = at_desk("own")
    page = own.get("/desk")
    assert says("queue.count_labels", count=1) in page.words
    assert f"/desk/cards/p{office.ids['waiting']}" in page.html

    page = own.get("/desk?kind=l")

    assert f"/desk/cards/l{office.ids['label']}" in page.html
    assert f"/desk/cards/p{office.ids['waiting']}" not in page.html


def test_what_is_not_ones_own_to_decide_stays(desk, database, newcomers, says):
    *_, dieter = newcomers

    page = desk.send_many("/desk/decide", verb="approve", sure="1", card=about(dieter))

    assert says("queue.not_yours") in page.words
    assert standing(database, dieter) == Standing.WAITING
    assert desk.get(f"/desk/cards/p{dieter.id}").status == 404


def test_nobody_decides_about_themselves(browse, chats, database, teacher, says):
    eva, address = teacher("Eva")
    database.write(lambda db: coordinators.add(db, eva.id, "RO", NOON))
    database.write(lambda db: people.decide(db, people.hold(db, eva.id), Standing.WAITING, NOON))
    browser = come_in(browse, chats, "desk", address)
    browser.get("/desk")
    fresh = database.read(people.by_id, eva.id)

    page = browser.send_many("/desk/decide", verb="approve", sure="1", card=about(fresh))

    assert says("queue.not_yours") in page.words
    assert standing(database, eva) == Standing.WAITING


def test_who_was_dismissed_in_between_decides_nothing(desk, database, newcomers):
    ana, *_ = newcomers
    database.write(lambda db: db.execute(delete(coordinators.table)))

    assert desk.send_many("/desk/decide", verb="approve", sure="1", card=about(ana)).status == 403
    assert standing(database, ana) == Standing.WAITING


def test_approving_is_asked_once_with_the_names_of_all(desk, database, newcomers, says):
    ana, bela, cora, _ = newcomers
    asked = desk.send_many("/desk/decide", verb="approve", card=about(ana, bela))
    assert says("page.desk_sure", count=2) in asked.words
    assert "Ana" in asked.words
    assert "Bela" in asked.words
    assert "Cora" not in asked.words
    assert [standing(database, one) for one in (ana, bela)] == [Standing.WAITING] * 2

    assert [one for name, one in asked.fields if name == "card"] == about(ana, bela)
    desk.send_many("/desk/decide", card=about(ana, bela), sure="1")

    assert [standing(database, one) for one in (ana, bela)] == [Standing.VALIDATED] * 2
    assert standing(database, cora) == Standing.WAITING


def test_who_goes_back_from_there_has_everything_still(desk, database, newcomers):
    ana, *_ = newcomers
    desk.send_many("/desk/decide", verb="approve", card=about(ana), words="Welcome")

    page = desk.send_many("/desk/decide", card=about(ana), back="1")

    assert f'value="{about(ana)[0]}" checked' in page.html
    assert ">\nWelcome</textarea>" in page.html
    assert standing(database, ana) == Standing.WAITING


def test_nothing_ticked_is_said_kindly(desk, says):
    page = desk.post("/desk/decide", verb="approve")

    assert page.status == 422
    assert says("page.desk_none_ticked") in page.words


def test_a_card_in_full_is_decided_with_a_usual_reason(desk, database, newcomers, chats, says):
    ana, *_ = newcomers
    page = desk.get(f"/desk/cards/p{ana.id}")
    assert "School of Ana" in page.words
    assert says("register.reason_school") in page.words
    chats.new()

    desk.post(f"/desk/cards/p{ana.id}", verb="refuse", reason="reason_school", words="")

    [told] = chats.new()
    assert told.key == "register.refused"
    assert standing(database, ana) == Standing.REFUSED


def test_a_usual_reason_is_still_chosen_where_the_card_changed_since(desk, database, newcomers):
    ana = newcomers[0]
    here = f"/desk/cards/p{ana.id}"
    desk.get(here)
    database.write(lambda db: people.change(db, ana.id, revision=ana.revision + 1))

    page = desk.post(here, verb="refuse", reason="reason_school", words="")

    assert page.status == 422
    assert '<option value="reason_school" selected>' in page.html
    assert page.fields[-1] == ("words", "")


def test_others_see_that_somebody_looks_at_a_card(
    desk, browse, chats, newcomers, coordinator, database, says
):
    ana, *_ = newcomers
    desk.get(f"/desk/cards/p{ana.id}")
    _, zoe = coordinator("Zoe", "RO")

    hers = come_in(browse, chats, "desk", zoe)

    assert says("queue.looks_at", name="Maria") in hers.get("/desk").words
    [held] = database.read(assignments.of_cards, [f"p{ana.id}"], NOON).values()
    hers.get(f"/desk/cards/p{ana.id}")
    assert database.read(assignments.of_cards, [f"p{ana.id}"], NOON)[f"p{ana.id}"] == held


def test_a_browser_that_looks_ahead_holds_no_card(desk, newcomers, database):
    ana, *_ = newcomers
    path = f"/desk/cards/p{ana.id}"

    desk.plain("HEAD", path)
    desk.plain("GET", path, **{"Sec-Purpose": "prefetch;prerender"})

    assert database.read(assignments.of_cards, [f"p{ana.id}"], NOON) == {}


def test_long_queues_are_turned_over(desk, database, says):
    def fill(db):
        for number in range(60):
            people.add(
                db,
                name=f"Nr{number:02}.",
                country="RO",
                role="teacher",
                at=NOON - timedelta(days=3, minutes=60 - number),
            )

    database.write(fill)
    page = desk.get("/desk?kind=p")
    seen = []
    for _ in range(9):
        seen += [name for name in (f"Nr{n:02}." for n in range(60)) if name in page.words]
        ways = re.findall(r'href="([^"]*)">([^<]*)</a>', page.html)
        behind = [href for href, text in ways if text == says("page.desk_next")]
        if not behind:
            break
        page = desk.get(behind[0].replace("&amp;", "&"))

    assert seen == [f"Nr{n:02}." for n in range(60)]
