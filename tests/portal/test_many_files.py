"""How much a form may hold: what has more is given up early. POR-4."""

import asyncio

from aiohttp import FormData

from bot.portal import attachments
from bot.portal.attachments import MOST_BYTES
from tests.portal.photographs import photograph
from tests.portal.test_files import send


def test_of_many_files_in_one_form_no_second_is_read(world, fox):
    form = FormData(default_to_multipart=True)
    for number in range(2):
        form.add_field("file", photograph(), filename=f"{number}.jpg")

    assert fox.plain("POST", "/class/file", form).status == 413
    assert world.homeserver.uploads == []


def test_fields_of_one_name_are_counted_too(fox):
    form = FormData(default_to_multipart=True)
    for _ in range(50):
        form.add_field("text", "again")

    assert fox.plain("POST", "/class/file", form).status == 413


def test_a_form_has_few_fields(fox):
    many = {f"text{number}": "a" for number in range(30)}

    assert send(fox, **many).status == 413


def test_ten_megabytes_are_taken(world, fox, rivers):
    send(fox, b"a" * MOST_BYTES, "long.txt")

    assert len(world.homeserver.uploads[0][1]) == MOST_BYTES


def test_of_a_file_without_end_no_more_is_read_than_the_ceiling(world, fox, monkeypatch):
    most, piece = 4 * 2**20, b"a" * 2**18
    monkeypatch.setattr(attachments, "MOST_READ", most)
    cookies = "; ".join(f"{one.key}={one.value}" for one in fox.client.session.cookie_jar)
    head = (
        "POST /class/file HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nCookie: {cookies}\r\n\r\n--x\r\n"
        'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    )

    async def pour():
        reader, writer = await asyncio.open_connection("127.0.0.1", fox.client.port)
        writer.write(head.encode())
        answer, poured = asyncio.ensure_future(reader.readline()), 0
        while not answer.done() and poured < 4 * most:
            writer.write(piece)
            await writer.drain()
            poured += len(piece)
        writer.close()
        return await asyncio.wait_for(answer, 30), poured

    said, poured = fox.loop.run_until_complete(pour())

    assert b" 413 " in said
    assert most <= poured < 4 * most
    assert world.homeserver.uploads == []
