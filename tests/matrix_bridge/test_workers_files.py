"""The files that `etwin matrix workers` writes: names, ports, and what proxies make of them."""

import subprocess

import pytest
import yaml
from typer.testing import CliRunner

from bot import __main__, sections, workers
from matrix_bridge.workers import Layout, settings
from tests.adversary import proxies


@pytest.mark.parametrize(("readers", "persisters"), [(1, 1), (4, 1), (5, 2), (16, 4)])
def test_each_worker_has_a_name_and_a_port_of_its_own(tmp_path, readers, persisters):
    files = settings(Layout(readers, tmp_path))
    own = [one for one in files.values() if "worker_name" in one]
    ports = [one["worker_listeners"][0]["port"] for one in own]

    assert len(own) == len({one["worker_name"] for one in own}) == readers + persisters + 1
    assert len(set(ports)) == len(ports)
    assert len(files["workers.yaml"]["stream_writers"]["events"]) == persisters
    assert files["workers.yaml"]["notify_appservices_from_worker"] in {
        one["worker_name"] for one in own
    }


def test_workers_take_no_port_of_ours(tmp_path):
    layout = Layout(workers.MOST, tmp_path)
    ours = {sections.Portal.model_fields["port"].default}
    ours.add(int(sections.Matrix.model_fields["listen"].default.rpartition(":")[2]))

    assert not ours & {*layout.reader_ports(), *layout.persister_ports().values()}


def test_the_command_writes_files_and_keeps_the_secret(tmp_path):
    def etwin(number):
        words = ["matrix", "workers", str(number), "--folder", str(tmp_path)]
        return CliRunner().invoke(__main__.app, words)

    assert etwin(5).exit_code == 0
    secret = (tmp_path / "replication-secret").read_text()
    done = etwin(2)

    assert done.exit_code == 0
    assert "http://127.0.0.1:8007" in done.stdout
    assert "max_connections of at least 5 × cp_max + 28" in " ".join(done.stdout.split())
    assert (tmp_path / "replication-secret").read_text() == secret
    assert sorted(path.name for path in tmp_path.glob("reader*")) == [
        "reader1.yaml",
        "reader2.yaml",
    ]
    shared = yaml.safe_load((tmp_path / "workers.yaml").read_text())
    assert shared["worker_replication_secret_path"] == str(tmp_path / "replication-secret")
    assert etwin(0).exit_code == 1


def test_the_command_knows_what_the_configuration_says_already(tmp_path):
    config, folder = tmp_path / "config.toml", tmp_path / "workers"
    config.write_text("""
[database]
url = "sqlite:///etwin.sqlite"
[portal]
public_url = "https://etwin.example"
[matrix]
homeserver_url = "http://127.0.0.1:8007"
server_name = "school.example"
as_token = "planted-as-token"
hs_token = "planted-hs-token"
secret = "planted-secret"
""")
    words = ["matrix", "workers", "1", "--folder", str(folder), "--config", str(config)]

    done = CliRunner().invoke(__main__.app, words)

    assert (done.exit_code, str(folder / "workers.yaml") in done.stdout) == (0, True), done.output
    assert "homeserver_url" not in done.stdout


def test_a_folder_that_may_not_be_written_to_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    words = ["matrix", "workers", "1", "--folder", str(tmp_path / "file")]

    done = CliRunner().invoke(__main__.app, words)

    assert done.exit_code == 1
    assert "root" in done.stderr


@pytest.mark.parametrize("proxy", ["nginx", "caddy"])
def test_proxies_take_the_files_beside_those_of_the_documentation(tmp_path, proxy):
    workers.files(Layout(3, tmp_path))
    config, words = (_nginx if proxy == "nginx" else _caddy)(tmp_path)
    (tmp_path / "proxy.conf").write_text(config)

    program = proxies.PROGRAMS[proxy]()
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def _nginx(folder):
    site, last = proxies.site("nginx", proxies.HOMESERVER), "    location / {"
    assert site.count(last) == 1
    site = site.replace(last, f"    include {folder}/nginx-workers.conf;\n{last}")
    site = site.replace("server {", "server { listen 127.0.0.1:8999;")
    site = site.replace("/var/log/nginx/", f"{folder}/site-")
    http = (
        f"access_log off;\n{proxies.temporary(folder)}\ninclude {folder}/nginx-before.conf;\n{site}"
    )
    config = f"pid {folder}/pid; error_log {folder}/log;\nevents {{}}\nhttp {{\n{http}\n}}\n"
    return config, [
        "-e",
        str(folder / "log"),
        "-t",
        "-p",
        str(folder),
        "-c",
        str(folder / "proxy.conf"),
    ]


def _caddy(folder):
    text, last = proxies.FILES["caddy"].read_text(), "\thandle {"
    assert text.count(last) == 1
    text = text.replace(last, f"\timport etwin_workers\n\n{last}")
    first = f"{proxies.HOMESERVER} {{"
    text = text.replace(first, f"import {folder}/workers.caddy\n\n{first}")
    words = ["adapt", "--config", str(folder / "proxy.conf"), "--adapter", "caddyfile"]
    return text, words
