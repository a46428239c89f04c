"""The chapters of the whole way, told the same on Telegram and on Matrix."""

import re

from tests.story.said import said


def becomes_coordinator(stage, person, country: str) -> None:
    """Claim a country with a code from the command line."""
    printed = stage.etwin("coordinators", "add", country)
    code = re.search(r"/claim (\S+)", printed)[1]
    person.say("/start")
    person.sees("start.welcome")
    person.say(f"/claim {code}")
    person.sees("claim.name")
    person.say(f"{person.name} Planted-Surname")
    person.sees("claim.done")


def registers(person, country: str, town: str) -> None:
    """Register as a teacher of a school that nobody has added yet."""
    person.say("/start")
    person.sees("start.welcome")
    person.press("router.register")
    person.sees("register.name")
    person.say(f"{person.name} Planted-Surname")
    person.sees("register.country")
    person.say(country)
    person.sees("register.school")
    person.say(f"School of {person.name}")
    person.sees("register.school_name")
    person.say(f"School of {person.name}")
    person.sees("register.school_town")
    person.say(town)
    person.sees("register.school_kind")
    person.press("schoolkind.primary")
    person.sees("register.role")
    person.press("role.teacher")
    person.sees("register.subjects")
    person.say("biology, geography")
    person.sees("register.subjects")
    person.press("form.done")
    person.sees("register.languages")
    person.say("English")
    person.sees("register.languages")
    person.press("form.done")
    person.sees("register.ages")
    person.say("9-12")
    person.sees("register.consent")
    person.press("register.agree")
    person.sees("register.done")


def approves(coordinator, card: str = "queue.new") -> None:
    """Approve the card that came."""
    coordinator.sees(card)
    coordinator.press("queue.approve")
    coordinator.sees("queue.empty")


def is_found(person, about: str) -> None:
    """Let partners find the person."""
    person.sees("register.approved")
    person.press("available.yes")
    person.sees("available.on")
    person.say(about)
    person.sees("available.told")


def finds_and_asks(person, words: str) -> None:
    """Search partners and ask the first one."""
    person.say("/partners")
    person.sees("partners.because_subjects")
    person.press("partners.ask")
    person.sees("contacts.words")
    person.say(words)
    person.sees("contacts.asked")


def plans(person, partner: str, title: str) -> None:
    """Plan a project with a contact and send it."""
    person.say("/project new")
    person.sees("project.ask_title")
    person.say(title)
    person.sees("project.ask_description")
    person.say("Planted-text: we measure our rivers and compare.")
    person.sees("project.ask_partner")
    person.press(partner)
    person.sees("project.ask_languages")
    person.say("English")
    person.sees("project.ask_languages")
    person.press("form.done")
    person.sees("project.ask_ages")
    person.say("9-12")
    person.sees("project.ask_pupils")
    person.say("48")
    person.sees("project.ask_subjects")
    person.say("biology")
    person.sees("project.ask_subjects")
    person.press("form.done")
    for key in ("tools", "aims", "process", "results"):
        person.sees(f"project.ask_{key}")
        person.press("form.skip")
    person.sees("project.ask_send")
    person.press("project.send")
    person.sees("project.sent")


def link_in(text: str) -> str:
    """Find the one-time link in a message."""
    found = re.search(r"https?://\S+/open/\S+", text)
    assert found, text
    return found[0]


def opens(page, link: str) -> None:
    """Open a one-time link in the browser."""
    page.goto(link)
    page.get_by_role("button").first.click()


def adds_pupils(page, names: list[str]) -> list[str]:
    """Add pupils by list, whose parents allow it, and make slips; give the codes on them."""
    page.get_by_label(said("page.pupils_names")).fill("\n".join(names))
    page.get_by_label(said("page.pupils_part_given")).check()
    page.get_by_role("button", name=said("page.pupils_add")).click()
    page.get_by_label(said("page.slips_as_page")).check()
    with page.context.expect_page() as opened:  # beside the list, so that it stays
        page.locator("button[name=which][value=missing]").click()
    slips = opened.value.locator(".slips li")
    slips.first.wait_for()
    pupils = slips.locator(".pseudonym").all_inner_texts()
    codes = slips.locator(".secret code").all_inner_texts()
    assert sorted(pupils) == sorted(names)
    return [codes[pupils.index(name)] for name in names]


def enters(page, portal: str, code: str) -> None:
    """Enter the classroom with a slip's code."""
    page.goto(f"{portal}/class")
    page.get_by_role("textbox").fill(code.lower())
    page.get_by_role("button").first.click()


def types(page, sentence: str) -> None:
    """Write in the room that is open in the browser."""
    page.get_by_role("textbox").fill(sentence)
    page.get_by_role("button", name=said("page.send")).click()
    page.get_by_text(sentence).first.wait_for()
