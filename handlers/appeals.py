"""Appeals against suspensions as central support sees them.

Source: docs/rules.md, NSS-1.
"""

from handlers import cards, cardtalk
from handlers.conversation import Button, Lane, Reply, Words
from handlers.queuing import Rows
from storage import card_talks, coordinators, people
from storage.db import Db
from storage.suspensions import Suspension

#: Why somebody is warned or suspended after a report out of a TwinSpace: of what pupils wrote
#: and who they are no word goes through a chat. Source: docs/rules.md, TWS-12.
REASONS = {
    "reason_contact": Words("suspending.reason_contact"),
    "reason_words": Words("suspending.reason_words"),
    "reason_data": Words("suspending.reason_data"),
    "reason_rules": Words("suspending.reason_rules"),
}


def reason_of(words: str) -> str | Words:
    """Say why somebody was warned or suspended: one of our reasons, or the coordinator's words."""
    return REASONS.get(words, words)


def is_wordless(one: Suspension) -> bool:
    """Tell whether somebody was suspended after a report out of a TwinSpace."""
    return one.reason in REASONS


def until(one: Suspension) -> Words:
    """Say how long a suspension lasts."""
    if one.until is None:
        return Words("suspending.until_lifted")
    return Words("suspending.until", {"day": one.until.date()})


def concerned(db: Db, one: Suspension) -> frozenset[int]:
    """List who does not decide: who is suspended, who did it, who teaches at the same school."""
    person = people.by_id(db, one.person_id)
    those = {one.person_id, one.by_id or 0}
    if person is not None and person.school_id is not None:
        those |= coordinators.at_school(db, person.school_id)
    return frozenset(those)


def draw(db: Db, one: Suspension) -> tuple[Words, Rows]:
    person = people.by_id(db, one.person_id)
    by = people.by_id(db, one.by_id) if one.by_id is not None else None
    fields = {
        "person": cards.contact(db, person) if person else Words("card.gone"),
        "by": by.name if by else Words("card.gone"),
        "until": until(one),
        "reason": reason_of(one.reason),
    }
    name = f"s{one.id}"
    lift = Button(Words("suspending.lift"), f"/approve {name} 1")
    ask = Button(Words("queue.ask"), f"/ask {name} 1")
    keep = Button(Words("suspending.keep"), f"/refuse {name} 1")
    if is_wordless(one):
        return Words("suspending.appeal_card_plain", fields), ((lift, keep),)
    shown = Words("suspending.appeal_card", {**fields, "appeal": one.appeal})
    return cardtalk.on_card(db, name, shown), ((lift, ask, keep),)


def pushed(db: Db, one: Suspension, nudge: int = 0) -> list[Reply]:
    """Show an appeal to those of central support who decide; `nudge` counts the reminders.

    Of one that waits for an answer nobody is reminded.
    """
    if nudge and card_talks.asked(db, [f"s{one.id}"]):
        return []
    card, buttons = draw(db, one)
    but = concerned(db, one)
    return [
        Reply(
            "suspending.appeal_nudge" if nudge else "suspending.appeal_new",
            {"card": card},
            buttons,
            to=reader,
            lane=Lane.REMINDER,
            once=f"appeal-{one.id}-{nudge}-{reader}" if nudge else "",
        )
        for reader in coordinators.of_country(db, coordinators.ALL)
        if reader not in but
    ]
