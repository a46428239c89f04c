"""A page walked through in a real browser with keys alone."""

_NAME = "one => one.tagName + ' ' + (one.href || one.name || one.textContent).slice(0, 60)"
#: Everything that can be used, in the order of the page; Tab stops once at radio buttons of a name.
_WANTED = f"""
() => [...document.querySelectorAll(`a[href], button, select, summary, textarea, input,
    [tabindex="0"]`)]
  .filter(one => one.type != 'hidden' && one.tabIndex >= 0 && !one.disabled)
  .filter(one => one.checkVisibility() || one.className == 'skip')
  .filter(one => {{
    if (one.type != 'radio') return true;
    const same = [...document.querySelectorAll(`input[type=radio][name="${{one.name}}"]`)]
      .filter(other => other.form == one.form);
    return (same.find(other => other.checked) || same[0]) == one;
  }})
  .map({_NAME})
"""
#: What has the focus, and "not seen" before it if nobody would see that it has.
_FOCUSED = f"""
() => {{
  const one = document.activeElement, look = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const isSeen = look.outlineStyle != 'none' && parseFloat(look.outlineWidth) >= 2
    && box.right > 0 && box.left < innerWidth
    && Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) > Math.min(box.height, 20) - 2;
  return isSeen ? ({_NAME})(one) : 'not seen: ' + one.outerHTML.slice(0, 80);
}}
"""

#: Begin at the top, also where a field has the focus from the start.
_BEGIN = """
() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
}
"""


def faults(page) -> list[str]:
    """List what Tab does not reach in the order of the page, or where nobody sees that it has."""
    page.evaluate(_BEGIN)
    wanted = page.evaluate(_WANTED)
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(_FOCUSED))
    pairs = zip(wanted, reached, strict=True)
    return [f"{one} was to have the focus, and {other} has" for one, other in pairs if one != other]


def press(page, selector: str, key: str) -> None:
    """Press a key on something that Tab reaches."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            page.keyboard.press(key)
            return
    raise AssertionError(f"Tab does not reach {selector}")
