"""The sandbox's homeserver: it is ours, keeps what it has, and says why it does not start."""

import json
import urllib.error
import urllib.request

import pytest

from bot.sandbox.synapse import Synapse


@pytest.fixture(scope="module")
def synapse(tmp_path_factory):
    homeserver = Synapse(tmp_path_factory.mktemp("synapse"), "school.example")
    homeserver.start()
    yield homeserver
    homeserver.stop()


def whoami(synapse, token):
    request = urllib.request.Request(
        f"{synapse.url}/_matrix/client/v3/account/whoami",
        headers={"Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["user_id"]


def test_accounts_and_sessions_outlive_a_restart_and_a_power_cut(synapse):
    user, token = synapse.register_user("ana", "secret")
    address = synapse.url

    synapse.stop()
    synapse.start()
    synapse.kill()
    synapse.start()

    assert user == "@ana:school.example"
    assert synapse.url == address
    assert whoami(synapse, token) == user


def test_each_account_is_made_once(synapse):
    synapse.register_user("ben", "secret")

    with pytest.raises(urllib.error.HTTPError, match="400"):
        synapse.register_user("ben", "secret")


def test_server_that_finds_its_port_taken_is_not_mistaken_for_the_one_there(synapse, tmp_path):
    second = Synapse(tmp_path, "school.example", port=synapse.port)

    with pytest.raises(RuntimeError, match="Failed to listen"):
        second.start()
    with pytest.raises(RuntimeError, match="does not run"):
        second.pid  # noqa: B018


def test_settings_of_the_operator_replace_the_sandbox_ones(tmp_path):
    broken = Synapse(tmp_path, "school.example", snippet={"max_upload_size": "many"})

    with pytest.raises(RuntimeError, match="invalid literal"):
        broken.start()


def test_stopping_twice_is_stopping_once(tmp_path):
    homeserver = Synapse(tmp_path, "school.example")

    homeserver.stop()
    homeserver.kill()

    assert not homeserver.log.exists()
