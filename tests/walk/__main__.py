"""Walk docs/install.md word for word, and live the story of two teachers and a pupil there.

On two Debians, made empty for it. It needs root, debootstrap and systemd-nspawn (Debian's package
systemd-container), the mirrors of Debian and PyPI, Chromium, and some minutes. What cannot be had
for a walk is replaced: a certificate of our own, and a pretended Telegram.
Source: docs/decisions/0029-installing.md.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.adversary.proxies import HOMESERVER, PORTAL
from tests.certificates import certificate
from tests.monitoring import handbook
from tests.walk.machine import Machine

#: Each Debian with what is decided on it. Steps of another decision are left out.
WALKS = {
    "trixie": {"postgresql": True, "without": "6b. Caddy"},
    "bookworm": {"postgresql": False, "without": "6a. nginx"},
}
#: Where certificates lie.
LIVE = "/etc/letsencrypt/live/etwinning"
#: Each step goes on in the shell of the one before.
_SHELL = """set -e
. ~/etwinning-install 2>/dev/null || true
cd "$(cat ~/here 2>/dev/null || echo ~)"
umask 022
{block}
pwd > ~/here
"""


def main(wanted: list[str]) -> None:
    """Walk on the wanted releases, or on all; what goes wrong is raised."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pair = certificate(folder, PORTAL, HOMESERVER)
        # Read when the first connection is prepared, which is when people are imported.
        os.environ["SSL_CERT_FILE"] = str(pair / "fullchain.pem")
        from tests.walk import people

        people.come_by_name()
        for release in wanted or WALKS:
            machine = Machine(folder, release)
            outside = people.Outside(folder / f"people-{release}", machine)
            try:
                _install(machine, pair, outside.telegram_url, **WALKS[release])
                people.live(outside)
                print(f"{release}: the story passed", flush=True)
            finally:
                outside.close()
                machine.close()


def _install(machine, pair: Path, telegram: str, postgresql: bool, without: str) -> None:
    machine.make((PORTAL, HOMESERVER))
    machine.boot()
    _bring(machine, pair)
    for heading, block in handbook.steps():
        if heading == without or (heading == "3. The databases" and not postgresql):
            continue
        said = machine.run(_SHELL.format(block=_here(block, telegram, postgresql)))
        print(f"--- {heading}\n{said[-600:]}", flush=True)
    assert "All is well." in machine.run("etwin status")
    assert machine.run("systemctl --failed --quiet --no-legend") == ""
    assert "\n" not in machine.run("etwin check-config")


def _bring(machine, pair: Path) -> None:
    """Bring the program, as it stands here, and the certificate to where the words expect them."""
    words = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    listed = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout
    for name in filter(os.path.exists, listed.split("\0")):
        copy = machine.root / "opt/etwinning" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(name, copy)
    for place in (LIVE.lstrip("/"), "usr/local/share/ca-certificates"):
        (machine.root / place).mkdir(parents=True, exist_ok=True)
    shutil.copy(pair / "fullchain.pem", machine.root / "usr/local/share/ca-certificates/walk.crt")
    for name in ("fullchain.pem", "privkey.pem"):
        # nginx reads them as root, Caddy as itself.
        shutil.copy(pair / name, f"{machine.root}{LIVE}/{name}")


def _here(block: str, telegram: str, postgresql: bool) -> str:
    """Put what the words say for who has it otherwise in the place of what cannot be had here."""
    block = re.sub(r"^certbot .*?\n(?! )", "", block, flags=re.M | re.S)
    tls = f"tls {LIVE}/fullchain.pem {LIVE}/privkey.pem"
    lay = f"sed -i '/example.org {{/a {tls}' /etc/caddy/Caddyfile"
    block = block.replace("caddy validate", f"{lay}\ncaddy validate")
    block = block.replace("\n[matrix]\n", f'api_url = "{telegram}"\n\n[matrix]\n')
    if postgresql:
        return block
    text = handbook.FILE.read_text()
    for setting in ("url", "homeserver_database"):
        [instead] = re.findall(rf'`({setting} = "sqlite:.*?")`', text)
        block = re.sub(rf'^{setting} = "postgresql:.*"$', instead, block, flags=re.M)
    [instead] = re.findall(r"^ +(database: \{name: sqlite3.*)$", text, re.M)
    return re.sub(r"^database:\n  name: psycopg2\n  args: .*$", instead, block, flags=re.M)


if __name__ == "__main__":
    main(sys.argv[1:])
