"""Reverse proxies before the homeserver, with the settings of docs/proxy."""

import re
import socket
import subprocess
import time
from pathlib import Path

from bot.sandbox.ports import free_port
from tests.monitoring import tools

FILES = {"nginx": Path("docs/proxy/nginx.conf"), "caddy": Path("docs/proxy/Caddyfile")}
HOMESERVER, PORTAL = "matrix.example.org", "etwinning.example.org"
PROGRAMS = {"nginx": tools.nginx, "caddy": tools.caddy}
SECONDS = 20


def site(name, host):
    """Give what a proxy's file says of one site, without its certificate and its port."""
    text = FILES[name].read_text()
    if name == "caddy":
        return re.search(rf"^{re.escape(host)} {{$.*?^}}$", text, re.DOTALL | re.MULTILINE)[0]
    sites = re.findall(r"^server {$.*?^}$", text, re.DOTALL | re.MULTILINE)
    [found] = [one for one in sites if f"server_name {host};" in one]
    return re.sub(r"^ +(listen|ssl_certificate|ssl_certificate_key) .*\n", "", found, flags=re.M)


class Proxy:
    """A proxy at `port` that knows the homeserver's port and that of our door."""

    def __init__(self, name, folder, homeserver, door):
        self.port = free_port()
        self._program = PROGRAMS[name]()
        self._log = (folder / f"{name}.log").open("wb")
        settings = site(name, HOMESERVER)
        for was, here in (("127.0.0.1:8008", homeserver), ("127.0.0.1:29320", door)):
            assert was in settings
            settings = settings.replace(was, f"127.0.0.1:{here}")
        words = getattr(self, f"_{name}")(folder, settings)
        self._process = subprocess.Popen(words, stdout=self._log, stderr=self._log, cwd=folder)
        self._wait(folder / f"{name}.log")

    def _caddy(self, folder, settings):
        options = "{\n\tadmin off\n\tauto_https off\n}\n"
        here = settings.replace(f"{HOMESERVER} {{", f"http://127.0.0.1:{self.port} {{")
        (folder / "Caddyfile").write_text(options + here)
        return [self._program, "run", "--config", "Caddyfile", "--adapter", "caddyfile"]

    def _nginx(self, folder, settings):
        here = settings.replace("server {", f"server {{ listen 127.0.0.1:{self.port};", 1)
        here = here.replace("/var/log/nginx/", f"{folder}/site-")
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/nginx.pid; error_log {folder}/errors.log;\n"
            f"events {{}}\nhttp {{ access_log off;\n{temporary(folder)}\n{here} }}\n"
        )
        errors = str(folder / "errors.log")
        return [self._program, "-e", errors, "-p", str(folder), "-c", str(folder / "nginx.conf")]

    def _wait(self, log):
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(log.read_text())

    def close(self):
        self._process.terminate()
        self._process.wait(SECONDS)
        self._log.close()


def temporary(folder):
    """Say to nginx where it may write: nothing of it is installed."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "\n".join(f"{name}_temp_path {folder}/{name};" for name in kinds)
