"""A path that is written another way gets nobody past a reverse proxy or our door. Rule TWS-3."""

import pytest

from tests.adversary.test_proxy import V1, fetch, heard, messages
from tests.adversary.world import CLIENT, SERVER

#: Ends of a path with which some read one path and others another. Synapse takes them for a name.
BENT = [
    "..%2f..%2fzzz",
    "..%2F..%2Fzzz?x=1",
    "%2e%2e%2f%2E%2E%2Fzzz",
    ".%2e%2f%2e.%2fzzz",
    "x%2f..%2f..%2f..%2fzzz",
    "x%2f%2f..%2f..%2f%2f..%2fzzz",
    "..%2f..%2f..%2f..%2f..%2f_matrix%2fclient%2fversions",
    "..%2f..%2f..",
    "..%5c..%5czzz",
    "..\\..\\zzz",
    "%252e%252e%252f%252e%252e%252fzzz",
    "..%252f..%252fzzz",
    "..;%2f..;%2fzzz",
    "..%3b%2f..%3b%2fzzz",
    "..%2f..%2fzzz#x",
    "{%2f..%2f..%2f..%2fzzz}",
]


@pytest.mark.parametrize(
    "path",
    [
        "/_matrix/client/r0/sendToDevice/x.y/1",
        "/_matrix/client/unstable/sendToDevice/x.y/1",
        "/_matrix/client/v3/send%54oDevice/x.y/1",
        "/_matrix/client/v3/%73endToDevice/x.y/1",
        "/_matrix/client/v3//sendToDevice/x.y/1",
        "/_matrix//client/v3/sendToDevice/x.y/1",
        "/_matrix/client/v3/./sendToDevice/x.y/1",
        "/_matrix/client/v3/x/../sendToDevice/x.y/1",
        "/_matrix/client/v3/sendToDevice/x%2Fy/1",
        "/_matrix/client/v3/sendToDevice/x.y/1/",
        "/%5Fmatrix/client/v3/sendToDevice/x.y/1",
        "//_matrix/client/v3/sendToDevice/x.y/1",
        "/_matrix/client/v3/sendToDevice/x.y/1?x=/../..",
        "/_matrix/client/v3/sendToDevice/x.y/1%3F",
        "/_etwin/door/_matrix/client/v3/sendToDevice/x.y/1",
        "/_etwin/../_matrix/client/v3/sendToDevice/x.y/1",
    ],
)
def test_no_other_spelling_of_the_path_gets_past(proxied, adversary, path):
    owl, hen = adversary("pupil"), adversary("pupil")

    answer = proxied(owl).call("PUT", path, messages(hen.user))

    assert answer.status >= 400
    assert heard(hen) == []


@pytest.mark.parametrize("origin", ["", "http://127.0.0.1:{port}"], ids=["", "with its origin"])
@pytest.mark.parametrize("end", BENT)
def test_no_path_that_leads_back_gets_past(proxied, adversary, end, origin):
    owl, hen = proxied(adversary("pupil")), adversary("pupil")
    before = origin.format(port=owl.port) + CLIENT

    sent = owl.call("PUT", f"{before}/sendToDevice/m.room.encrypted/{end}", messages(hen.user))
    named = owl.call("PUT", f"{before}/profile/{owl.user}/{end}", {"zzz": "secret words"})

    assert sent.status >= 400
    assert named.status >= 400
    assert heard(hen) == []


@pytest.mark.parametrize(
    ("end", "status"),
    [
        *((one, 403) for one in (".", "..", "%2E", "%2e.", "..%2F", "x%2f..", "x%5C.%2Fy")),
        *((one, 403) for one in ("..%5c..%5czzz", "..\\..\\zzz", "..#", "..?x", "x%2f%2e%2E#x")),
        *((one, 200) for one in ("...", "x..y", "%252e%252e%252f", "..;x", "1?x=/../..%2f..")),
    ],
)
def test_a_part_of_dots_alone_is_refused_to_everybody(proxied, adversary, end, status):
    zoe = adversary("stranger")

    answer = proxied(zoe).call("PUT", f"{CLIENT}/sendToDevice/x.y/{end}", messages(zoe.user))

    assert answer.status == status
    assert heard(zoe) == ([zoe.user] if status == 200 else [])


@pytest.mark.parametrize(
    "path",
    [
        "/_matrix/client/v1/media/d%6Fwnload/{file}",
        "/_matrix/client/v1/med%69a/download/{file}",
        "/_matrix/client/v1/media//download/{file}",
        "/_matrix/client/v1/media/./download/{file}",
        "/_matrix/client/v1//media/download/{file}",
        "/_matrix/client/v1/media/download/{file}?allow_remote=true",
        "/_matrix/client/v1/media/download/{file}/x?%2e%2e/",
        "/_matrix/client/v1/media/thumbnail/{file}?width=9&height=9",
        "/_matrix/client/unstable/org.matrix.msc3916/media/download/{file}",
        "/_matrix/media/v3/download/{file}",
        "/_matrix/media/r0/download/{file}",
        "/_matrix/media/v1/thumbnail/{file}?width=9&height=9",
        "/_matrix/client/v1/media/download/elsewhere.example/x/../../{file}",
        *(f"{V1}/media/download/{{file}}/..%2f..%2f{end}" for end in BENT),
        *(f"/_matrix/media/v3/download/{{file}}/..%2f..%2f{end}" for end in BENT),
    ],
)
def test_no_other_spelling_fetches_it(proxied, post, rivers, elsewhere, path):
    address = post(elsewhere.ana, elsewhere.classroom)
    assert fetch(proxied(elsewhere.ana), address) == 200

    answer = proxied(rivers.fox).call("GET", path.replace("{file}", address.removeprefix("mxc://")))

    assert answer.status >= 400, answer


def test_ordinary_dots_and_slashes_go_on(proxied, post, rivers):
    address = post(rivers.fox, rivers.classroom)
    fox = proxied(rivers.fox)

    for name in ("photo..png", ".hidden", "a.b", "x%2Fy.png", "...", "a%2e%2e"):
        assert fetch(fox, f"{address}/{name}") == 200
    assert fetch(fox, address + "?x=/../..&y=%2f..%2f") == 200
    assert fox.call("GET", f"{CLIENT}/sync?timeout=0&x=a/../..%2f..%2f./").status == 200
    tags = f"{CLIENT}/user/{fox.user}/rooms/{rivers.classroom}/tags"
    for tag in ("u.a%2Fb", "u...c", "u.%2Fd."):
        assert fox.call("PUT", f"{tags}/{tag}", {"order": 0.1}).status == 200
    assert set(fox.call("GET", tags).content["tags"]) >= {"u.a/b", "u...c", "u./d."}
    alias = fox.call("GET", f"{CLIENT}/directory/room/%23a%2Fb..c:{SERVER}")
    assert alias.errcode == "M_NOT_FOUND"
