"""Single sentences in the field's language, each with what it means."""


import pytest

from liandong.engines.clauses import read

COOPERATION = [
    ("双方应及时沟通情报信息。", "information_sharing"),
    ("建立健全信息互通、资源共享的工作格局。", "information_sharing"),
    ("对涉及对方的警情，要主动通报。", "information_sharing"),
    ("双方在办案过程中应相互配合，提供便利。", "case_assistance"),
    ("一方到另一方辖区执行传唤、拘留、逮捕任务的，另一方应予配合。", "case_assistance"),
    ("互相协助查找涉案人员、核实身份信息。", "case_assistance"),
    ("为对方调查取证工作提供必要协助。", "case_assistance"),
    ("做好协助冻结、查询涉案账户工作。", "case_assistance"),
    ("对跨区域重大案件，双方共同组织力量侦破。", "joint_investigation"),
    ("双方可成立联合专案组开展侦查。", "joint_investigation"),
    ("对系列性案件实行串并侦查。", "joint_investigation"),
    ("双方适时组织区域性联合打击行动。", "joint_operation"),
    ("统一开展集中清查行动。", "joint_operation"),
    ("重大节点期间同步开展清查。", "joint_operation"),
    ("在交界处设立联合检查站，实行联合执勤。", "joint_enforcement"),
    ("双方定期组织联合执法检查。", "joint_enforcement"),
    ("共同查处交通违法行为。", "joint_enforcement"),
    ("双方组织力量在结合部开展联合巡防。", "joint_patrol"),
    ("乙方组织护校队在校园周边巡查。", "joint_patrol"),
    ("保安人员协助民警开展治安巡逻。", "joint_patrol"),
    ("针对黄赌毒等突出问题开展专项整治。", "special_campaign"),
    ("联合开展打击非法捕捞专项行动。", "special_campaign"),
    ("开展区域治安重点整治。", "special_campaign"),
    ("协助对方抓捕犯罪嫌疑人。", "pursuit"),
    ("发生重特大案件时，双方立即设卡布控。", "pursuit"),
    ("对在逃人员开展联合追捕。", "pursuit"),
    ("协助缉拿网上逃犯。", "pursuit"),
    ("遇有自然灾害，双方应相互支援、共同处置。", "emergency_response"),
    ("建立突发事件应急联动机制。", "emergency_response"),
    ("共同应对群体性突发事件。", "emergency_response"),
    ("乙方应为甲方处置突发事件提供支援。", "emergency_response"),
    ("在对方举办重大活动期间，提供安保支援。", "event_security"),
    ("协助做好重大节庆活动的安全保卫。", "event_security"),
    ("共同完成大型赛事安保任务。", "event_security"),
    ("对重点单位开展安全检查。", "security_inspection"),
    ("共同开展安全隐患大排查。", "security_inspection"),
    ("对危险物品进行安全检查。", "security_inspection"),
    ("共同维护辖区道路交通秩序。", "traffic_management"),
    ("配合做好交通疏导、管制工作。", "traffic_management"),
    ("加强交通安全管理。", "traffic_management"),
    ("定期开展消防演练。", "fire_safety"),
    ("共同做好火灾防控。", "fire_safety"),
    ("联合开展反恐防暴演练。", "counter_terrorism"),
    ("加强反恐怖防范。", "counter_terrorism"),
    ("提供刑事技术支持。", "technical_support"),
    ("甲方为乙方提供痕迹检验、DNA鉴定等技术帮助。", "technical_support"),
    ("乙方提供信息化系统的技术维护。", "technical_support"),
    ("双方在警务科技领域加强技术合作。", "technical_support"),
    ("相互提供警用装备支援。", "equipment_support"),
    ("乙方负责设备的维修保养。", "equipment_support"),
    ("甲方可向乙方借用车辆、设备。", "equipment_support"),
    ("乙方提供必要的物资保障。", "equipment_support"),
    ("组织民警开展业务技能培训。", "training"),
    ("互派民警挂职锻炼、学习交流。", "training"),
    ("开展警务业务交流与研讨。", "training"),
    ("共享培训资源，联合举办培训班。", "training"),
    ("共同开展反诈宣传。", "publicity"),
    ("开展禁毒、防骗等法制教育。", "publicity"),
    ("利用媒体宣传法律知识。", "publicity"),
    ("乙方提供训练场地。", "site_support"),
    ("乙方为警务室提供办公用房。", "site_support"),
    ("乙方提供会议室等设施供双方使用。", "site_support"),
    ("甲方提供场地及配套设施。", "site_support"),
    ("接待方提供食宿、交通等后勤保障。", "logistics_support"),
    ("乙方提供后勤服务。", "logistics_support"),
    ("为对方办案人员提供生活保障。", "logistics_support"),
]
MECHANISMS = [
    ("建立警务协作联席会议制度。", "joint_meeting"),
    ("双方领导定期互访会晤。", "joint_meeting"),
    ("每年召开警务合作会议。", "joint_meeting"),
    ("成立合作领导小组。", "leading_group"),
    ("组建警务合作工作领导小组办公室。", "leading_group"),
    ("指定专门人员负责日常联系。", "liaison_officer"),
    ("双方各设一名联络员。", "liaison_officer"),
    ("明确联络部门和联络人员。", "liaison_officer"),
    ("安排专人对接。", "liaison_officer"),
    ("建立快速反应机制。", "emergency_contact"),
    ("设立紧急联络渠道。", "emergency_contact"),
    ("保持紧急联系电话24小时畅通。", "emergency_contact"),
    ("建立快速响应机制。", "emergency_contact"),
    ("搭建信息共享平台。", "sharing_platform"),
    ("建立情报信息交流机制。", "sharing_platform"),
    ("建立信息共享机制。", "sharing_platform"),
    ("建立警务信息互通渠道。", "sharing_platform"),
    ("组建联合侦查组。", "joint_investigation_team"),
    ("成立专案组。", "joint_investigation_team"),
    ("制定突发事件处置预案。", "emergency_plan"),
    ("完善应急预案。", "emergency_plan"),
    ("对协作工作进行总结评估。", "evaluation"),
    ("建立合作成效评价机制。", "evaluation"),
    ("将协作工作纳入年度考核。", "evaluation"),
    ("对表现突出的民警予以奖励。", "commendation"),
    ("授予先进称号并给予表彰。", "commendation"),
    ("双方接受上级公安机关的指导和监督。", "superior_supervision"),
    ("必要时请上级机关协调。", "superior_supervision"),
    ("由上级公安机关进行督办。", "superior_supervision"),
    ("提请上级公安机关挂牌督办。", "superior_supervision"),
    ("建立健全治安资料档案。", "archive"),
    ("协作情况应建档备查。", "archive"),
    ("可签订补充协议。", "supplement"),
    ("另行书面补充。", "supplement"),
    ("经协商可作出补充规定。", "supplement"),
    ("补充协议与本协议具有同等法律效力。", "supplement"),
]
SHARING = [
    ("共享案件线索、嫌疑人信息。", "leads suspects"),
    ("通报重大犯罪活动、逃犯信息、治安动态。", "cases fugitives trends"),
    ("交流犯罪手法和犯罪规律。", "methods trends"),
    ("互通重点人员动态和预警信息。", "persons warnings"),
    ("通报治安隐患、不稳定因素。", "hazards"),
    ("提供涉毒、涉黑情报。", "gangs_and_drugs"),
    ("共享交通违法、交通事故信息。", "violations accidents"),
    ("相互提供车辆、驾驶人违法信息。", "violations"),
    ("通报被盗抢机动车信息。", "vehicles"),
    ("及时交换在逃人员、被盗车辆、作案手段等信息。", "fugitives vehicles methods"),
    ("共享可疑人员、可疑车辆信息。", "suspects vehicles"),
    ("通报辖区重大案件情况。", "cases"),
    ("交换社会治安形势。", "trends"),
    ("定期通报辖区治安状况。", "trends"),
    ("交流情报。", "intelligence"),
    ("共享情报信息。", "intelligence"),
    ("互通刑事案件信息。", "cases"),
    ("交换案情。", "cases"),
    ("向对方通报交通拥堵情况。", "congestion"),
    ("传递破坏森林资源犯罪情报。", "forest_crime"),
    ("共享逃犯和通缉人员名单。", "fugitives"),
    ("建立黑恶势力犯罪线索通报制度。", "gangs_and_drugs"),
    ("通报犯罪活动新动向。", "trends"),
    ("及时通报案件侦办进展。", "cases"),
    ("相互提供犯罪嫌疑人基本情况。", "suspects"),
    ("提供违法犯罪线索。", "leads"),
]
DUTIES = [
    ("双方每年年初召开警务协作工作会议。", "meeting/year"),
    ("双方应定期召开联席会议，原则上每季度一次。", "meeting/quarter"),
    ("联席会议原则上每半年召开一次，遇重大事项可临时召开。", "meeting/half_year"),
    ("双方主要领导每年互访不少于一次。", ""),
    ("双方情报部门每周互通情报不少于一次。", "intelligence_transfer/week"),
    ("乙方每月10日前将上月流动人口信息报送甲方。", "report/month/10"),
    ("甲方应自收到申请之日起5个工作日内予以答复。", "reply/within5working_day"),
    ("对一般协查请求，应在七日内反馈；对紧急协查请求，应在二十四小时内反馈。", "reply/within7day reply/within24hour"),
    ("接到协作请求后，应于3日内办理完毕并回复结果。", "reply/within3day"),
    ("甲方应于每季度结束后十日内支付乙方服务费。", "payment/quarter/within10day"),
    ("费用按月结算，甲方于次月15日前支付。", "payment/month/15"),
    ("乙方应在协议终止后10日内归还全部设备。", "return/within10day"),
    ("借用期满后五个工作日内返还。", "return/within5working_day"),
    ("甲方每学期为乙方师生开展一次安全教育讲座。", "publicity"),
    ("双方每年至少组织开展一次联合宣传活动。", "publicity/year"),
    ("乙方应每半年向甲方提交工作报告。", "report/half_year"),
    ("双方每年底对协议执行情况进行评估，形成评估报告。", "evaluation/year"),
    ("每月对协作工作开展情况进行通报。", "intelligence_transfer/month"),
    ("定期交换治安情报。", "intelligence_transfer"),
    ("双方定期或不定期举行会晤。", "meeting"),
    ("重大敏感案件应在2小时内通报对方。", "intelligence_transfer/within2hour"),
    ("甲方每逢周一、周五向乙方推送预警信息。", "intelligence_transfer/week/1"),
    ("双方应当于每年6月、12月各召开一次联席会议。", "meeting/year"),
    ("各方联络员如有调整，应在三个工作日内书面通知其他方。", "notice/within3working_day"),
    ("双方每周三晚上开展联合巡逻。", "operation/week/3"),
    ("双方每月至少开展1次联合执勤行动。", "operation/month"),
    ("甲方定期对乙方安保人员进行业务培训和考核。", "training evaluation"),
    ("甲方应在接到通知后48小时内派员到场。", ""),
    ("双方共同建立定期考核评估机制。", "evaluation"),
    ("双方建立定期通报制度。", "intelligence_transfer"),
    ("联席会议一年召开两次。", "meeting/year"),
    ("双方每两周召开一次碰头会。", "meeting"),
    ("乙方应于每周五17时前向甲方报告本周工作。", "report/week/5"),
    ("甲乙双方按季度召开例会，按月交换情报。", "meeting/quarter intelligence_transfer/month"),
    ("乙方应当日将可疑情况上报甲方。", ""),
    ("服务费用每半年支付一次。", "payment/half_year"),
    ("甲方应当在合同签订后三十日内一次性支付全部费用。", "payment/within30day"),
    ("双方每季度末最后一个工作日交换统计数据。", "intelligence_transfer/quarter"),
    ("双方在每月第一周召开工作例会。", "meeting/month"),
    ("请求方应在收到资料后30日内退还。", "return/within30day"),
    ("争议发生后30日内协商不成的，可申请仲裁。", ""),
    ("一方应提前7日将活动方案告知对方。", "notice/within7day"),
]
NOTHING = [
    "本协议中的通知应以书面形式送达对方。",
    "双方联系方式如有变更应及时通知对方。",
    "双方应本着平等互利、诚实信用的原则履行本协议。",
    "本协议的签订不影响双方依法独立行使职权。",
    "因不可抗力导致无法履行的,双方互不承担责任。",
    "本协议由双方各自负责解释。",
    "甲方地址:人民路1号,联系电话:12345。",
    "双方确认已充分阅读并理解本协议的全部条款。",
    "为维护社会治安秩序,保障人民生命财产安全,经协商达成如下协议。",
    "乙方不具有执法权,不得以公安机关名义开展活动。",
    "本协议附件与本协议具有同等法律效力。",
    "双方应严格遵守国家法律法规。",
    "乙方应持有公安机关颁发的许可证。",
    "甲方有权对乙方的服务进行监督检查。",
    "双方各自承担己方人员的工资和保险。",
    "本协议不构成双方之间的劳动关系。",
    "各方应提高政治站位,强化责任担当。",
    "根据《消防法》《反恐怖主义法》的规定",
    "任何一方不得擅自变更本协议。",
    "未经甲方书面同意,乙方不得转让本协议项下的权利义务。",
    "签约双方的法定代表人或其授权代表签字。",
    "双方应妥善保管往来文件。",
    "若本协议部分条款无效,不影响其他条款的效力。",
]


@pytest.mark.parametrize(("text", "kind"), COOPERATION)
def test_a_sentence_promises_a_kind(text, kind):
    assert kind in read(text).terms.cooperation


@pytest.mark.parametrize(("text", "mechanism"), MECHANISMS)
def test_a_sentence_sets_up_a_mechanism(text, mechanism):
    assert mechanism in read(text).terms.mechanisms


@pytest.mark.parametrize(("text", "categories"), SHARING)
def test_a_sentence_names_categories(text, categories):
    assert sorted(row.category for row in read(text).terms.sharing) == sorted(categories.split())


def short(duty):
    """A duty as kind/every/on/within."""
    limit = f"within{duty.within.amount}{duty.within.unit}" if duty.within else None
    return "/".join(str(part) for part in (duty.kind, duty.every, duty.on, limit) if part is not None)


@pytest.mark.parametrize(("text", "duties"), DUTIES)
def test_a_sentence_states_dated_duties(text, duties):
    assert [short(one) for one in read(text).terms.duties] == duties.split()


@pytest.mark.parametrize("text", NOTHING)
def test_a_sentence_without_a_promise_yields_no_terms(text):
    terms = read(text).terms

    assert not (terms.cooperation or terms.sharing or terms.duties or terms.mechanisms or terms.confidentiality)
    assert not (terms.termination or terms.breach or terms.disputes or terms.copies or terms.blanks)
