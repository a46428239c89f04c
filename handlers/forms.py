"""Forms: ordered questions, answered one at a time, each answer kept as it comes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handlers import rights, validation
from handlers.conversation import Button, Event, Reply, Words, rows, say
from handlers.formtypes import FORMS, Answers, Asking, Form, Option, Question, form
from storage import dialogues
from storage.db import Db
from storage.dialogues import Dialogue

__all__ = [
    "FORMS",
    "Answers",
    "Asking",
    "Form",
    "Option",
    "Question",
    "back",
    "begin",
    "choose",
    "closed",
    "fill",
    "form",
    "resume",
    "write",
]


def begin(event: Event, db: Db, name: str, answers: Answers | None = None) -> list[Reply]:
    """Open a form and ask its first question; `answers` are known beforehand."""
    dialogue = dialogues.start(db, event.sender.id, name, event.at, answers)
    return _go_on(event, db, dialogue)


def resume(event: Event, db: Db, name: str) -> list[Reply] | None:
    """Go on with a form that was left; None if there is nothing to go on with."""
    dialogue = dialogues.of_form(db, event.sender.id, name)
    if dialogue is None or not dialogue.answers:
        return None
    return _go_on(event, db, dialogues.resume(db, dialogue, event.at))


def choose(event: Event, db: Db, dialogue_id: str, field: str, values: list[str]) -> list[Reply]:
    """Take the values of pressed buttons as the answer to a question of the open form.

    A button of a form that is finished, or was left, changes nothing.
    """
    dialogue = dialogues.open_of(db, event.sender.id)
    if dialogue is None or dialogue.form not in FORMS:
        return [closed(event, db)]
    if refusal := _refusal(event, db, dialogue):
        return [refusal]
    asked = FORMS[dialogue.form].question(field)
    if str(dialogue.id) != dialogue_id or asked is None or not asked.when(dialogue.answers):
        return _go_on(event, db, dialogue)
    if asked.many and values != ["-"]:
        return _toggle(event, db, dialogue, asked, values)
    return _take(event, db, dialogue, asked, values[0] if values else "")


def write(event: Event, db: Db, dialogue: Dialogue) -> list[Reply]:
    """Take a typed text as the answer to the question that stands open."""
    asked = FORMS[dialogue.form].question(dialogue.step)
    if refusal := _refusal(event, db, dialogue):
        return [refusal]
    if asked is None:
        return _go_on(event, db, dialogue)
    if asked.read is None:
        return _take(event, db, dialogue, asked, event.words)
    asking = Asking(event, db, event.sender.language, dialogue.answers)
    texts = event.words.split(",") if asked.many else [event.words]
    found = [list(asked.read(asking, text.strip())) for text in texts if text.strip()]
    if not found or not all(found):
        return [_ask(asking, dialogue, asked, problem=Words("form.not_found"))]
    if any(len(options) > 1 for options in found):
        options = [option for some in found for option in some]
        return [_ask(asking, dialogue, asked, problem=Words("form.which"), options=options)]
    values = [options[0].value for options in found]
    if asked.many:
        return _toggle(event, db, dialogue, asked, values, adds=True)
    return _take(event, db, dialogue, asked, values[0])


def fill(
    event: Event, db: Db, name: str, answers: Answers, labels: Mapping[str, Words]
) -> list[Reply]:
    """Take all answers of a form at once, from a page, and finish it.

    Says what is wrong with the first that does not fit, and what the page calls its field; then
    nothing was done.
    """
    form = FORMS[name]
    if form.needs > rights.level(event, db):
        return [rights.refusal(event, form.needs)]
    asking = Asking(event, db, event.language, answers)
    taken = {k: v for k, v in answers.items() if form.question(k) is None}
    for question in form.questions:
        if not question.when(answers):
            continue
        value = answers.get(question.field, "")
        is_skipped = value == "" and question.is_optional
        if not is_skipped and (problem := _problem(asking, question, value)):
            fields = {"field": labels[question.field], "problem": problem}
            return [Reply("form.of_field", fields)]
        taken[question.field] = "" if is_skipped else validation.valid(question.type, value)
    return form.finish(event, db, taken)


def closed(event: Event, db: Db) -> Reply:
    """Say that a button's question is not open any more, and how to go on with what was left."""
    left = dialogues.latest(db, event.sender.id)
    help_ = Button(Words("router.help"), "/help")
    if left is None or left.form not in FORMS or not left.answers:
        return say("form.closed").with_buttons((help_,))
    return say("form.closed").with_buttons((Button(Words("start.go_on"), "/resume"), help_))


def back(event: Event, db: Db) -> list[Reply] | None:
    """Ask the question before the one that stands open; None if no form is open."""
    dialogue = dialogues.open_of(db, event.sender.id)
    if dialogue is None or dialogue.form not in FORMS:
        return None
    if refusal := _refusal(event, db, dialogue):
        return [refusal]
    before = []
    for question in FORMS[dialogue.form].questions:
        if question.field == dialogue.step:
            break
        if question.when(dialogue.answers):
            before.append(question)
    asking = Asking(event, db, event.sender.language, dialogue.answers)
    if not before:
        first = FORMS[dialogue.form].question(dialogue.step)
        return [_ask(asking, dialogue, first, problem=Words("form.first"))] if first else None
    asked, answers = before[-1], dialogue.answers
    if asked.if_not_found and answers.get(asked.field) == asked.if_not_found:
        answers = asked.without(answers)
    dialogues.keep(db, dialogue.id, asked.field, answers, event.at)
    asking = replace(asking, answers=answers)
    return [_ask(asking, replace(dialogue, answers=answers), asked)]


def _take(event: Event, db: Db, dialogue: Dialogue, asked: Question, value: Any) -> list[Reply]:
    """Validate one answer; keep it and go on, or say kindly what is wrong with it."""
    if asked.is_optional and value == "-":
        value = ""
    elif not (asked.takes_files and event.file and not value):
        asking = Asking(event, db, event.sender.language, dialogue.answers)
        if problem := _problem(asking, asked, value):
            return [_ask(asking, dialogue, asked, problem=problem)]
    before = dialogue.answers
    if before.get(asked.field, value) != value:
        before = asked.without(before)
    answers = {**before, asked.field: value}
    if asked.many and value == "":  # what was ticked before is skipped too
        answers.pop(f"{asked.field}?", None)
    if asked.takes_files:
        answers["file"] = vars(event.file) if event.file else None
    return _go_on(event, db, replace(dialogue, answers=answers, step=""))


def _toggle(
    event: Event,
    db: Db,
    dialogue: Dialogue,
    asked: Question,
    values: list[str],
    adds: bool = False,
) -> list[Reply]:
    """Add the values to a choice of several, or take out those that are in; "." ends it."""
    draft = f"{asked.field}?"
    chosen = list(dialogue.answers.get(draft, dialogue.answers.get(asked.field, [])))
    if values == ["."]:
        taken = {k: v for k, v in dialogue.answers.items() if k != draft}
        return _take(event, db, replace(dialogue, answers=taken), asked, chosen)
    for value in values:
        if value in chosen and not adds:
            chosen.remove(value)
        elif value not in chosen:
            chosen.append(value)
    answers = {**dialogue.answers, draft: chosen}
    dialogues.keep(db, dialogue.id, asked.field, answers, event.at)
    asking = Asking(event, db, event.sender.language, answers)
    reply = _ask(asking, dialogue, asked)
    return [replace(reply, edits=True)]


def _refusal(event: Event, db: Db, dialogue: Dialogue) -> Reply | None:
    """Leave a form that its writer may not answer any more, and say why; None if they may.

    Before anything is read: what is asked and offered is not for them either.
    """
    form = FORMS[dialogue.form]
    if form.needs <= rights.level(event, db):
        return None
    dialogues.leave(db, event.sender.id)
    return rights.refusal(event, form.needs)


def _go_on(event: Event, db: Db, dialogue: Dialogue) -> list[Reply]:
    """Ask the first question without a valid answer; after the last, finish."""
    form = FORMS[dialogue.form]
    if refusal := _refusal(event, db, dialogue):
        return [refusal]
    validated: dict[str, Any] = {}
    asking = Asking(event, db, event.sender.language, dialogue.answers)
    hidden = {k: v for k, v in dialogue.answers.items() if form.question(k) is None}
    for question in form.questions:
        if not question.when(dialogue.answers):
            continue
        value = dialogue.answers.get(question.field)
        is_bare_file = question.takes_files and bool(dialogue.answers.get("file"))
        skipped = value == "" and (question.is_optional or is_bare_file)
        if question.field not in dialogue.answers or (
            not skipped and _problem(asking, question, value) is not None
        ):
            dialogues.keep(db, dialogue.id, question.field, dialogue.answers, event.at)
            return [_ask(asking, dialogue, question)]
        validated[question.field] = "" if skipped else validation.valid(question.type, value)
    dialogues.drop(db, event.sender.id, form.name)
    return form.finish(event, db, {**hidden, **validated})


def _ask(
    asking: Asking,
    dialogue: Dialogue,
    asked: Question,
    problem: Words | None = None,
    options: Sequence[Option] | None = None,
) -> Reply:
    """Put a question, with its likely answers and the ways on and back as buttons."""
    shown = list(asked.options(asking) if options is None else options)
    if asked.many:
        shown, chosen = _with_chosen(asking, asked, shown)
    buttons = list(rows([_button(dialogue, asked, one) for one in shown], asked.wide))
    ways = []
    if asked.many and chosen:
        ways.append(Button(Words("form.done"), f"/answer {dialogue.id} {asked.field} ."))
    if asked.is_optional and not (asked.many and chosen):
        ways.append(Button(Words("form.skip"), f"/answer {dialogue.id} {asked.field} -"))
    possible = (one for one in FORMS[dialogue.form].questions if one.when(dialogue.answers))
    is_first = asked.field == next(possible).field
    if not is_first:
        ways.append(Button(asked.back, "/back"))
    if is_first or asked.confirms:
        ways.append(Button(Words("form.cancel"), "/cancel"))
    question = Words(asked.key, dict(asked.fields(asking)))
    rows_ = (*buttons, tuple(ways)) if ways else tuple(buttons)
    by_words = asked.reads_numbers
    if problem is None:
        return Reply(question.key, question.fields, rows_, by_words=by_words)
    fields = {"problem": problem, "question": question}
    return Reply("form.again", fields, rows_, by_words=by_words)


def _with_chosen(
    asking: Asking, asked: Question, shown: list[Option]
) -> tuple[list[Option], list[str]]:
    """Mark the options chosen so far; those typed that are not among the shown come first."""
    draft = f"{asked.field}?"
    chosen = list(asking.answers.get(draft, asking.answers.get(asked.field, [])))
    known = {option.value for option in shown}
    if asked.read is not None:
        for value in chosen:
            if value not in known:
                found = asked.read(asking, value)
                shown = [*found[:1], *shown]
    marked = [
        Option(o.value, Words("form.chosen", {"option": o.label})) if o.value in chosen else o
        for o in shown
    ]
    return marked, chosen


def _button(dialogue: Dialogue, asked: Question, option: Option) -> Button:
    return Button(option.label, f"/answer {dialogue.id} {asked.field} {option.value}")


def _problem(asking: Asking, question: Question, value: Any) -> Words | None:
    """Say what is wrong with an answer; None if nothing is."""
    problem = validation.problem(question.type, value)
    return problem or question.fits(asking, validation.valid(question.type, value))
