"""The command: JSON, table, list, pick, and clear errors with exit code 2."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from liandong.engines.clauses.command import main
from liandong.engines.clauses.tests.test_reading import SEVERAL
from liandong.engines.papers.tests.made import DOCUMENT, packed, pdf_of, scan_of, word, word_of

ONE = "联防协议\n甲方：东岭派出所\n乙方：西岭派出所\n双方共同开展治安巡逻。协议期限半年，自签字之日起计算。\n"


@pytest.fixture
def paper(tmp_path):
    def write(content, name="paper.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def test_json_has_terms_evidence_clauses_kind_and_laws(paper, capsys):
    assert main([paper(ONE), "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"terms", "evidence", "clauses", "kind", "laws"}
    assert printed["terms"]["term"]["months"] == 6
    assert set(printed["evidence"][0]) == {"field", "value", "start", "end", "confidence"}


def test_a_table_is_what_people_get(paper, capsys):
    assert main([paper(ONE)]) == 0
    assert "东岭派出所" in capsys.readouterr().out


def test_cited_laws_are_checked_on_a_day(paper, capsys):
    file = paper(ONE + "发生争议的，依照《中华人民共和国合同法》第一百二十八条处理。\n")
    assert main([file, "--json", "--on", "2026-11-23"]) == 0
    law, = json.loads(capsys.readouterr().out)["laws"]
    assert (law["state"], law["until"], law["replaced_by"]) == ("repealed", "2021-01-01", ["中华人民共和国民法典"])

    assert main([file, "--on", "2019-05-01"]) == 0
    assert "in force" in capsys.readouterr().out
    assert main([file, "--on", "yesterday"]) == 2


def test_cited_laws_are_those_of_the_piece_picked(paper, capsys):
    file = paper(SEVERAL.replace("提供场地。", "提供场地，遵守《森林法》。"))
    found = []
    for number in ("1", "2"):
        assert main([file, "--pick", number, "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out)["laws"])

    assert [len(laws) for laws in found] == [0, 1]


def test_several_are_listed_and_picked_with_places_in_the_file(paper, capsys):
    file = paper(SEVERAL)
    assert main([file, "--list"]) == 0
    assert "警校合作协议" in capsys.readouterr().out
    assert main([file, "--pick", "2", "--json"]) == 0

    party = next(one for one in json.loads(capsys.readouterr().out)["evidence"] if one["field"] == "parties.甲方")
    assert SEVERAL[party["start"]:party["end"]] == "清溪县公安局"


MEDIA = {"txt": str.encode, "gb18030": lambda text: text.encode("gb18030"), "utf-16": lambda text: text.encode("utf-16"),
         "utf-8-sig": lambda text: text.encode("utf-8-sig"), "docx": word_of, "pdf": pdf_of}


@pytest.mark.parametrize("medium", MEDIA)
def test_every_medium_is_listed_and_picked_alike(paper, capsys, medium):
    file = paper(MEDIA[medium](SEVERAL.replace("        ", "")), f"paper.{medium}")
    assert main([file, "--list", "--json"]) == 0
    assert [row["title"] for row in json.loads(capsys.readouterr().out)] == ["警务合作协议书", "警校合作协议"]
    assert main([file, "--pick", "2", "--json"]) == 0

    terms = json.loads(capsys.readouterr().out)["terms"]
    assert [party["name"] for party in terms["parties"]] == ["清溪县公安局", "清溪县第一中学"]
    assert "publicity" in terms["cooperation"]


def locked():
    writer = PdfWriter(PdfReader(BytesIO(pdf_of(ONE))))
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(buffer := BytesIO())
    return buffer.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>' + DOCUMENT.format("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>")
# One row a file: what it is, its bytes, words of the sentence that refuses it.
REFUSED = {
    "empty": (b"", "empty"), "white": (b"   \n", "empty"), "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text"),
    "program": (b"MZ\x90\x00" + bytes(200), "not a text"),
    "noise": (bytes(range(128, 256)) * 40 + b"\xff", "not readable text"),
    "foreign": (b"hello, world", "No Chinese"), "huge": ("你好".encode() * 3_000_000, "larger than 10 MB"),
    "long": ("你好".encode() * 200_000, "more than 300,000"), "scan": (scan_of(2), "scan"),
    "locked pdf": (locked(), "password"),
    "locked docx": (OLD + "EncryptedPackage".encode("utf-16-le"), "password"), "old doc": (OLD + bytes(600), "(.doc)"),
    "zip bomb": (word("<w:p/>", **{"word/media/a.bin": bytes(30 * 1024 * 1024)}), "unpacks"),
    "xml bomb": (packed({"word/document.xml": BOMB}), "entities"), "sheet": (packed({"xl/workbook.xml": "<x/>"}), "not a text"),
    "macros": (word("<w:p/>", **{"word/vbaProject.bin": b"x"}), "macros"), "torn docx": (word("<w:p/>")[:-30], "damaged"),
    "torn pdf": (b"%PDF-1.7\n1 0 obj", "damaged"), "web page": ("<html>协议".encode(), "not a text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_agreement_text_is_refused_with_code_2_and_a_sentence(paper, capsys, name):
    data, said = REFUSED[name]
    assert main([paper(data), "--json"]) == 2

    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.startswith("liandong read: ") and said in printed.err
    assert printed.err.rstrip().endswith(".") and "Traceback" not in printed.err


@pytest.mark.parametrize("arguments", [["/no/such/file"], [], ["--pick", "x"]])
def test_wrong_arguments_are_refused_with_code_2(arguments):
    assert main(arguments) == 2


def test_a_number_beyond_the_last_is_refused(paper, capsys):
    assert main([paper(ONE), "--pick", "2"]) == 2
    assert "no number 2" in capsys.readouterr().err
