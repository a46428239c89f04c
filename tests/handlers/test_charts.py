"""Charts: bars with labels and values, small, the same each time, and readable anywhere."""

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from handlers import charts
from handlers.charts import Bar, bars

MONTHS = [Bar(f"September {2010 + number}", number * 1000) for number in range(12)]
PAPER, BAR = (255, 255, 255), (28, 95, 168)


def seen(content):
    return Image.open(BytesIO(content)).convert("RGBA")


def columns(picture, colour):
    """List the columns of a picture where a colour stands."""
    return [
        across
        for across in range(0, picture.width, 2)
        if any(
            picture.getpixel((across, down))[:3] == colour for down in range(0, picture.height, 6)
        )
    ]


def test_a_picture_is_wide_small_and_opaque():
    content = bars("Registered", MONTHS)
    picture = seen(content)
    assert picture.width == charts.WIDE
    assert 700 <= picture.height <= 1100, "twelve bars"
    assert len(content) <= 200_000
    assert picture.getextrema()[3] == (255, 255), "it brings its own background"
    assert picture.getpixel((0, 0))[:3] == PAPER


def test_the_same_numbers_give_the_same_picture():
    assert bars("Registered", MONTHS) == bars("Registered", MONTHS)
    assert bars("Registered", MONTHS) != bars("Registered", MONTHS[:-1])


def test_a_bar_is_as_long_as_its_value_is_high():
    def long(value):
        picture = seen(bars("A", [Bar("a", value), Bar("b", 100)]))
        return sum(
            picture.getpixel((across, down))[:3] == BAR
            for across in range(picture.width)
            for down in range(picture.height)
        )

    whole = long(100) / 2
    assert long(50) - whole == pytest.approx(whole / 2, rel=0.02)
    assert long(0) - whole < whole * 0.02


def test_what_is_hidden_looks_the_same_whatever_it_was():
    with_it = seen(bars("A", [Bar("a", None), Bar("b", None)]))
    assert columns(with_it, BAR) == []


def test_right_to_left_bars_grow_to_the_left():
    ours = columns(seen(bars("A", [Bar("a", 5)])), BAR)
    theirs = columns(seen(bars("مدارس", [Bar("مالطا", 5)], language="ar")), BAR)
    assert ours[0] < charts.WIDE / 3
    assert theirs[-1] > charts.WIDE * 2 / 3


@pytest.mark.parametrize(
    "label",
    [
        "Bosnie-Herzégovine et Macédoine du Nord " * 4,
        "Donaudampfschifffahrtsgesellschaftskapitän" * 3,
        "$x^2$ \\alpha {",
        "🎉🎉",
        "",
    ],
)
@pytest.mark.filterwarnings("error")
def test_any_label_is_drawn_inside_the_picture(label):
    picture = seen(bars(label, [Bar(label, 412_000), Bar("b", None)], note=label))
    frame = [
        picture.getpixel((across, down))[:3]
        for across in (0, picture.width - 1)
        for down in range(picture.height)
    ]
    assert set(frame) == {PAPER}, "nothing runs out of it"


def test_a_formula_is_not_one():
    assert bars("A", [Bar("$x$", 1)]) != bars("A", [Bar("x", 1)])


def test_nothing_is_drawn_before_it_is_wanted():
    code = "import handlers.commands, sys; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_picture_needs_no_home_to_keep_anything_in():
    """matplotlib notes where faces are: under a home that a unit may not have."""
    code = (
        "import sys; from handlers.charts import Bar, bars;"
        " sys.stdout.buffer.write(bars('Registered', [Bar('a', 3)]))"
    )
    nowhere = {"HOME": "/proc/nobody", "PATH": ""}

    drawn = subprocess.run(
        [sys.executable, "-c", code], env=nowhere, stdout=subprocess.PIPE, check=True, timeout=60
    )

    assert drawn.stdout == bars("Registered", [Bar("a", 3)])
