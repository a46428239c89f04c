"""`etwin check-config`: a reverse proxy without a rule that protects pupils has its line. RUN-2."""

import asyncio

import pytest

from bot.probing import proxy
from tests.adversary.proxies import FILES, Proxy
from tests.story.stage import with_changes


@pytest.fixture(scope="module")
def stage(tmp_path_factory, stage_in):
    """An installation, and no service running."""
    with stage_in(tmp_path_factory.mktemp("checked")) as made:
        yield made


def matrix_at(stage, url):
    return with_changes(stage, {"matrix": {"public_url": url}}).matrix


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_proxy_with_our_settings_is_right(stage, check, tmp_path, name):
    between = Proxy(name, tmp_path, stage.synapse.port, stage.listen_port)
    try:
        assert check(matrix={"public_url": f"http://127.0.0.1:{between.port}"}) == []
    finally:
        between.close()


@pytest.mark.parametrize(
    ("name", "looks_at", "at_nothing"),
    [
        ("nginx", "$request_uri ~*", "$http_x_nothing ~*"),
        ("caddy", "{http.request.orig_uri}.", "{http.request.method}."),
    ],
)
def test_a_proxy_that_is_led_past_its_rules_by_dots_has_its_line(
    stage, check, tmp_path, monkeypatch, name, looks_at, at_nothing
):
    settings = FILES[name].read_text()
    assert looks_at in settings
    (tmp_path / "settings").write_text(settings.replace(looks_at, at_nothing))
    monkeypatch.setitem(FILES, name, tmp_path / "settings")
    between = Proxy(name, tmp_path, stage.synapse.port, stage.listen_port)
    try:
        [line] = check(matrix={"public_url": f"http://127.0.0.1:{between.port}"})
    finally:
        between.close()

    assert f"({', '.join(path for _, path in proxy.BENT)})" in line


def test_a_proxy_that_passes_on_everything_has_its_line(stage, check):
    """Each rule by itself: what a proxy without any rule passes on, we see."""
    [line] = check(matrix={"public_url": stage.synapse.url})

    assert "pupils are not protected" in line
    for _, path in (*proxy.CLOSED, *proxy.HANDED, *proxy.BENT):
        assert path.partition("?")[0] in line


def test_a_homeservers_address_where_somebody_else_answers_has_its_line(stage):
    [line] = asyncio.run(proxy.problems(matrix_at(stage, stage.telegram_url)))

    assert "matrix.public_url" in line
    assert "no homeserver answers" in line


def test_a_homeservers_address_without_https_has_its_line(stage):
    [line] = asyncio.run(proxy.problems(matrix_at(stage, "http://matrix.example")))

    assert "matrix.public_url" in line
    assert "https" in line
