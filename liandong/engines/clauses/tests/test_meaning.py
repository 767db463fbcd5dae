"""Kinds of cooperation, mechanisms and shared categories, in words the samples do not use."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import pytest

from liandong.engines.clauses import read

COOPERATION = [
    ("双方定期互通社情民意和违法犯罪情报。", {"information_sharing"}), ("建立警务信息共享机制。", {"information_sharing"}), ("两地公安机关互通警情。", {"information_sharing"}),
    ("一方民警到对方辖区取证的，对方应予协助。", {"case_assistance"}), ("双方应协助对方开展跨区域办案。", {"case_assistance"}), ("对方请求协查的案件，应及时办理。", {"case_assistance"}),
    ("接到协助执行函后，应派员协助执行拘留。", {"case_assistance"}), ("对跨区域系列案件，双方联合侦办。", {"joint_investigation"}), ("组成专案组合力攻坚。", {"joint_investigation"}),
    ("双方适时开展联合打击行动。", {"joint_operation"}), ("重大节日期间双方联合执勤。", {"joint_enforcement"}), ("双方联合执法，查处超载车辆。", {"joint_enforcement"}),
    ("双方在交界地带共同巡逻。", {"joint_patrol"}), ("乙方安排保安员协助甲方巡逻。", {"joint_patrol"}), ("双方组织开展打击电信诈骗专项行动。", {"special_campaign"}),
    ("集中整治边界治安乱点。", {"special_campaign"}), ("一方追捕逃犯至对方辖区的，对方应设卡堵截。", {"pursuit"}), ("协助抓捕在逃人员。", {"pursuit"}),
    ("发生突发事件时，双方相互支援。", {"emergency_response"}), ("建立应急联动工作体系。", {"emergency_response"}), ("遇有群体性事件，及时增援。", {"emergency_response"}),
    ("大型活动期间，双方相互提供安保警力。", {"event_security"}), ("共同做好重大活动安全保卫工作。", {"event_security"}), ("定期开展治安安全大检查。", {"security_inspection"}),
    ("共同排查治安隐患。", {"security_inspection"}), ("协助疏导交通，维护交通秩序。", {"traffic_management"}), ("加强消防安全管理。", {"fire_safety"}),
    ("内容包括联合侦查、场地设施提供、技术支持。", {"joint_investigation", "site_support", "technical_support"}),
    ("开展反恐防暴工作。", {"counter_terrorism"}), ("乙方为甲方提供技术支撑。", {"technical_support"}), ("乙方负责系统的运维和升级。", {"technical_support"}),
    ("乙方向甲方捐赠警用装备。", {"equipment_support"}), ("互相支援警用物资和器材。", {"equipment_support"}), ("甲方为乙方职工举办业务培训班。", {"training"}),
    ("双方互派民警跟班学习。", {"training"}), ("开展法治宣传教育。", {"publicity"}), ("派民警担任法治副校长，开设法治课。", {"publicity"}),
    ("乙方无偿提供办公场地。", {"site_support"}), ("乙方提供训练场馆供甲方使用。", {"site_support"}), ("做好协作民警的后勤保障。", {"logistics_support"}), ("为来访民警安排食宿。", {"logistics_support"}),
    ("双方不开展联合巡逻。", set()), ("甲方不承担技术支持。", set()), ("未经批准不得开展联合执法。", set()), ("请反恐支队、消防大队、交通管理局知悉。", set()),
    ("根据《中华人民共和国道路交通安全法》和《中华人民共和国反恐怖主义法》制定。", set()), ("本协议一式两份。", set()), ("乙方不得参与追捕、巡逻。", set()),
]
MECHANISMS = [
    ("每季度召开联席会议。", {"joint_meeting"}), ("建立局领导定期会晤制度。", {"joint_meeting"}), ("成立由双方局长任组长的协作领导小组。", {"leading_group"}),
    ("各方指定一名联络员。", {"liaison_officer"}), ("双方明确专人负责联络对接。", {"liaison_officer"}), ("指定联系人负责日常沟通。", {"liaison_officer"}),
    ("建立快速反应机制。", {"emergency_contact"}), ("设立24小时联络热线。", {"emergency_contact"}), ("搭建情报信息平台。", {"sharing_platform"}), ("建立数据共享机制。", {"sharing_platform"}),
    ("成立联合专案组。", {"joint_investigation_team"}), ("制定应急处置预案。", {"emergency_plan"}), ("对合作成效进行考评。", {"evaluation"}), ("建立绩效评估制度。", {"evaluation"}),
    ("对有功人员给予嘉奖。", {"commendation"}), ("请上级公安机关对协作工作进行督导。", {"superior_supervision"}), ("重大问题报请上级公安机关协调。", {"superior_supervision"}),
    ("建立协作工作台账和档案。", {"archive"}), ("未尽事宜另行签订补充协议。", {"supplement"}), ("对本协议的补充应采用书面形式。", {"supplement"}),
    ("双方不设领导小组。", set()), ("协商不成的，报请上级公安机关协调。", set()), ("未尽事宜，由双方协商解决。", set()),
]
SHARING = [
    ("双方实时共享案件线索。", {"leads": "realtime"}), ("及时通报在逃人员信息。", {"fugitives": "prompt"}), ("每月交换治安形势分析。", {"trends": "periodic"}),
    ("发现犯罪线索的，应当在两小时内告知对方。", {"leads": "prompt"}), ("双方互通作案手法。", {"methods": "unspecified"}), ("对重点人员动态，第一时间通报流入地。", {"persons": "prompt"}),
    ("定期通报治安隐患；即时推送预警信息。", {"hazards": "periodic", "warnings": "realtime"}), ("双方及时交流情报。", {"intelligence": "prompt"}), ("相互提供涉黑涉恶、涉毒情况。", {"gangs_and_drugs": "unspecified"}),
    ("每周交换一次交通事故、交通违法和拥堵情况。", {"accidents": "periodic", "violations": "periodic", "congestion": "periodic"}), ("被盗车辆、套牌车辆信息随时互通。", {"vehicles": "realtime"}),
    ("双方共享信息，包括嫌疑人、重大案件和逃犯等。", {"suspects": "unspecified", "cases": "unspecified", "fugitives": "unspecified"}),
    ("对破坏野生动植物资源的犯罪情报，按季度通报。", {"forest_crime": "periodic"}), ("不得向第三方提供案件线索。", {}), ("双方共同打击毒品犯罪。", {}), ("双方加强信息共享。", {}),
    ("乙方发现可疑人员，要赶紧跟甲方通个气。", {"suspects": "prompt"}), ("建立情报共享机制，定期交换犯罪动态、作案特点。", {"trends": "periodic", "methods": "periodic"}),
]


@pytest.mark.parametrize(("text", "kinds"), COOPERATION)
def test_cooperation_is_what_the_sentence_promises(text, kinds):
    assert set(read(text).terms.cooperation) == kinds


@pytest.mark.parametrize(("text", "mechanisms"), MECHANISMS)
def test_mechanisms_are_what_the_sentence_sets_up(text, mechanisms):
    assert set(read(text).terms.mechanisms) == mechanisms


@pytest.mark.parametrize(("text", "rows"), SHARING)
def test_sharing_has_a_row_a_category_with_its_timing(text, rows):
    assert {row.category: row.timing for row in read(text).terms.sharing} == rows
