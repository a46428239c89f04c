"""Which names are questioned, and how they are written. Rule TWS-5."""

import pytest

from handlers import pseudonyms


@pytest.mark.parametrize(
    "name",
    [
        "Maria Ionescu",
        "maria ionescu",
        "MARIA IONESCU",
        "Ionescu Maria",
        "Ionescu, Maria",
        "Ionescu,Maria",
        "José García",
        "Jose\u0301 Garci\u0301a",
        "Ελένη Παπαδοπούλου",
        "Иван Петров",
        "محمد علي",
        "Jean-Pierre",
        "Maria-Ionescu",
        "maria.ionescu",
        "maria_ionescu",
        "MariaIonescu",
        "MărioaraȚurcanu",
        "O’Neill",
        "Maria I.",
        "M. Ionescu",
        "M.I.",
        "Maria de la Cruz",
        "Maria Ionescu 2014",
        "Maria Ionescu 4b",
        "Maria Ionescu 4 B",
        "maria@school.ro",
        "maria at school dot ro",
        "0721 234 567",
        "+40 (721) 234-567",
        "Fox 12.03.2014",
        "Maria\u00a0Ionescu",
        "Maria\u200b Ionescu",
        "Ｍａｒｉａ Ｉｏｎｅｓｃｕ",
        "...",
        "🦊🦊",
    ],
)
def test_what_may_say_who_a_child_is_is_questioned(name):
    assert pseudonyms.may_be_real(pseudonyms.tidy(name))


@pytest.mark.parametrize(
    "name",
    [
        "Blue Fox 7",
        "Fox",
        "fox7",
        "Red Panda 12",
        "Μπλε Αλεπού 12",
        "Синий Лис 3",
        "ثعلب أزرق ٧",
        "Quick-Otter-3",
        "R2D2",
        "42",
        "Ähre 9",
        "🦊 Fox 9",
    ],
)
def test_invented_names_are_not_questioned(name):
    assert not pseudonyms.may_be_real(pseudonyms.tidy(name))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("  Blue   Fox 7 ", "Blue Fox 7"),
        ("Blue\u00a0Fox\t7", "Blue Fox 7"),
        ("Fox\u202e7", "Fox7"),
        ("Fo\u200bx\u00ad 7", "Fox 7"),
        ("Jose\u0301 7", "José 7"),
        ("Ｆｏｘ ７", "Fox 7"),
        ("\u200d", ""),
        ("\x07", ""),
    ],
)
def test_names_are_written_in_one_way(typed, written):
    assert pseudonyms.tidy(typed) == written
