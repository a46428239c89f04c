"""What visitors look for: addresses of searches, as many kinds of them as people type."""

import random
from urllib.parse import urlencode

from storage import countries
from storage.subjects import SUBJECTS
from tests.bench import _portal_data

#: The most common words, by their ranks, stand in more than a twentieth of all texts.
COMMON = 60
COUNTRIES = [one.code.lower() for one in countries.all_countries()]


def addresses(seed: int, count: int) -> list[str]:
    """Draw searches among the projects, and some across everything."""
    chance = random.Random(seed)
    return [f"/en/projects?{urlencode(_asked(chance))}" for _ in range(count)]


def _asked(chance: random.Random) -> dict[str, str | int]:
    match chance.choice(("word", "word", "beginning", "words", "place", "named", "chosen", "all")):
        case "word":
            return {"q": _word(chance)}
        case "beginning":
            return {"q": _word(chance)[:4]}
        case "words":
            return {"q": f"{_word(chance)} {_word(chance)}"}
        case "place":
            return {"q": _word(chance), "country": chance.choice(COUNTRIES)}
        case "named":
            code = chance.choice(COUNTRIES).upper()
            return {"q": countries.name_of_country(code, "en")}
        case "chosen":
            fields = {
                "country": chance.choice(COUNTRIES),
                "subject": chance.choice(SUBJECTS),
                "language": chance.choice(("en", "fr", "de")),
                "age": chance.randrange(1, 5),
            }
            chosen = chance.sample(sorted(fields), chance.choice((1, 1, 2, 3)))
            return {name: fields[name] for name in chosen}
    return {"page": chance.choice((1, 1, 1, 2, 3, 10))}


def _word(chance: random.Random) -> str:
    """Draw a word that people type: it stands in a twentieth of all texts or fewer, one in ten in
    more."""
    is_common = chance.random() < 0.1
    while True:
        word = _portal_data.word(chance)
        if is_common or int(word[1:]) >= COMMON:
            return word
