"""Who comes to the machine from outside: by its names, over https."""

import html
import json
import re
import socket
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import aiohttp
from playwright.sync_api import sync_playwright

from bot.sandbox.telegram import TelegramWorld
from tests.adversary.proxies import HOMESERVER, PORTAL
from tests.monitoring import handbook
from tests.story import browser, people, test_whole_way
from tests.story.stage import Loop
from tests.story.waiting import eventually

BOT_TOKEN = "123456:replace-me"
#: How long the first picture may take: faces are looked for, and noted for the next.
PICTURE_SECONDS = 30
#: Months that were never counted: until the first is over there is nothing to draw.
_MONTHS = """
from datetime import UTC, datetime
from pathlib import Path
from bot import config
from bot.sandbox import history
from storage.db import Database
database = Database(*config.load(Path("/etc/etwinning/config.toml")).database.urls)
database.write(history.fill, datetime.now(UTC))
"""


class Outside:
    """What a story's people need of a stage, against a machine that was installed by the words."""

    portal_url = f"https://{PORTAL}"

    def __init__(self, folder: Path, machine) -> None:
        folder.mkdir()
        self.folder = folder
        self.loop = Loop()
        self.world = TelegramWorld(token=BOT_TOKEN, bot_username="etwin_bot")
        self.telegram_url = self.loop.run(self.world.start())
        self.synapse = self
        #: Where people reach the homeserver.
        self.url = f"https://{HOMESERVER}"
        self._machine = machine

    def etwin(self, *words: str) -> str:
        return self._machine.run(f"etwin {' '.join(words)}")

    def register_user(self, _localpart: str, _password: str) -> tuple[str, str]:
        """Take an account as a visitor does, with the portal's button, and sign in to it."""
        page = _post(f"{self.portal_url}/en/matrix", b"", "application/x-www-form-urlencoded")
        codes = [html.unescape(one) for one in re.findall(r"<code>([^<]+)</code>", page)]
        user, homeserver, token = codes[:3]
        assert homeserver == self.url
        login = json.dumps({"type": "m.login.token", "token": token}).encode()
        path = f"{self.url}/_matrix/client/v3/login"
        return user, json.loads(_post(path, login, "application/json"))["access_token"]

    def has_months(self) -> None:
        """Let there be numbers of months that are over."""
        python = f"runuser -u etwin -- {handbook.PROGRAM}.venv/bin/python"
        self._machine.run(f"cd /var/lib/etwinning && {python} - <<'END'\n{_MONTHS}END")

    def close(self) -> None:
        self.loop.run(self.world.stop())
        self.loop.close()


def live(outside: Outside) -> None:
    """Go the whole way: two teachers register on both platforms, and a pupil comes in."""
    ana, maria = (people.TelegramPerson(outside, name) for name in ("Ana", "Maria"))
    ben = people.MatrixPerson(outside, "Ben", is_encrypted=True)
    jonas = people.MatrixPerson(outside, "Jonas")
    try:
        test_whole_way._become_partners(outside, ana, ben, maria, jonas)
        test_whole_way._found_a_project(ana, ben, maria, jonas)
        with _windows() as window:
            test_whole_way._meet_in_the_classroom(outside, window, ana, ben)
        _see_the_numbers(outside, maria)
    finally:
        ben.close()
        jonas.close()


def _see_the_numbers(outside: Outside, coordinator) -> None:
    """Ask for numbers: their picture is drawn by the service as its unit lets it."""
    coordinator.say("/stats")
    coordinator.sees("stats.none")
    outside.has_months()
    coordinator.say("/stats")
    coordinator.sees("Registered: ")
    before = len(coordinator.files())
    coordinator.press("Projects")
    eventually(lambda: len(coordinator.files()) > before, "a picture", PICTURE_SECONDS)


@contextmanager
def _windows():
    flags = [
        *browser._FLAGS,
        f"--host-resolver-rules=MAP *.{HOMESERVER.partition('.')[2]} 127.0.0.1",
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=flags)
        yield lambda: chromium.new_context(ignore_https_errors=True).new_page()
        chromium.close()


def come_by_name() -> None:
    """Let this process find the machine under its names."""
    find = socket.getaddrinfo

    def found(host, *args, **named):
        return find("127.0.0.1" if host in {PORTAL, HOMESERVER} else host, *args, **named)

    socket.getaddrinfo = found
    aiohttp.connector.DefaultResolver = aiohttp.ThreadedResolver
    people.BOT = f"@etwin:{HOMESERVER}"


def _post(url: str, body: bytes, kind: str) -> str:
    request = urllib.request.Request(url, body, {"Content-Type": kind})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read().decode()
