"""The sandbox as `make run` starts it, and what can be done with the phones on its page."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from bot.sandbox.ports import free_port

SECONDS = 60
MARK = "ETWIN_TEST_SANDBOX"  #: With its folder, in the environment of all that a sandbox starts.


def start(folder, port):
    command = [sys.executable, "-m", "bot", "sandbox", "--folder", str(folder), "--port", str(port)]
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(command, env=os.environ | {MARK: str(folder)}, **how)


class Sandbox:
    """One run of the sandbox, and what can be done with the phones on its page."""

    def __init__(self, folder, port=0):
        self.folder = folder
        self.process = start(folder, port or free_port())
        self.printed = ""
        for line in self.process.stdout:
            self.printed += line
            if line.startswith("Open this page: "):
                self.url = line.removeprefix("Open this page: ").strip()
                return
        raise AssertionError(self.printed)

    def do(self, who, act, **body):
        request = urllib.request.Request(
            f"{self.url}phones/{who}/{act}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return json.load(answer)

    def say(self, who, text):
        return self.do(who, "say", room="bot", text=text)

    def news(self):
        """Follow what the phones show."""
        with urllib.request.urlopen(f"{self.url}news", timeout=SECONDS) as stream:
            for line in stream:
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))

    def phones(self):
        """Give every phone as it is now, by its person's id."""
        found = {}
        for one in self.news():
            found |= {one["id"]: one} if "id" in one else {}
            if len(found) == 7:
                return found
        return found

    def sees(self, who, text):
        """Wait until the bot said something to somebody, and give everything that was said."""
        until = time.monotonic() + SECONDS
        for one in self.news():
            if one.get("id") == who:
                said = said_by_bot(one)
                if any(text in each for each in said):
                    return said
            assert time.monotonic() < until
        raise AssertionError(f"{who} never saw {text!r}")

    def end(self, how=signal.SIGINT):
        self.process.send_signal(how)
        self.printed += self.process.stdout.read()
        return self.process.wait(20)

    def leaves_nothing(self):
        """Tell whether nothing lives any more that it started."""
        return not any(_is_of(self.folder, one) for one in Path("/proc").glob("[0-9]*/environ"))


def _is_of(folder, environment):
    with contextlib.suppress(OSError):
        return f"{MARK}={folder}".encode() in environment.read_bytes().split(b"\0")


def said_by_bot(phone):
    messages = phone["rooms"][0]["messages"]
    return ["".join(p["text"] for p in one["pieces"]) for one in messages if not one["is_mine"]]
