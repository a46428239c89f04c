"""/seminars: what is coming, narrowed down by language and subject; one card; my own."""

from collections.abc import Mapping
from typing import Any, Literal

from handlers import forms, hosts, narrowing, numbers, rights, seminarcard
from handlers.conversation import (
    Button,
    Event,
    Lines,
    Listing,
    Name,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import form
from storage import attendance, dialogues, seminars, signups
from storage.db import Db
from storage.seminars import Seminar, Wish

#: How many seminars are shown at once.
SHOWN = 6
#: How many past ones are offered again for their certificates.
PAST = 4
#: The name under which a list's wishes are kept between two pages.
_LIST = "seminarlist"


@command("seminars", rank=5)
def list_(event: Event, db: Db) -> list[Reply]:
    """Show what is coming; "next" the next page, "mine" one's own, "new" begins to plan one.

    Source: docs/rules.md, SEM-1.
    """
    match event.words.strip().lower():
        case "new":
            return _new(event, db)
        case "mine":
            return [_mine(event, db)]
        case "next":
            kept = dialogues.of_form(db, event.sender.id, _LIST)
            answers = dict(kept.answers) if kept else {}
            return [_page(event, db, {**answers, "place": int(answers.get("place", 0)) + SHOWN})]
    return [_page(event, db, {})]


def _new(event: Event, db: Db) -> list[Reply]:
    if event.person is None or not hosts.may_host(db, event.person):
        return [not_a_host()]
    return forms.resume(event, db, "seminar") or forms.begin(event, db, "seminar")


def not_a_host() -> Reply:
    """Say who hosts seminars."""
    return say("seminars.not_a_host").with_buttons((Button(Words("seminars.others"), "/seminars"),))


def not_found() -> Reply:
    """Say that there is no such seminar, or not any more."""
    return say("seminars.not_found").with_buttons((Button(Words("seminars.others"), "/seminars"),))


def _page(event: Event, db: Db, answers: dict[str, Any]) -> Reply:
    dialogues.remember(db, event.sender.id, _LIST, answers, event.at)
    place = int(answers.get("place", 0))
    wish = {"language": answers.get("language", ""), "subject": answers.get("subject", "")}
    found = seminars.upcoming(db, event.at, Wish(**wish), limit=SHOWN, offset=place)
    count = seminars.count_upcoming(db, event.at, Wish(**wish))
    is_last = place + len(found) >= count
    more = [] if is_last else [Button(Words("seminars.next"), "/seminars next")]
    buttons = [Button(one.title, f"/seminar {one.id}") for one in found]
    shown = (*rows(buttons), *rows([*more, *_ways(event, db, wish)], wide=2))
    if not found:
        key = "seminars.none_fits" if any(wish.values()) else "seminars.none"
        return Reply(key, buttons=shown)
    lines = Lines(tuple(seminarcard.line(one) for one in found))
    wishes = [Name(kind, code) for kind, code in wish.items() if code]
    if not wishes:
        return Reply("seminars.all", {"count": count, "seminars": lines}, shown)
    fields = {"count": count, "seminars": lines, "wishes": Listing(tuple(wishes))}
    return Reply("seminars.only", fields, shown)


def _ways(event: Event, db: Db, wish: Mapping[str, str]) -> list[Button]:
    ways = [Button(Words("seminars.narrow"), "/seminarfilter")]
    if any(wish.values()):
        ways.append(Button(Words("seminars.widen"), "/seminars"))
    if event.person is not None:
        ways.append(Button(Words("seminars.mine_button"), "/seminars mine"))
        if hosts.may_host(db, event.person):
            ways.append(Button(Words("seminars.new"), "/seminars new"))
    return ways


def _mine(event: Event, db: Db) -> Reply:
    """List what somebody goes to, hosts, and has a certificate of."""
    others = Button(Words("seminars.others"), "/seminars")
    if event.person is None:
        return say("seminars.none_of_mine").with_buttons((others,))
    me = event.person.id
    going = [one for one, _ in signups.mine(db, me, event.at)]
    hosted = seminars.hosted_by(db, me, event.at - seminars.CODE_LASTS)
    past = [seminars.by_id(db, one) for one in attendance.seminars_of(db, me, PAST)]
    found = {one.id: one for one in (*going, *hosted, *past) if one is not None}
    calendar = Button(Words("calendar.button"), "/calendar")
    if not found:
        return say("seminars.none_of_mine").with_buttons((others, calendar))
    lines = Lines(tuple(seminarcard.line(one) for one in found.values()))
    buttons = [Button(one.title, f"/seminar {one.id}") for one in found.values()]
    return say("seminars.mine", seminars=lines).with_buttons(*rows(buttons), (others, calendar))


@command("seminar", listed=False)
def card(event: Event, db: Db) -> list[Reply]:
    """Show one seminar, with what can be done."""
    found = seminars.by_id(db, numbers.read(event.words))
    return [not_found() if found is None else show(event, db, found)]


def show(event: Event, db: Db, seminar: Seminar) -> Reply:
    """Show a seminar to the one who acts."""
    return seminarcard.show(event, db, seminar, rights.level(event, db))


@command("seminarfilter", listed=False)
def narrow(event: Event, db: Db) -> list[Reply]:
    """Ask what the list is to be narrowed down by."""
    return forms.begin(event, db, "seminarfilter")


@form(
    "seminarfilter",
    narrowing.which(
        Literal["language", "subject"],
        "partners.by_language",
        "partners.by_subject",
        key="seminars.narrow_what",
    ),
    narrowing.LANGUAGE,
    narrowing.SUBJECT,
    needs=Needs.ANYONE,
)
def narrowed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Show the seminars that fit, also by what was wished before."""
    kept = dialogues.of_form(db, event.sender.id, _LIST)
    wishes = dict(kept.answers) if kept else {}
    wish = {answers["way"]: answers[answers["way"]]}
    return [_page(event, db, {**wishes, **wish, "place": 0})]
