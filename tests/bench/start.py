"""How soon a service that is started answers what waits for it, against importing its libraries.

The service, with the bot on Telegram and one on Matrix, is started as a process again and again,
each time with a message waiting. In turn with it, a process imports the libraries that the
service imports, and does nothing else.
"""

import json
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bot.sandbox.ports import free_port
from bot.sandbox.synapse import Synapse
from matrix_bridge.registration import registration, snippet
from storage import migrating
from storage.db import Database
from tests.bench import show

TOKEN = "4242:benchmark"
AS_TOKEN, HS_TOKEN = "as-token-of-the-benchmark", "hs-token-of-the-benchmark"
SERVER = "school.example"
ANA = 1000
ROUNDS = 5
#: Prints the modules of libraries that the service has loaded when it is about to run.
LOADED = """
import sys, bot.__main__, bot.app
ours, packages = {"bot", "matrix_bridge", "handlers", "storage"}, "site-packages"
for name, module in list(sys.modules.items()):
    if packages in (getattr(module, "__file__", None) or "") and name.split(".")[0] not in ours:
        print(name)
"""


def main() -> None:
    """Measure with Telegram alone, then with Matrix too, and print what was found."""
    libraries = _python("-c", LOADED).split()
    with tempfile.TemporaryDirectory() as name, _telegram() as telegram:
        folder = Path(name)
        with closing(Database(f"sqlite:///{folder / 'etwin.sqlite'}")) as database:
            migrating.migrate(database)
        config = folder / "config.toml"
        config.write_text(_settings(folder, telegram))
        _compare("start", config, telegram, libraries)
        synapse = Synapse(
            folder / "synapse",
            SERVER,
            registration=registration(AS_TOKEN, HS_TOKEN, "http://127.0.0.1:1", SERVER, "etwin"),
            snippet=snippet(SERVER),
            production_limits=False,
        )
        synapse.start()
        try:
            config.write_text(_settings(folder, telegram) + _matrix(folder, synapse.url))
            _compare("start_with_matrix", config, telegram, libraries)
        finally:
            synapse.stop()


def _compare(name: str, config: Path, telegram: str, libraries: list[str]) -> None:
    _start(config, telegram)  # once unseen, so that files are in memory and tables are known
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_start(config, telegram))
        began = time.monotonic()
        done = _python("-c", f"import time, {', '.join(libraries)}; print(time.monotonic())")
        theirs.append(float(done) - began)  # without the time it takes to end
    show(name, min(ours), "s", min(theirs))


def _start(config: Path, telegram: str) -> float:
    """Start the service while a message waits; give the seconds until its answer arrives."""
    _human("POST", telegram, "send", user_id=ANA, text="/help")
    _human("DELETE", telegram, "calls")
    command = [sys.executable, "-m", "bot", "run", "--config", str(config)]
    began = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as service:
        try:
            _human("POST", telegram, "calls/wait", method="sendMessage", number=1, seconds=30)
            [answer] = _human("GET", telegram, "calls?method=sendMessage&last=1")["calls"]
        finally:
            # In good order: an answer that is not marked as sent would be sent at the next start.
            service.send_signal(signal.SIGINT)
    seconds: float = answer["at"] - began
    return seconds


def _python(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def _telegram() -> Iterator[str]:
    """Run the stand-in as a process of its own; give its base URL."""
    command = [sys.executable, "-m", "bot.sandbox.telegram", "--token", TOKEN]
    command += ["--username", "our_bot", "--no-history"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            url = process.stdout.readline().strip()
            _human("POST", url, "person", user_id=ANA, first_name="Ana")
            yield url
        finally:
            process.terminate()


def _human(verb: str, url: str, path: str, **what: Any) -> Any:
    body = json.dumps(what).encode() if what else None
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{url}/human/{path}", body, headers, method=verb)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def _settings(folder: Path, telegram: str) -> str:
    return f"""
[database]
url = "sqlite:///{folder / "etwin.sqlite"}"
[portal]
port = {free_port()}
public_url = "http://127.0.0.1"
[telegram]
token = "{TOKEN}"
api_url = "{telegram}"
"""


def _matrix(folder: Path, homeserver: str) -> str:
    return f"""
[matrix]
homeserver_url = "{homeserver}"
server_name = "{SERVER}"
as_token = "{AS_TOKEN}"
hs_token = "{HS_TOKEN}"
listen = "127.0.0.1:{free_port()}"
secret = "secret-of-the-benchmark"
key_store = "{folder / "keys"}"
"""


if __name__ == "__main__":
    main()
