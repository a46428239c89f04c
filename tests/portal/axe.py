"""axe-core, which looks for what keeps people out: https://github.com/dequelabs/axe-core."""

from axe_playwright_python.sync_playwright import Axe

#: WCAG 2.2, levels A and AA, and what axe calls best practice.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_HOW = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}
#: Only what is wrong comes back: all that is right is much more.
_RUN = """
how => axe.run(document, how).then(found => found.violations.map(
  one => `${one.id}: ${one.help} (${one.nodes.map(node => node.target).join(', ')})`
))
"""


def problems(page) -> list[str]:
    """List what axe finds on the page that a browser shows, each with where it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(_RUN, _HOW)
