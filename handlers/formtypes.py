"""What a form is: its questions, their likely answers, and the list of all forms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.conversation import Event, Needs, Reply, Words
from storage.db import Db

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Option:
    """An answer to choose: its value, without spaces, and what the button says."""

    value: str
    label: Any


@dataclass(frozen=True)
class Asking:
    """What the options of a question may depend on."""

    event: Event
    db: Db
    language: str
    answers: Answers


@dataclass(frozen=True)
class Question:
    """One question of a form.

    An answer must fit `type` (pydantic's errors become our texts).
    """

    field: str
    type: Any
    key: str
    #: The likely answers, as buttons.
    options: Callable[[Asking], Sequence[Option]] = lambda _: ()
    #: Reads what was typed as options, the best first; without it the text itself is the answer.
    read: Callable[[Asking, str], Sequence[Option]] | None = None
    when: Callable[[Answers], bool] = lambda _: True
    #: Whether several options may be chosen.
    many: bool = False
    is_optional: bool = False
    #: Whether a number typed is the answer itself, and never the place of a choice in a list.
    reads_numbers: bool = False
    #: Whether a file may be the answer; it is then in the answers under "file", and its caption,
    #: which may be empty, is the text.
    takes_files: bool = False
    #: What is said to a file where none may be the answer.
    no_file: str = "router.no_files_here"
    #: Whether it asks, last, if all is meant: it can be cancelled there too.
    confirms: bool = False
    #: A rule beyond the type, such as one that depends on other answers; says what is wrong.
    fits: Callable[[Asking, Any], Words | None] = lambda _, __: None
    #: Fields for the question's text.
    fields: Callable[[Asking], Mapping[str, Any]] = lambda _: {}
    #: Fields that are answered because of this one: they are asked again once it has changed.
    leads_to: tuple[str, ...] = ()
    #: An answer that says no more than that the true one was not found: going back takes it back.
    if_not_found: str = ""
    #: What the way back is called here.
    back: Words = Words("form.back")
    wide: int = 2

    def without(self, answers: Answers) -> dict[str, Any]:
        """Give the answers without this one's and without those it led to."""
        gone = {self.field, *self.leads_to}
        return {field: value for field, value in answers.items() if field not in gone}


@dataclass(frozen=True)
class Form:
    """An ordered list of questions and what happens with the answers."""

    name: str
    questions: tuple[Question, ...]
    finish: Callable[[Event, Db, dict[str, Any]], list[Reply]]
    #: Who may answer it, looked up at each answer: it may be a week since it was begun.
    needs: Needs = Needs.TEACHER
    #: Whether what is typed goes to other people at once. Any other command leaves such a form:
    #: what is typed after that is not meant for them.
    is_letter: bool = False

    def question(self, field: str) -> Question | None:
        """Find a question by its field."""
        return next((one for one in self.questions if one.field == field), None)


#: Every form by its name; filled as handlers/commands is imported.
FORMS: dict[str, Form] = {}


def form(
    name: str, *questions: Question, needs: Needs = Needs.TEACHER, is_letter: bool = False
) -> Callable[..., Any]:
    """Make the function the end of a form: it gets the answers, validated, by field."""

    def register(finish: Callable[[Event, Db, dict[str, Any]], list[Reply]]) -> Any:
        FORMS[name] = Form(name, questions, finish, needs, is_letter)
        return finish

    return register
