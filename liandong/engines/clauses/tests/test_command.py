"""The command: JSON, table, list, pick, and clear errors with exit code 2."""

import json

import pytest

from liandong.engines.clauses.command import main
from liandong.engines.clauses.tests.test_reading import SEVERAL

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


REFUSED = {"empty": b"", "white": b"   \n", "picture": b"\x89PNG\r\n\x1a\n\x00\x00", "program": b"MZ\x90\x00" + bytes(200),
           "foreign": b"hello, world", "huge": "你好".encode() * 3_000_000}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_agreement_text_is_refused_with_code_2(paper, capsys, name):
    assert main([paper(REFUSED[name]), "--json"]) == 2
    assert capsys.readouterr().err.startswith("liandong read: ")


@pytest.mark.parametrize("arguments", [["/no/such/file"], [], ["--pick", "x"]])
def test_wrong_arguments_are_refused_with_code_2(arguments):
    assert main(arguments) == 2


def test_a_number_beyond_the_last_is_refused(paper, capsys):
    assert main([paper(ONE), "--pick", "2"]) == 2
    assert "no number 2" in capsys.readouterr().err
