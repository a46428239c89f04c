"""axe-core, which looks for what keeps people out: https://github.com/dequelabs/axe-core."""

from axe_playwright_python.sync_playwright import Axe

#: WCAG 2.2, levels A and AA, and what axe calls best practice.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def problems(page) -> list[str]:
    """List what axe finds on the page that a browser shows, each with where it stands."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _RULES}})
    return [
        f"{one['id']}: {one['help']} ({', '.join(str(node['target']) for node in one['nodes'])})"
        for one in found.response["violations"]
    ]
