"""Words as people type them: what is the same for a search and what is not."""

import pytest

from storage.words import fold, known_as, typed


def test_words_are_folded_for_looking_up():
    assert fold("ŁÓDŹ Straße Æble") == "lodz strasse aeble"
    assert typed("Köln, köln & ÇA") == ("koln", "ca")
    assert known_as("Århus") == {"arhus", "aarhus"}
    assert known_as("O'Neill") == {"o", "neill", "oneill"}
    assert typed("?!") == ()


def test_endless_words_are_cut_since_an_index_refuses_them():
    assert typed("x" * 5000) == ("x" * 40,)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Szkoła w Łodzi", "szkola lodz"),
        ("Gymnasium Köln", "koln"),
        ("Gymnasium Köln", "koeln"),
        ("Gymnasium Köln", "KÖLN"),
        ("Großschule", "grossschule"),
        ("Skole på Øy", "skole oy"),
        ("Đuro Pilar", "duro"),
        ("İstanbul Lisesi", "istanbul"),
        ("Iğdır Lisesi", "igdir"),
        ("École de l’Étoile", "ecole etoile"),
        ("École de l’Étoile", "l'etoile"),
        ("St Mary's School", "st marys"),
        ("St Mary's School", "mary’s"),
        ("Γυμνάσιο Σπάρτης", "γυμνασιο ΣΠΑΡΤΗΣ"),
        ("Школа Йорданка", "иорданка"),
        ("مدرسة الأمل", "الامل"),
        ("Oak" * 40, "oak" * 40),
    ],
)
def test_accents_and_special_letters_do_not_matter(name, text):
    assert all(any(known.startswith(word) for known in known_as(name)) for word in typed(text))
