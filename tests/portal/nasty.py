"""What nobody should write, and a window in which nothing of it may come alive."""

import re
from urllib.parse import urlsplit

#: It leaves an attribute, a text, a comment, a script or a field, and makes an element of its own.
NASTY = (
    """"' xss-attr="1" onfocus="alert(1)" autofocus></title></textarea></script>--><xss-made>"""
    """<img src=x onerror=alert(2)><svg onload=alert(3)><script>alert(4)</script>xss{{7*7}}"""
)
#: Nothing of this may be in a page.
_MADE = (
    "xss-made, [xss-attr], [onerror], [onload], [onfocus], script:not([src]), style,"
    " [href^='javascript:' i], [src^='data:text' i]"
)
_ADDRESSES = re.compile(r'(?:href|src)="(/[^"#]*)')
#: What ends a visit, and what only a script asks for.
_LEFT_OUT = re.compile(r"/(?:leave|live|static)|[.](?:ics|png|jpg|svg|csv)|/media/|/papers?")
#: Fills in a form as somebody does who minds no limits: every text field, and the first of choices.
_TYPE = """
(button, text) => {
  const fields = [...button.form.elements];
  const isText = one => one.type == 'textarea' || one.type == 'text';
  fields.filter(isText).forEach(one => { one.removeAttribute('maxlength'); one.value = text; });
  const choice = fields.find(one => one.type == 'radio');
  if (choice && !fields.some(one => one.type == 'radio' && one.checked)) choice.checked = true;
}
"""


class Watched:
    """A window that tells what went wrong on the pages it was shown."""

    def __init__(self, window, address) -> None:
        self.page = window()
        self.address = address
        self.wrong: list[str] = []
        self.seen: dict[str, str] = {}
        self.page.on("dialog", self._dialog)

    def _dialog(self, dialog):
        self.wrong.append(f"{self.page.url}: {dialog.message}")
        dialog.dismiss()

    def open(self, path, status=(200,)):
        """Show a page and look at what was made of it."""
        answer = self.page.goto(self.address + path)
        assert answer.status in status, (path, answer.status)
        self.look(path)
        assert "default-src 'self'" in answer.headers["content-security-policy"], path
        assert "unsafe" not in answer.headers["content-security-policy"], path

    def look(self, path):
        """Look at the page that is shown."""
        content = self.page.content()
        self.seen[path] = content
        if self.page.locator(_MADE).count() or "xss49" in content:
            self.wrong.append(path)

    def crawl(self, path, most):
        """Show a page, and those that it leads to."""
        waiting = [path]
        while waiting and len(self.seen) < most:
            here = waiting.pop(0)
            if here in self.seen or _LEFT_OUT.search(urlsplit(here).path):
                continue
            self.open(here, (200, 404))
            found = _ADDRESSES.findall(self.seen[here])
            waiting += [one.replace("&amp;", "&") for one in found]

    def type_in(self, button):
        """Type what nobody should into every field of a button's form, press it and look."""
        self.page.locator(button).first.evaluate(_TYPE, NASTY)
        self.page.locator(button).first.click()
        self.page.wait_for_load_state()
        self.look(f"{self.page.url} {button}")
