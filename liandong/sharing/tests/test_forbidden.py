"""What is never taken, by its Chinese name, English name or abbreviation; and harmless names that look alike."""
import pytest

from liandong.sharing.rules import forbidden, standard


@pytest.mark.parametrize("name", [
    "民族", " 民 族 ", "籍贯/民族", "族别", "宗教信仰", "政治面貌", "健康状况", "既往病史", "血型",
    "生物特征", "指纹编号", "DNA编号", "人脸特征值",
    "线人", "特情代号", "举报人姓名", "是否吸毒人员", "流动人口登记", "重点人员类别", "人员标签",
    "ethnicity", "Ethnic Group", "religiousBelief", "political_status", "health", "fingerprint_template", "DNA",
    "informant name", "source_name", "MZ", "mzdm", "ZZMM", "zdrylb", "ＤＮＡ"])
def test_what_the_law_or_a_decision_keeps_out_is_known_by_any_name(name):
    assert forbidden.is_forbidden(name).zh and forbidden.is_forbidden(name).en


@pytest.mark.parametrize("name", [
    "姓名", "国籍", "nationality", "personal_name", "民族路门牌", "设备指纹", "案件编号", "case_no", "trace", "interface",
    "source", "来源", "政治处联系人", "amz", "database", "party", "涉毒案件类别"])
def test_harmless_names_that_look_alike_come_in(name):
    assert forbidden.is_forbidden(name) is None


def test_a_door_learns_which_columns_it_drops_and_why():
    dropped = forbidden.sorted_out(["姓名", "民族", "号牌", "政治面貌"])
    assert list(dropped) == ["民族", "政治面貌"] and "个人信息保护法" in dropped["民族"].zh


@pytest.mark.parametrize("kind", standard.KINDS)
def test_nothing_of_the_standard_itself_is_forbidden(kind):
    found = standard.kinds()[kind]
    names = [text for e in found.elements for text in (e.name, e.label.zh, e.label.en)]
    assert not forbidden.sorted_out([*names, found.label.zh, found.label.en])
