"""The files for nginx and Caddy: both read them, and no one-time code is logged. RUN-2."""

import re
import ssl
import subprocess
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.sandbox.ports import free_port
from tests.adversary.proxies import HOMESERVER, PORTAL
from tests.certificates import certificate
from tests.monitoring import tools

FOLDER = Path("docs/proxy")
SECONDS = 20
CODE = "planted-one-time-code"


@pytest.fixture
def nginx(tmp_path):
    """Lay nginx's file for a machine where nobody listens behind it; give how it is started, and
    what each of its addresses answers."""
    text, port, plain = (FOLDER / "nginx.conf").read_text(), free_port(), free_port()
    text = re.sub(r" +listen \[::\].*\n", "", text)
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    text = text.replace("/etc/letsencrypt/live/etwinning", str(certificate(tmp_path, PORTAL)))
    text = _nobody_behind(text.replace("/var/log/nginx/", f"{tmp_path}/site-"))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    http = f"access_log {tmp_path}/access.log;\n{places}\n{text}"
    config = tmp_path / "nginx.conf"
    config.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/errors.log;\n"
        f"events {{}}\nhttp {{\n{http}\n}}\n"
    )
    words = [tools.nginx(), "-p", str(tmp_path), "-c", str(config)]
    return words, {f"https://127.0.0.1:{port}": 502, f"http://127.0.0.1:{plain}": 301}


@pytest.fixture
def caddy(tmp_path):
    """Lay Caddy's file, as `nginx` above does."""
    port = free_port()
    text = _nobody_behind((FOLDER / "Caddyfile").read_text())
    text = text.replace("\tlog default", "\tadmin off\n\tauto_https off\n\tlog default")
    for host in (PORTAL, HOMESERVER):
        text = text.replace(f"\n{host} {{", f"\nhttp://{host}:{port} {{")
    config = tmp_path / "Caddyfile"
    config.write_text(text)
    words = [tools.caddy(), "run", "--adapter", "caddyfile", "--config", str(config)]
    return words, {f"http://127.0.0.1:{port}": 502}


def _nobody_behind(text):
    for port in ("8008", "8080", "29320"):
        assert f"127.0.0.1:{port}" in text
        text = text.replace(f"127.0.0.1:{port}", f"127.0.0.1:{free_port()}")
    return text


def test_nginx_reads_its_file(nginx):
    words, _ = nginx

    ended, said = tools.run(*words, "-t")

    assert ended == 0, said
    assert "warn" not in said


def test_caddy_reads_its_file():
    ended, said = tools.run(tools.caddy(), "validate", "--config", str(FOLDER / "Caddyfile"))

    assert ended == 0, said


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_one_time_code_stands_in_no_log_while_the_service_is_away(request, tmp_path, name):
    words, answers = request.getfixturevalue(name)

    with _running(words, tmp_path / "said.log"):
        for address, status in answers.items():
            for host in (PORTAL, HOMESERVER):
                assert _asked(address, host) == status

    for log in tmp_path.rglob("*.log"):
        assert CODE not in log.read_text(), log


@contextmanager
def _running(words, log):
    with log.open("wb") as file:
        process = subprocess.Popen(words, stdout=file, stderr=file, cwd=log.parent)
        try:
            yield
        finally:
            process.terminate()
            process.wait(SECONDS)


def _asked(address, host):
    """Ask for a page behind a one-time link until the proxy answers; give its answer's number."""
    url = urlsplit(address)
    deadline = time.monotonic() + SECONDS
    while True:
        link = HTTPConnection(url.hostname, url.port, timeout=SECONDS)
        if url.scheme == "https":
            trusting = ssl._create_unverified_context()
            link = HTTPSConnection(url.hostname, url.port, timeout=SECONDS, context=trusting)
        with closing(link):
            try:
                link.request("GET", f"/open/{CODE}", headers={"Host": host})
                return link.getresponse().status
            except OSError:
                if time.monotonic() > deadline:
                    raise
        time.sleep(0.1)
