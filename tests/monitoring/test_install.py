"""docs/install.md: what it writes is read by those it is for, and what it names there is. RUN-2.

That it leads to a running service is seen by walking it: docs/decisions/0029-installing.md.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from synapse.config.homeserver import HomeServerConfig

from bot import config as configuration
from matrix_bridge.registration import registration, snippet
from tests.monitoring import handbook

MATRIX = "matrix.example.org"
VALUES = {
    "PORTAL": "etwinning.example.org",
    "MATRIX": MATRIX,
    "OPERATOR": "Ministry of Education, etwinning@example.org",
    "TELEGRAM_TOKEN": "123456:replace-me",
    "DATABASE_KEY": "drawn-for-the-database",
    "HOMESERVER_KEY": "drawn-for-synapses-database",
    "AS_KEY": "drawn-for-us",
    "HS_KEY": "drawn-for-the-homeserver",
    "SECRET_KEY": "drawn-for-keys",
    "SHARED_KEY": "drawn-for-administrators",
    "MACAROON_KEY": "drawn-for-sessions",
    "FORM_KEY": "drawn-for-forms",
}
BLOCKS = handbook.steps()


@pytest.mark.parametrize(("heading", "block"), BLOCKS, ids=[one for one, _ in BLOCKS])
def test_the_shell_reads_each_command(heading, block):
    done = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_what_it_uses_it_has_asked_or_drawn():
    script = _script()
    asked = set(re.findall(r"^([A-Z_]+)=", script, re.M))
    [drawn] = re.findall(r"^for name in (.*); do$", script, re.M)
    used = set(re.findall(r"\$([A-Z_]+)", script))

    assert used - {"PATH"} == asked - {"PATH"} | {f"{name}_KEY" for name in drawn.split()}


def test_no_password_stands_in_the_list_of_processes():
    """Everybody on the machine may read that; what the shell says or reads itself is not in it."""
    script = _script().replace("\\\n", "")
    script = re.sub(r"<<'?END'?(.*)\n(?s:.*?)^END$", r"\1", script, flags=re.M)
    lines = [one for one in script.splitlines() if not re.match(r"\s*(echo|printf) ", one)]

    assert [one for one in lines if re.search(r"\$\{?[A-Z]+_(KEY|TOKEN)", one)] == []


def test_every_file_of_ours_that_it_names_there_is():
    named = re.findall(rf"{handbook.PROGRAM}([\w./-]+)", handbook.FILE.read_text())

    assert [one for one in named if not one.startswith(".venv") and not Path(one).exists()] == []


def test_the_configuration_is_one(tmp_path):
    token = tmp_path / "admin-token"
    token.touch()
    text = handbook.written("config.toml", **VALUES)
    file = tmp_path / "config.toml"
    file.write_text(text.replace("/etc/etwinning/admin-token", str(token)))

    config = configuration.load(file)

    assert config.matrix.server_name == MATRIX
    assert config.database.url.endswith("@127.0.0.1/etwin")


def test_synapse_takes_its_settings(tmp_path):
    of_it = yaml.safe_load(handbook.written("homeserver.yaml", **VALUES))
    here = yaml.safe_load(handbook.written("here.yaml", **VALUES))
    (tmp_path / "key").write_text("ed25519 a_test b25lIGtleSBmb3IgYWxsIHRlc3RzIG9mIGhlcmUhISE\n")
    (tmp_path / "ours.yaml").write_text(
        yaml.safe_dump(registration("as" * 8, "hs" * 8, "http://127.0.0.1:29320", MATRIX, "etwin"))
    )
    settings = of_it | snippet(MATRIX) | here
    settings |= {
        "signing_key_path": str(tmp_path / "key"),
        "app_service_config_files": [str(tmp_path / "ours.yaml")],
        "media_store_path": str(tmp_path / "media"),
    }
    settings.pop("log_config")

    config = HomeServerConfig()
    config.parse_config_dict(settings, str(tmp_path), str(tmp_path))

    assert config.server.public_baseurl == f"https://{MATRIX}/"
    assert config.database.databases[0].config["args"]["dbname"] == "synapse"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "check-config"),
        (["--help"], "check-config"),
        (["matrix", "--help"], "homeserver-snippet"),
        (["matrix", "registration"], "drawn-for-us"),
        (["matrix", "workers", "2", "--folder", "workers"], "reader2.yaml"),
        (["matrix", "registration", "--config", "another.toml"], "no file another.toml"),
    ],
)
def test_the_command_line_is_called_with_any_words_or_none(tmp_path, words, says):
    text = handbook.written("config.toml", **VALUES)
    config = tmp_path / "config.toml"
    config.write_text(text.replace("admin_token_file", "# admin_token_file"))
    [script] = re.findall(
        r"cat > /usr/local/sbin/etwin <<'END'\n(.*?)^END$", _script(), re.M | re.S
    )
    for here, there in {
        "cd /var/lib/etwinning": f"cd {tmp_path}",
        "/etc/etwinning/config.toml": str(config),
        "runuser -u etwin -- /opt/etwinning/.venv/bin/etwin": f"{sys.executable} -m bot",
    }.items():
        assert here in script
        script = script.replace(here, there)
    (tmp_path / "etwin").write_text(script)

    done = subprocess.run(
        ["sh", str(tmp_path / "etwin"), *words],
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "COLUMNS": "120"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

    assert says in done.stdout
    assert "Error" not in done.stdout


@pytest.mark.parametrize("name", ["service", "homeserver"])
def test_a_server_gets_the_versions_that_are_tested(name):
    """What a server installs is a part of what the tests ran with."""
    pinned = re.compile(r"^[\w.-]+==\S+", re.M)
    tested = set(pinned.findall(Path("requirements.lock").read_text()))
    installed = set(pinned.findall(Path(f"requirements.{name}.lock").read_text()))

    assert installed
    assert installed <= tested


def test_a_server_gets_all_that_the_service_imports():
    named = Path("requirements.service.lock").read_text()
    wanted = Path("pyproject.toml").read_text().partition("dependencies = [")[2].partition("\n]")[0]

    for one in re.findall(r'"([\w.-]+)', wanted):
        assert re.search(rf"^{re.escape(one.lower().replace('.', '-'))}==", named, re.M), one


def _script() -> str:
    return "".join(block for _, block in BLOCKS)
