"""Names cut out of what everybody may read, in the ways in which people write them. Rule POR-5."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage import nameless

_SOME = st.text("abÀeé'- .B\u00ad", max_size=12)


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Ben Adler", "with Ben Adler of Berlin", "with … of Berlin"),
        ("Ben Adler", "with BEN ADLER", "with …"),
        ("Ben Adler", "with ben adler", "with …"),
        ("Ben Adler", "with Ben  Adler", "with …"),
        ("Ben Adler", "with Ben\nAdler", "with …"),
        ("Ben Adler", "with Ben\u00a0Adler", "with …"),
        ("Ben Adler", "with Adler Ben", "with …"),
        ("Ben Adler", "with Adler, Ben.", "with …."),
        ("Ben Adler", "with B. Adler", "with …"),
        ("Ben Adler", "with Adler B.", "with …."),
        ("Ben Adler", "with Mr Adler", "with Mr …"),
        ("Ben Adler", "Adler's class", "…'s class"),
        ("Ben Adler", "with Ben **Adler**", "with … **…**"),
        ("Ana Pop", "with Ana **Pop**", "with … **…**"),
        ("Ben Adler", "ben.adler@school.de, #BenAdler", "…@school.de, #…"),
        ("Ben Adler", "s Benem Adlerem", "s …"),
        ("Jana Nováková", "s Janou Novákovou", "s …"),
        ("Γιώργος Παπαδόπουλος", "του Γιώργου Παπαδόπουλου", "του …"),
        ("Ben Weiß", "Together with BEN WEISS", "Together with …"),
        ("Jörg Müller", "Joerg Mueller and Jorg Muller", "… and …"),
        ("Joerg Mueller", "Jörg Müller", "…"),
        ("Łukasz Żak", "z LUKASZ ZAK", "z …"),
        ("Maria Elena Pop-Ionescu", "Maria Ionescu or M. E. Pop", "… or …"),
        ("Jean de la Tour", "Jean de la Tour, de la mer", "…, de la mer"),
        ("Jean de la Tour", "M. de La Tour", "M. de La …"),
        ("ADLER Ben", "Frau Adler", "Frau …"),
        ("Sean O'Brien", "Sean O’Brien", "…"),
        ("Zoe", "Zoe draws", "… draws"),
        ("Rita Ad", "by R. Ad", "by …"),
        ("Vera Tour", "Tour V. and VeraTour", "…. and …"),
    ],
)
def test_a_name_is_cut_however_it_is_written(name, text, left):
    assert nameless.without(text, ["", "Cleo Muster", name]) == left


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ben Adler", "An adler is an eagle. Ben too."),
        ("Ana Pop", "Ana: a pop song and poppies"),
        ("Ana Pop", "Anatomy of Poplars"),
        ("Anna Rivers", "Along rivers of Europe"),
        ("Jean de la Tour", "De la mer, de la tour"),
        ("Stefan Tone", "A stone"),
        ("", "Nobody"),
        ("Ben Adler", ""),
    ],
)
def test_what_is_no_name_stays(name, text):
    assert nameless.without(text, [name]) == text


def test_of_a_former_name_only_what_is_not_in_the_new_one_is_cut():
    text = "Maria Ionescu or Maria or Ms Ionescu or Ms Popa"

    assert nameless.without(text, ["Maria Popa"], "Maria Ionescu") == text[:-4] + "…"
    assert nameless.without(text, ["Maria Ionescu"], "Maria Ionescu-Popa") == text
    assert (
        nameless.without(text, ["Maria Ionescu"], "Maria Popa") == "… or Maria or Ms … or Ms Popa"
    )


@given(_SOME, _SOME, _SOME, st.integers(0, 2))
@example("Wendler", "with ", "a", 2)
def test_the_quick_look_overlooks_no_name(name, before, after, left_off):
    words = [word[: len(word) - left_off] for word in name.split()]
    text = f"{before}{' '.join(words)}{after}"
    folded = f"{nameless.fold(text)} {nameless.fold(nameless.spelt_out(text))}"
    there = f" {' '.join(nameless._LETTERS.findall(folded))} "

    is_there = any(one in there for one in nameless._beginnings(name))

    assert nameless.named(text, [name]) == [name] * is_there
