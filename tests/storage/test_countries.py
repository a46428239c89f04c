"""Countries and languages: what is known of them, and finding one by what people type."""

from zoneinfo import available_timezones

import pytest
from babel import Locale

from storage import countries
from storage.countries import LANGUAGES, name_of_country, name_of_language
from storage.subjects import SUBJECTS

MEMBERS = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    " IS LI NO RS TR AL BA ME AM AZ GE JO LB MD MK TN UA PS XK"
)


def test_all_46_countries_take_part():
    assert {country.code for country in countries.all_countries()} == set(MEMBERS.split())
    assert countries.by_code("GB") is None
    assert countries.by_code("ro") is None


@pytest.mark.parametrize("country", countries.all_countries(), ids=lambda country: country.code)
def test_what_is_known_of_a_country_makes_sense(country):
    assert country.languages
    assert set(country.languages) <= set(LANGUAGES)
    assert country.zones
    assert set(country.zones) <= available_timezones()
    assert country.proof in {"certificate", "head", "coordinator"}
    assert 1 <= country.days <= 30
    assert country.emergency.isdigit()
    assert all(sign.isdigit() or sign == " " for sign in country.helpline)


def test_serbia_wants_a_certificate_and_spain_asks_the_head():
    assert countries.by_code("RS").proof == "certificate"
    assert countries.by_code("ES").proof == "head"
    assert countries.by_code("RO").proof == "coordinator"


@pytest.mark.parametrize("language", ["en", "fr", "de", "uk", "ar", "nb"])
def test_every_country_and_language_has_a_name(language):
    for country in countries.all_countries():
        assert name_of_country(country.code, language) != country.code
    for code in LANGUAGES:
        assert name_of_language(code, language) != code


def test_a_language_without_names_falls_back_to_english():
    assert name_of_country("XK", "tlh") == "Kosovo"
    assert name_of_country("DE", "not a language") == "Germany"
    assert name_of_language("fr", "tlh") == "French"
    assert name_of_country("QQ", "en") == "QQ"


@pytest.mark.parametrize("code", LANGUAGES)
def test_cldr_knows_every_language(code):
    assert Locale("en").languages[code]


@pytest.mark.parametrize("codes", [LANGUAGES, SUBJECTS])
def test_lists_fit_into_a_stored_number(codes):
    assert len(set(codes)) == len(codes) <= 63


def test_the_order_of_stored_lists_never_changes():
    assert " ".join(LANGUAGES).startswith(
        "ar az bg bs ca cs da de el en es et eu fi fr fy ga gl hr hu hy is it ka lb lt lv mk mt"
        " nb nl nn pl pt ro ru se sk sl sq sr sv tr uk be eo grc he ja ko la rom zh"
    )
    assert " ".join(SUBJECTS).startswith(
        "art astronomy biology chemistry citizenship class_teaching classical_languages"
        " cross_curricular design drama economics environment european_studies foreign_languages"
        " geography geology health history history_of_culture home_economics informatics"
        " language_literature law mathematics media music natural_sciences philosophy_ethics"
        " physical_education physics politics pre_school psychology religion social_studies"
        " special_needs technology vocational"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Romania", ["RO"]),
        ("  rOmAnIa ", ["RO"]),
        ("RO", ["RO"]),
        ("Romunia", ["RO"]),
        ("Germny", ["DE"]),
        ("Griechenland", ["GR"]),
        ("Osterreich", ["AT"]),
        ("Ελλαδα", ["GR"]),
        ("Belgique", ["BE"]),
        ("Česko", ["CZ"]),
        ("Czech Republic", ["CZ"]),
        ("Macedonia", ["MK"]),
        ("herzeg", ["BA"]),
        ("Turkey", ["TR"]),
        ("Palestine", ["PS"]),
        ("Srbija", ["RS"]),
        ("Slovakia", ["SK"]),
        ("Australia", ["AT"]),
        ("Atlantis", []),
        ("Ere", []),
        ("", []),
        ("?!", []),
    ],
)
def test_a_country_is_found_by_what_people_type(text, found):
    assert countries.search(text, ["en", "de"]) == found


def test_several_countries_begin_the_same():
    assert countries.search("li", ["en"]) == ["LI", "LB", "LT"]
    assert countries.search("lit", ["en"]) == ["LT"]
    assert countries.search("slov", ["en"]) == ["SI", "SK"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("german", ["de"]),
        ("Deutsch", ["de"]),
        ("englsh", ["en"]),
        ("norsk", ["nb", "nn"]),
        ("espanol", ["es"]),
        ("ελληνικά", ["el"]),
        ("srpski", ["sr"]),
        ("allemand", ["de"]),
        ("Klingon", []),
    ],
)
def test_a_language_is_found_by_what_people_type(text, found):
    assert countries.search_languages(text, ["fr"]) == found
