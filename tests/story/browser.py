"""A real browser for the stories."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect, sync_playwright

#: What is expected of a page may take as long as all else that is waited for there.
expect.set_options(timeout=30_000)

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str:
    """Find Chromium: CHROMIUM, Debian's, Playwright's; install Debian's where we may.

    With CI=true a missing browser is a failure; elsewhere the test says that it was left out.
    """
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    if path := _playwrights():
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
        subprocess.run(["apt-get", "update"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "chromium"], **quiet)
        if path := shutil.which("chromium"):
            return path
    if os.environ.get("CI") == "true":
        pytest.fail("no Chromium: install it, or name it in CHROMIUM")
    pytest.skip("left out: no Chromium here (install it, or name it in CHROMIUM)")
    raise AssertionError


def _playwrights() -> str:
    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Error:
        return ""
    return path if Path(path).exists() else ""


@contextmanager
def opened(has_javascript: bool = True):
    """Open a browser; gives a function that makes a new window without any past."""
    path = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            usual = {"java_script_enabled": has_javascript}
            yield lambda **how: browser.new_context(**usual | how).new_page()
        finally:
            browser.close()
