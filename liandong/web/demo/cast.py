"""Who plays in the demonstration: eight agencies of the fictional province 岚 and their officers."""
from typing import NamedTuple

PASSWORD = "liandong-demo-2026"  # of every demonstration account; such accounts exist only in a folder `liandong demo` made


class Bureau(NamedTuple):
    """An agency of the demonstration."""

    key: str
    code: str
    name: str
    short_name: str
    mark: str
    kind: str
    tier: str
    parent: str
    duty_phone: str
    departments: tuple[str, ...]


class Person(NamedTuple):
    """An officer of the demonstration."""

    bureau: str
    number: str
    name: str
    department: str
    post: str
    clearance: int
    roles: str


BUREAUS = [
    Bureau("lan", "990000000000", "岚省公安厅", "岚省厅", "岚公", "police", "province", "", "0990-555 0100",
           ("警务合作处", "指挥中心")),
    Bureau("yunzhou", "990100000000", "云州市公安局", "云州", "云公", "police", "city", "lan", "0999-555 0117",
           ("刑侦支队", "法制支队", "指挥中心", "办公室")),
    Bureau("jiangling", "990200000000", "江陵市公安局", "江陵", "江公", "police", "city", "lan", "0998-555 0162",
           ("指挥中心", "刑侦支队", "法制支队")),
    Bureau("nanpu", "990400000000", "南浦市公安局", "南浦", "南公", "police", "city", "lan", "0997-555 0120",
           ("刑侦支队", "办公室")),
    Bureau("canghe", "990300000000", "沧河市公安局", "沧河", "沧公", "police", "city", "lan", "0996-555 0108",
           ("刑侦支队", "水上支队")),
    Bureau("qingyuan", "990121000000", "青原县公安局", "青原", "青公", "police", "county", "yunzhou", "0999-555 0321",
           ("刑侦大队", "治安大队")),
    Bureau("cangling", "990500S00000", "苍岭森林公安分局", "苍岭", "苍森", "police", "county", "lan", "0999-555 0505",
           ("刑侦大队", "法制科")),
    Bureau("lanan", "990100Q00001", "岚安警用装备有限公司", "岚安", "", "company", "city", "", "0999-555 0801",
           ("运维部",)),
]

PEOPLE = [
    Person("yunzhou", "010001", "顾明澈", "办公室", "局长", 2, "signatory leader officer"),
    Person("yunzhou", "010002", "陆知远", "刑侦支队", "联络员", 2, "clerk liaison officer"),
    Person("yunzhou", "010003", "韩牧川", "指挥中心", "值班长", 2, "officer clerk head"),
    Person("yunzhou", "010004", "程望", "刑侦支队", "民警", 2, "officer"),
    Person("yunzhou", "010005", "张伟", "办公室", "系统管理员", 2, "administrator"),
    Person("yunzhou", "010006", "季怀瑾", "法制支队", "法制审核员", 2, "reviewer inspector head"),
    Person("jiangling", "020001", "苏其昂", "指挥中心", "局长", 2, "signatory leader officer"),
    Person("jiangling", "020002", "沈砚秋", "指挥中心", "联络员", 2, "clerk liaison officer"),
    Person("jiangling", "020003", "林疏桐", "刑侦支队", "支队长", 2, "officer head"),
    Person("jiangling", "020004", "贺清越", "指挥中心", "系统管理员", 2, "administrator inspector"),
    Person("jiangling", "020005", "方知微", "法制支队", "法制审核员", 2, "reviewer"),
    Person("nanpu", "030001", "许闻笛", "办公室", "局长", 2, "signatory leader officer"),
    Person("nanpu", "030002", "白景行", "刑侦支队", "联络员", 2, "clerk liaison officer administrator"),
    Person("nanpu", "030003", "温以宁", "刑侦支队", "民警", 1, "officer"),
    Person("nanpu", "030004", "宋清和", "办公室", "法制审核员", 2, "reviewer"),
    Person("canghe", "040001", "罗望舒", "刑侦支队", "局长", 2, "signatory leader officer"),
    Person("canghe", "040002", "祁连山", "刑侦支队", "联络员", 2, "clerk liaison officer administrator"),
    Person("canghe", "040003", "孟听澜", "水上支队", "民警", 1, "officer"),
    Person("canghe", "040004", "江照野", "刑侦支队", "法制审核员", 2, "reviewer"),
    Person("qingyuan", "050001", "严一苇", "治安大队", "局长", 2, "signatory leader officer"),
    Person("qingyuan", "050002", "向晚晴", "刑侦大队", "联络员", 2, "clerk liaison officer administrator"),
    Person("qingyuan", "050003", "石敬亭", "刑侦大队", "民警", 1, "officer"),
    Person("qingyuan", "050004", "裴云舟", "治安大队", "法制审核员", 2, "reviewer"),
    Person("cangling", "060001", "柏青川", "刑侦大队", "局长", 2, "signatory leader officer"),
    Person("cangling", "060002", "叶知秋", "法制科", "联络员", 2, "clerk liaison officer administrator"),
    Person("cangling", "060003", "岑小满", "法制科", "法制审核员", 2, "reviewer"),
    Person("lan", "000001", "钟鸣远", "警务合作处", "处长", 2, "signatory inspector leader head"),
    Person("lan", "000002", "秦书意", "指挥中心", "值班员", 2, "officer clerk liaison administrator"),
    Person("lan", "000003", "闻人静", "警务合作处", "法制审核员", 2, "reviewer"),
    Person("lanan", "080001", "何守正", "运维部", "总经理", 0, "signatory clerk administrator"),
    Person("lanan", "080002", "方小川", "运维部", "驻场工程师", 0, "officer"),
]
