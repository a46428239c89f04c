"""axe-core, which looks for what keeps people out: https://github.com/dequelabs/axe-core."""

from axe_playwright_python.sync_playwright import Axe

#: WCAG 2.2, levels A and AA, and what axe calls best practice.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Style sheets and media are not loaded once more, which takes a third of the time: the rules that
#: look at them are experimental, or never say that something is wrong.
_HOW = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}
_HOW["preload"] = False
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


#: Lists what is too small for a thumb: links in lists of links, buttons, fields.
SMALL = """
() => [...document.querySelectorAll(
  'header a, footer a, button, .button, select, input:not([type=hidden]), li > a:only-child'
)].filter(one => {
  const box = one.getBoundingClientRect();
  const isHidden = !one.checkVisibility() || one.closest('.skip, .aside');
  return !isHidden && box.width && box.height < 44 && !one.closest('label');
}).map(one => 'small: ' + one.outerHTML.slice(0, 80))
"""


def faults(page):
    """List what is wrong with a page on a large screen, on a small one and at 400 %."""
    yield from (f"1280: {one}" for one in problems(page))
    page.set_viewport_size({"width": 360, "height": 740})
    yield from (f"360: {one}" for one in problems(page))
    yield from page.evaluate(SMALL)
    page.set_viewport_size({"width": 320, "height": 600})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > 320:
        yield f"{wide} wide on 320"
