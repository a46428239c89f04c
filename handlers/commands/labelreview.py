"""/sendlabel: an application goes to the National Support Service; its coordinators read it."""

from typing import Any

from handlers import forms, labelreviews, numbers, questions
from handlers.conversation import (
    Button,
    Event,
    Name,
    Needs,
    Recipe,
    Reply,
    Words,
    command,
    say,
)
from handlers.forms import Question, form
from storage import card_talks, coordinators, label_reviews, labels, people, projects
from storage.db import Db
from storage.label_reviews import Review, State


@command("sendlabel", needs=Needs.TEACHER, listed=False)
def send(event: Event, db: Db) -> list[Reply]:
    """Send an application that is handed in to the service of one's country: "7".

    Source: docs/rules.md, PRJ-5.
    """
    project = projects.by_id(db, numbers.read(event.words))
    me = people.hold(db, event.actor.id)
    if project is None or labels.handed_in(db, project.id, me.id) is None:
        return [say("project.not_yours")]
    back = Button(Words("label.back"), f"/label {project.id}")
    review = label_reviews.send(db, project.id, me.id, me.country, event.at)
    if review is None:
        there = label_reviews.of_person(db, project.id, me.id)
        assert there is not None, "what cannot be sent was sent"
        return [say("label.stands", line=labelreviews.line(db, there)).with_buttons((back,))]
    country = Name("country", review.country)
    sent = say("label.sent", title=project.title, country=country).with_buttons((back,))
    return [sent, *labelreviews.pushed(db, review)]


@command("seelabel", needs=Needs.COORDINATOR, listed=False)
def see(event: Event, db: Db) -> list[Reply]:
    """Give a coordinator who decides about an application its document, as file and as text."""
    review = label_reviews.by_id(db, numbers.read(event.words))
    queue = Button(Words("help.queue"), "/queue l")
    if review is None or not _may_see(event, db, review):
        return [say("label.not_yours").with_buttons((queue,))]
    project = projects.by_id(db, review.project_id)
    ids, fields = (review.project_id, review.person_id), {"title": project.title if project else ""}
    _, (_, decide) = labelreviews.draw(db, review)
    return [
        Reply("label.as_text", fields, ((queue,),), file=Recipe("label_text", ids)),
        Reply("label.document", fields, (decide,), file=Recipe("label", ids)),
    ]


def _may_see(event: Event, db: Db, review: Review) -> bool:
    """Tell whether the actor decides about an application that is open."""
    mine = coordinators.countries_of(db, event.actor.id)
    is_open = review.state in {State.WAITING, State.ASKED}
    may = coordinators.may_decide(mine, review.country)
    return is_open and may and event.actor.id not in labelreviews.concerned(db, review)


@command("labeltell", needs=Needs.TEACHER, listed=False)
def tell(event: Event, db: Db) -> list[Reply]:
    """Answer what a coordinator asked about an application: "5"."""
    review = label_reviews.by_id(db, numbers.read(event.words))
    if review is None or review.person_id != event.actor.id:
        return [say("project.not_yours")]
    if review.state != State.ASKED:
        return [_stands(db, review)]
    return forms.begin(event, db, "labeltell", {"review": review.id})


@form(
    "labeltell",
    Question("words", questions.Paragraph, "status.reply", no_file="status.no_file"),
    is_letter=True,
)
def told(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Put the answer on the card; the coordinators have the ball again."""
    review = label_reviews.hold(db, int(answers["review"]))
    if review is None or review.person_id != event.actor.id:
        return [say("project.not_yours")]
    if review.state != State.ASKED:
        return [_stands(db, review)]
    me = event.actor.id
    card_talks.add(db, f"l{review.id}", me, me, answers["words"], event.at, is_service=False)
    review = label_reviews.change(db, review, State.WAITING, event.at)
    status = Button(Words("router.status"), "/status")
    replied = say("status.replied").with_buttons((status,))
    return [replied, *labelreviews.pushed(db, review)]


def _stands(db: Db, review: Review) -> Reply:
    back = Button(Words("label.back"), f"/label {review.project_id}")
    return say("label.stands", line=labelreviews.line(db, review)).with_buttons((back,))
