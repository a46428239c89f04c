"""The configuration: each mistake is named with its path and what it should be."""

import asyncio
from pathlib import Path

import pytest

from bot import config
from bot.config import WrongConfig
from bot.probing import homeserver, portal

GOOD = """
[database]
url = "sqlite:///etwin.sqlite"
[portal]
public_url = "https://etwinning.example.org"
[telegram]
token = "123456:ABCDEF"
"""


@pytest.fixture
def load(tmp_path):
    def loading(text):
        path = tmp_path / "config.toml"
        path.write_text(text)
        return config.load(path)

    return loading


def test_the_example_is_understood():
    assert config.load(Path(__file__).parents[2] / "config.example.toml").matrix.listen_at == (
        "127.0.0.1",
        29320,
    )


def test_secrets_that_everybody_knows_are_named():
    """Whoever left the example's in place has a service that anybody can speak for."""
    example = config.load(Path(__file__).parents[2] / "config.example.toml").matrix
    lines = asyncio.run(homeserver.problems(example))

    named = [line.partition(":")[0] for line in lines if "the example's" in line]
    assert named == ["matrix.as_token", "matrix.hs_token", "matrix.secret"]


def test_defaults_are_telegrams_and_ours(load):
    telegram = load(GOOD).telegram

    assert (telegram.api_url, telegram.mode) == ("https://api.telegram.org", "polling")
    assert telegram.messages_per_second == 30


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("sqlite:///", "mysql:///", "database.url: should begin with sqlite:/// or postgresql://"),
        ("123456:ABCDEF", "oops", "telegram.token: should look like 123456:ABC-DEF"),
        ("token =", "tokne =", "telegram.tokne: there is no such setting"),
        ("token =", "tokne =", "telegram.token: is missing"),
        ("[portal]", "[porthole]", "portal: is missing"),
        ("public_url", "port = 99999\npublic_url", "portal.port: Input should be less than"),
        (
            "public_url",
            'metrics_from = ["10.0.0.0/8", "everybody"]\npublic_url',
            "portal.metrics_from: should be addresses or networks",
        ),
        ("token =", 'mode = "push"\ntoken =', "telegram.mode: should be 'polling' or 'webhook'"),
        ("token =", 'mode = "webhook"\ntoken =', "webhook_secret must be set"),
        ("[telegram]\ntoken", "[log]\nlevel", "log.level: should be"),
    ],
)
def test_a_mistake_is_named_with_its_path(load, old, new, line):
    with pytest.raises(WrongConfig) as problem:
        load(GOOD.replace(old, new))

    assert line in str(problem.value)


def test_a_support_service_is_reached_as_it_says(load):
    text = '[countries.RO]\nsite = "https://etwinning.example/ro"\nmail = "nss@ro.example"\n'

    found = load(GOOD + text).countries["RO"]

    assert (found.site, found.mail) == ("https://etwinning.example/ro", "nss@ro.example")


@pytest.mark.parametrize(
    "text",
    [
        '[countries.XX]\nsite = "https://etwinning.example/xx"',
        '[countries.RO]\nsite = "javascript:alert(1)"',
        '[countries.RO]\nmail = "nobody"',
    ],
)
def test_a_support_service_of_no_country_or_without_an_address_is_a_mistake(load, text):
    with pytest.raises(WrongConfig, match="countries"):
        load(GOOD + text)


def test_it_is_said_if_nobody_is_told_who_runs_the_service(load):
    def noted(operator):
        text = GOOD.replace("[telegram]", f'operator = "{operator}"\n[telegram]')
        return asyncio.run(portal.notes(load(text).portal))

    assert noted("")[0].startswith("portal.operator is empty")
    assert noted("A ministry")[0].startswith("portal.operator names no address")
    for reached in (
        "A ministry, help@example.org",
        "Us, https://example.org",
        "Us, +33 1 23 45 67",
    ):
        assert noted(reached) == []


def test_a_value_is_never_shown(load):
    with pytest.raises(WrongConfig) as problem:
        load(GOOD.replace("123456:ABCDEF", "my secret token"))

    assert "my secret" not in str(problem.value)


def test_without_any_platform_it_says_what_is_needed(load):
    with pytest.raises(WrongConfig, match=r"at least one of \[telegram\] and \[matrix\]"):
        load(GOOD.split("[telegram]")[0])


def test_a_missing_file_says_what_to_copy(tmp_path):
    with pytest.raises(WrongConfig, match=r"config\.example\.toml"):
        config.load(tmp_path / "nowhere.toml")


def test_what_is_no_toml_is_said(load):
    with pytest.raises(WrongConfig, match="cannot be read"):
        load("[database\nurl")


def test_a_secret_comes_from_a_file(load, tmp_path):
    (tmp_path / "token").write_text("654321:FROMFILE\n")

    text = GOOD.replace('token = "123456:ABCDEF"', f'token_file = "{tmp_path / "token"}"')

    assert load(text).telegram.token == "654321:FROMFILE"


def test_a_secrets_file_that_is_missing_is_named(load):
    with pytest.raises(WrongConfig, match="nowhere"):
        load(GOOD.replace('token = "123456:ABCDEF"', 'token_file = "nowhere"'))


def test_the_environment_goes_before_the_file(load, monkeypatch):
    monkeypatch.setenv("ETWIN_TELEGRAM__TOKEN", "777777:FROMENV")

    assert load(GOOD).telegram.token == "777777:FROMENV"
