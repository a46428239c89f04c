"""The pages that anybody may see: no login, no cookie, the language first in their address.

To add one, write `bot/portal/public/NAME.py`; it is found by itself:

    pages = Pages()

    @pages.get("/kits/{name:[a-z-]+}")
    async def look(request: web.Request) -> web.Response:
        kit = ...  # at most one `await parts_of(request).read(work, …)`
        if kit is None:
            raise web.HTTPNotFound
        return show(request, "kit.html", kit=kit)

`Pages` is in `bot.portal.public.addresses`, `show` in `bot.portal.rendering`. The page is then
served at `/en/kits/rivers`, `/fr/kits/rivers` …; `/kits/rivers` leads to the visitor's language.

- `is_kept=True` is for pages that nobody can withdraw and that ask nothing of the visitor: what
  was made of them is given out again for up to a minute (`caching.py`). Never for projects,
  materials, files or search. With a query ("?age=9") a page is made anew each time.
- `is_found=False` keeps search engines away, as from a list of results.
- ETag, 304, compression and `Cache-Control` come by themselves, for every answer with status 200.
  `pages.post(…)` takes a form; what it answers is never kept.
- Pages without a place in braces are in the sitemap by themselves. For the others
  `pages.lists("seminars", count, some)` says which there are: `count(db) -> int` and
  `some(db, start, most) -> list[str]`, paths without language ("/seminars/7").
- Templates extend `public.html`, set `title` (plain) and may set `about` (one plain sentence for
  search engines) and `wide = true` (a list that wants room). `link("/kits")` writes an address
  in the page's language, also of pages behind one-time links; `static("x.js")` that of a file in
  `static/`.
- The header's links are `_TOP` in `chrome.py`, the footer's `_FOOT`; the page's own is marked.
"""
