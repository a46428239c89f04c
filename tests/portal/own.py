"""Pages of one's own in tests: asked for in the chat, opened in a browser."""

#: What one writes to the bot for each.
ASKED = {"me": "/mydata page", "twinspaces": "/twinspace all", "desk": "/desk"}


def path_of(replies):
    """Give the path of the link in what the bot answered."""
    [link] = [one.fields["link"] for one in replies if "link" in one.fields]
    return link.removeprefix("https://etwin.example")


def come_in(browse, chats, place, address):
    """Ask the bot for the link and open it in a new browser."""
    browser = browse()
    browser.post(path_of(chats.send(ASKED[place], address)))
    return browser
