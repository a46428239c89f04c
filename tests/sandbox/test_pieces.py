"""Formatted messages cut into pieces for the page."""

from bot.sandbox.page.pieces import of_matrix, of_telegram


def texts(pieces):
    return [piece["text"] for piece in pieces]


def test_telegrams_entities_are_counted_in_utf16_units():
    entities = [
        {"type": "bold", "offset": 3, "length": 3},
        {"type": "code", "offset": 7, "length": 2},
    ]

    pieces = of_telegram("🙂 Ana ok", entities)

    assert texts(pieces) == ["🙂 ", "Ana", " ", "ok"]
    assert [piece["marks"] for piece in pieces] == [[], ["b"], [], ["code"]]


def test_commands_and_addresses_can_be_pressed():
    entities = [
        {"type": "bot_command", "offset": 0, "length": 5},
        {"type": "url", "offset": 6, "length": 19},
        {"type": "text_link", "offset": 26, "length": 4, "url": "https://b.example/"},
    ]

    command, _, address, _, link = of_telegram("/help https://a.example/x here", entities)

    assert command["command"] == "/help"
    assert address["url"] == "https://a.example/x"
    assert link["url"] == "https://b.example/"


def test_matrix_html_becomes_marks_and_addresses_become_links():
    content = {
        "body": "x",
        "format": "org.matrix.custom.html",
        "formatted_body": "<b>Ana</b>, see<br>http://127.0.0.1:1/open/A2. &lt;b&gt;",
    }

    pieces = of_matrix(content)

    assert texts(pieces) == ["Ana", ", see\n", "http://127.0.0.1:1/open/A2", ". <b>"]
    assert pieces[0]["marks"] == ["b"]
    assert pieces[2]["url"] == "http://127.0.0.1:1/open/A2"


def test_only_the_web_can_be_linked():
    html = '<a href="javascript:alert(1)">press</a>'

    [piece] = of_matrix({"format": "org.matrix.custom.html", "formatted_body": html, "body": ""})

    assert "url" not in piece


def test_plain_messages_are_shown_as_they_are():
    assert of_matrix({"body": "<b>1</b>"}) == [{"text": "<b>1</b>", "marks": []}]
    assert of_telegram("", ()) == []
