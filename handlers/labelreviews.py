"""Applications for a Quality Label before a support service: the card, and what is told.

Source: docs/rules.md, PRJ-5.
"""

from handlers import cards, cardtalk, queuing
from handlers.conversation import Button, Lane, Name, Reply, Words
from handlers.queuing import Rows
from storage import coordinators, members, people, projects
from storage.db import Db
from storage.label_reviews import Review, State


def concerned(db: Db, review: Review) -> frozenset[int]:
    """List who does not decide: everybody of the project, and who teaches at the same school."""
    those = {one.person_id for one in members.ever(db, review.project_id)} | {review.person_id}
    person = people.by_id(db, review.person_id)
    if person is not None and person.school_id is not None:
        those |= coordinators.at_school(db, person.school_id)
    return frozenset(those)


def draw(db: Db, review: Review) -> tuple[Words, Rows]:
    """Show an application: whose, of which project; its document comes at a press."""
    person = people.by_id(db, review.person_id)
    project = projects.by_id(db, review.project_id)
    fields = {
        "title": project.title if project else "",
        "person": cards.contact(db, person) if person else Words("card.gone"),
    }
    name = f"l{review.id}"
    card = cardtalk.on_card(db, name, Words("label.review_card", fields))
    see = Button(Words("label.see"), f"/seelabel {review.id}")
    return card, ((see,), *queuing.decide_buttons(f"{name} {review.revision}"))


def pushed(db: Db, review: Review, nudge: int = 0) -> list[Reply]:
    """Show an application to the country's coordinators; `nudge` counts the reminders of it."""
    card, buttons = draw(db, review)
    return [
        Reply(
            "label.review_nudge" if nudge else "label.review_new",
            {"card": card},
            buttons,
            to=reader,
            lane=Lane.REMINDER,
            once=f"label-{review.id}-{review.revision}-{nudge}-{reader}",
        )
        for reader in coordinators.responsible(db, review.country, but=concerned(db, review))
    ]


def line(db: Db, review: Review) -> Words:
    """Say where an application stands, and since when."""
    project = projects.by_id(db, review.project_id)
    fields = {"title": project.title if project else "", "since": review.since.date()}
    match review.state:
        case State.WAITING:
            return Words("label.waits", {**fields, "country": Name("country", review.country)})
        case State.ASKED:
            return Words("label.asks_you", fields)
        case State.APPROVED:
            return Words("label.is_approved", fields)
    return Words("label.is_refused", {**fields, "reason": review.note})
