"""Office files without the names of who wrote them. Rule TWS-6."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from handlers import documents

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SAID = f'<w:document xmlns:w="{WORD}"><w:ins w:id="1" w:author="Jana Novak"><w:t>We met Jana.</w:t>'
DOCX = {
    "[Content_Types].xml": "<Types/>",
    "docProps/core.xml": "<p><creator>Jana Novak</creator><x>Jana Novak</x></p>",
    "docProps/app.xml": "<p><Company>Novak Ltd</Company></p>",
    "docProps/custom.xml": "<p>Novak</p>",
    "word/document.xml": f"{SAID}</w:ins></w:document>",
    "word/comments.xml": f'<w:c xmlns:w="{WORD}" w:author=\'Jana Novak\' w:initials="JN"/>',
    "word/people.xml": '<p><w15:person xmlns:w15="x" w15:author="Jana Novak">'
    '<w15:presenceInfo userId="jana.novak@home.example"/></w15:person></p>',
    "word/media/image1.jpg": "picture",
    "word/_rels/settings.xml.rels": '<Relationships><Relationship Id="rId1" '
    'Target="file:///C:\\Users\\Jana%20Novak\\Normal.dotm" TargetMode="External"/>'
    '<Relationship Id="rId2" Target="media/image1.jpg"/></Relationships>',
}
PPTX = {
    "ppt/commentAuthors.xml": '<p><cmAuthor id="0" name="Jana Novak" initials="JN"/></p>',
    "ppt/slides/slide1.xml": '<p><sp id="2" name="Title 1"/></p>',
}
XLSX = {
    "xl/comments1.xml": "<c><authors><author>Jana Novak</author></authors></c>",
    "xl/persons/person.xml": '<l><person displayName="Jana Novak" userId="Novak"/></l>',
    "xl/workbook.xml": '<w><fileSharing readOnlyRecommended="1" userName="Jana Novak"/>'
    '<a:absPath xmlns:a="x" url="C:\\Users\\Jana Novak\\Documents\\"/></w>',
    "xl/revisions/userNames.xml": '<users><userInfo guid="{0}" name="Jana Novak" id="1"/></users>',
    "xl/_rels/workbook.xml.rels": "<R><r Target='\\\\novak\\x.xlsx' TargetMode='External'/></R>",
    "xl/tables/table1.xml": '<table displayName="Table1"/>',
}
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "meta.xml": "<m><initial-creator>Jana Novak</initial-creator></m>",
    "content.xml": '<a xmlns:dc="d"><dc:creator>Jana Novak</dc:creator><p>We met.</p></a>',
}


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(name, content, how)
    return out.getvalue()


def opened(content):
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert found.testzip() is None
        return {one.filename: found.read(one).decode() for one in found.infolist()}


@pytest.mark.parametrize("parts", [DOCX, PPTX, XLSX, ODT])
def test_who_wrote_a_document_is_not_in_it_any_more(parts):
    found = opened(documents.cleaned(archive(parts)))

    assert list(found) == list(parts)
    for name, text in found.items():
        assert "novak" not in text.lower(), name
        assert "jana.novak" not in text, name
        assert '"JN"' not in text, name
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(text)


def test_what_stands_in_a_document_stays():
    found = opened(documents.cleaned(archive(DOCX | PPTX | XLSX | ODT)))

    assert "We met Jana." in found["word/document.xml"]
    assert found["word/media/image1.jpg"] == "picture"
    assert 'Target="media/image1.jpg"' in found["word/_rels/settings.xml.rels"]
    assert found["ppt/slides/slide1.xml"] == PPTX["ppt/slides/slide1.xml"]
    assert found["xl/tables/table1.xml"] == XLSX["xl/tables/table1.xml"]
    assert found["mimetype"] == ODT["mimetype"]


def test_an_open_document_still_begins_with_what_it_is():
    content = documents.cleaned(archive(ODT))

    assert content[30:38] == b"mimetype"
    assert content[38:77] == ODT["mimetype"].encode()


def test_what_is_damaged_or_huge_is_refused():
    whole = archive(DOCX)

    assert documents.cleaned(b"PK\x03\x04 and no more") is None
    assert documents.cleaned(whole[: len(whole) // 2]) is None
    assert documents.cleaned(archive({"a.xml": b"\0" * (documents.MOST_BYTES + 1)})) is None
    assert documents.cleaned(archive(dict.fromkeys(map(str, range(5001)), ""))) is None
