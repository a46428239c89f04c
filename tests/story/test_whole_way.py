"""The whole way, for real: from /start to a pupil's sentence that both teachers see."""

import re

import pytest

from tests.story import chapters

SENTENCE = "Planted-sentence: our river is 12 degrees cold!"


@pytest.mark.parametrize(("database", "mode"), [("sqlite", "polling"), ("postgresql", "webhook")])
def test_two_teachers_and_a_pupil_meet_in_a_twinspace(stage_at, somebody, window, database, mode):
    stage = stage_at(database, mode)
    stage.start()
    ana = somebody(stage, "Ana", "telegram")
    ben = somebody(stage, "Ben", "matrix", is_encrypted=True)
    maria = somebody(stage, "Maria", "telegram")
    jonas = somebody(stage, "Jonas", "matrix")

    _become_partners(stage, ana, ben, maria, jonas)
    _found_a_project(ana, ben, maria, jonas)
    _meet_in_the_classroom(stage, window, ana, ben)
    stage.stop()
    _nothing_leaked(stage)


def _become_partners(stage, ana, ben, maria, jonas):
    chapters.becomes_coordinator(stage, maria, "RO")
    chapters.becomes_coordinator(stage, jonas, "DE")
    chapters.registers(ana, "Romania", "Cluj")
    chapters.approves(maria)
    chapters.is_found(ana, "We build birdhouses.")
    chapters.registers(ben, "Germany", "Ulm")
    chapters.approves(jonas)
    chapters.is_found(ben, "We measure rivers.")
    chapters.finds_and_asks(ana, "Planted-text: shall we measure rivers together?")
    ben.sees("contacts.request")
    ben.press("contacts.accept")
    ben.sees("contacts.you_accepted")
    ana.sees("contacts.was_accepted")


def _found_a_project(ana, ben, maria, jonas):
    chapters.plans(ana, "Ben", "Rivers")
    ben.sees("project.invitation")
    ben.press("project.join")
    ben.sees("project.submitted")
    chapters.approves(maria, "queue.new_project")
    chapters.approves(jonas, "queue.new_project")
    ana.sees("twinspace.open")
    ben.sees("twinspace.open_matrix")


def _meet_in_the_classroom(stage, window, ana, ben):
    rooms = ben.accepts(3)
    classroom = next(room for name, room in rooms.items() if "classroom" in name)
    ana.say("/pupils")
    page = window()
    chapters.opens(page, chapters.link_in(ana.sees("pupils.link")))
    fox, _ = chapters.adds_pupils(page, ["Planted Fox 7", "Owl 3"])
    pupil = window()
    chapters.enters(pupil, stage.portal_url, fox)
    chapters.types(pupil, SENTENCE)

    ben.hears(classroom, SENTENCE)
    ana.say("/twinspace")
    room = window()
    chapters.opens(room, chapters.link_in(ana.sees("twinspace.link")))
    assert SENTENCE in room.inner_text("main")
    assert "Planted Fox 7" in room.inner_text("main")
    chapters.types(room, "Planted-text: well measured!")
    ben.hears(classroom, "well measured!")


def _nothing_leaked(stage):
    """Nothing that people wrote, no name and no token stands in the logs, even at debug level."""
    log = stage.log.read_text()
    assert "service.started" in log
    planted = re.findall(r"(?i)planted[^\"]{0,60}|birdhouses|@ben:|School of|12 degrees", log)
    assert planted == []
    assert not re.search(r"/open/\w+", log)
