"""Single sentences about period, ending, breach, disputes, secrecy and copies, each with what it means."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import pytest

from liandong.engines.clauses import read

LENGTHS = [
    ("本协议有效期间为三年。", 36),
    ("协议时效为三年。", 36),
    ("本公约有效期为四年。", 48),
    ("合作年限：三年", 36),
    ("合作时限3年。", 36),
    ("本协议自生效之日起满三年终止。", 36),
    ("协议一年一签。", 12),
    ("协议期三年，从签字起算。", 36),
    ("本责任书管一年。", 12),
    ("服务周期为12个月。", 12),
    ("试运行半年后正式签约。", None),
    ("本纪要执行两年。", 24),
    ("双方合作期间为两年。", 24),
    ("本协定有效期限定为五年。", 60),
    ("本备忘录持续有效三年。", 36),
    ("自签订之日起，有效期为叁（3）年。", 36),
    ("有效期：贰年（2024年1月1日至2025年12月31日）。", 24),
    ("期限：一年零六个月。", 18),
    ("合同期限为24个月，自2024年1月1日起算。", 24),
    ("协议先签一年，合适再续。", 12),
    ("这份约定三年有效。", 36),
    ("联防协议，有效三年。", 36),
    ("本协议期限1年，期满可续签1年。", 12),
    ("领导小组组长任期一年。", None),
    ("在办案三年内保存资料。", None),
    ("工作满两年的民警可参加培训。", None),
    ("被处罚未满一年的人员不得录用。", None),
    ("设备质保期两年。", None),
    ("资料保存三年。", None),
    ("轮值期为半年。", None),
    ("有效期限：自签订之日起至2026年12月31日。", None),
    ("自本协议签订之日起计算，为期两年。", 24),
    ("协议期限暂定为壹年。", 12),
]
RENEWALS = [
    ("期满后双方愿意继续合作的，可以续约。", "by_agreement"),
    ("协议到期，经双方协商可延期。", "by_agreement"),
    ("有效期满，双方可再行协商续签事宜。", "by_agreement"),
    ("期满重新签订。", "new_agreement"),
    ("期满后，双方应重新协商签订新的协议。", "new_agreement"),
    ("到期如无异议，继续有效。", "automatic"),
    ("期满不提出终止，视为续签一年。", "automatic"),
    ("期满前一个月双方如未书面通知终止，则本协议自动续签一年。", "automatic"),
    ("期满不再续签。", None),
    ("本协议期满后自动失效。", None),
    ("期满后是否续签，由双方协商确定。", "by_agreement"),
    ("合作期满，若需延长，应另行签订书面协议。", "new_agreement"),
    ("期限届满后，协议自动展期。", "automatic"),
    ("合同期满需继续合作的，双方应提前一个月协商续签。", "by_agreement"),
    ("期满可优先续签。", "by_agreement"),
    ("经双方协商一致，本协议可延长三年。", "by_agreement"),
    ("试行期满后再签正式协议。", "new_agreement"),
]
STARTS = [
    ("本协议经双方签章后即行生效。", "on_signature"),
    ("协议自双方盖章起生效。", "on_signature"),
    ("本协议书自签订之日起正式生效。", "on_signature"),
    ("本协议在双方签字后立即生效。", "on_signature"),
    ("双方签署本协议之日起生效。", "on_signature"),
    ("自甲乙双方授权代表签字并加盖公章之日起生效，有效期三年。", "on_signature"),
    ("自2026年元月1日起执行。", "2026-01-01"),
    ("生效日期：2025年3月1日", "2025-03-01"),
    ("本协议从2025年5月1日开始实行。", "2025-05-01"),
    ("本协议2025年5月1日起生效。", "2025-05-01"),
    ("协议自双方签字、盖章且经上级备案之日起生效。", None),
    ("有效期：2024.01.01-2026.12.31", "2024-01-01"),
    ("有效期自二〇二四年一月一日起。", "2024-01-01"),
    ("本协议签字有效。", "on_signature"),
    ("一经签字，立即生效。", "on_signature"),
    ("本协议于签署日生效。", "on_signature"),
    ("本协议自签字盖章之日生效。", "on_signature"),
]
ENDINGS = [
    ("任何一方提出解除协议,应提前三十日以书面形式通知对方。", (30, True, None)),
    ("如一方需终止协议,须提前两个月书面告知。", (60, True, None)),
    ("协议期内,未经对方同意,任何一方不得单方解除协议。", (None, False, None)),
    ("本协议经双方协商一致可提前终止。", (None, False, None)),
    ("任何一方均有权提前10个工作日书面通知对方终止本协议。", (10, True, "working_day")),
    ("一方提出终止的,提前____日书面通知对方。", (None, True, None)),
    ("甲方因工作需要可单方面终止协议。", (None, True, None)),
    ("双方同意解除的,本协议终止。", (None, False, None)),
    ("退出方应提前六十日书面通知其他各方。", (60, True, None)),
    ("有效期内任何一方不得随意中止协议。", (None, False, None)),
    ("本协议终止后,保密条款继续有效。", None),
    ("协议终止后十日内归还设备。", None),
    ("任何一方严重违约的,对方可解除协议。", None),
]
BREACHES = [
    ("违约方应承担相应的违约责任。", "liability"),
    ("一方不履行义务的,应承担违约责任并赔偿由此造成的损失。", "damages liability"),
    ("逾期支付的,按日支付万分之五的违约金。", "liquidated_damages"),
    ("经对方书面催告后15日内仍未改正的,对方有权解除本协议。", "cure_period rescission"),
    ("因泄密造成不良后果的,依法追究相关人员责任。", "liability"),
    ("违约方应在合理期限内采取补救措施。", "cure_period"),
    ("给对方造成经济损失的,应予以赔偿。", "damages"),
    ("情节严重的,守约方可单方终止协议。", "rescission"),
    ("违反保密规定的,依法承担法律责任。", "liability"),
    ("构成犯罪的,依法追究刑事责任。", "liability"),
    ("双方应认真履行各自职责,承担相应工作。", ""),
    ("违约方须向守约方支付违约金人民币5000元。", "liquidated_damages"),
    ("损失由违约方承担。", "damages"),
    ("由过错方承担全部责任。", "liability"),
]
DISPUTES = [
    ("本协议履行过程中如有争议,双方友好协商解决。", "negotiation", None),
    ("协商不成的,任何一方可向乙方所在地有管辖权的人民法院提起诉讼。", "negotiation litigation", "乙方所在地"),
    ("争议协商不成,提交云州市仲裁委员会仲裁。", "negotiation arbitration", None),
    ("发生争议时,双方先行协商;协商不成的,报共同的上级机关裁决;仍不能解决的,依法提起诉讼。", "negotiation superior_mediation litigation", None),
    ("双方因协议发生纠纷,可请求上级公安机关调解。", "superior_mediation", None),
    ("与本协议有关的任何争议,由甲方所在地法院管辖。", "litigation", "甲方所在地"),
    ("争议解决:协商、调解、诉讼。", "negotiation superior_mediation litigation", None),
    ("争议应提交北京仲裁委员会,按照申请仲裁时该会现行有效的仲裁规则进行仲裁。", "arbitration", None),
    ("合作中出现分歧,由双方领导小组协商解决。", "negotiation", None),
    ("任何争议均应向原告所在地人民法院起诉。", "litigation", None),
    ("本协议未尽事宜由双方协商解决。", "", None),
    ("双方应协商确定巡逻方案。", "", None),
    ("发生纠纷,由协议签订地人民法院管辖。", "litigation", None),
    ("发生争议,由云州市江北区人民法院管辖。", "litigation", "云州市江北区人民法院"),
]
SECRECY = [
    ("双方应当保守秘密。", False),
    ("未经许可不得对外透露案件信息。", True),
    ("任何一方不得将合作信息披露给第三方。", True),
    ("双方应严格遵守保密规定。", False),
    ("双方对获取的信息承担保密责任,仅用于警务工作。", False),
    ("除法律规定外,不得向任何第三人披露。双方应保密。", True),
    ("信息接收方不得将信息转交其他单位使用。", True),
    ("违反保密义务的,追究责任。", False),
    ("对涉密信息严格管理,防止泄露。", False),
    ("不得泄露。", False),
]
COPIES = [
    ("本协议一式肆份,甲乙双方各执贰份。", 4),
    ("本协议壹式叁份。", 3),
    ("协议正本一式两份,副本四份。", 2),
    ("本协议共计六份。", 6),
    ("本协议签订一式2份。", 2),
    ("一式叁（3）份", 3),
    ("双方各留存一份。", 2),
    ("本协议文本四份,双方各两份。", 4),
    ("此协议两份,双方各一份。", 2),
]


@pytest.mark.parametrize(("text", "months"), LENGTHS)
def test_a_sentence_says_how_long(text, months):
    assert read(text).terms.term.months == months


@pytest.mark.parametrize(("text", "renewal"), RENEWALS)
def test_a_sentence_says_how_it_is_renewed(text, renewal):
    assert read(text).terms.term.renewal == renewal


@pytest.mark.parametrize(("text", "starts"), STARTS)
def test_a_sentence_says_when_it_starts(text, starts):
    assert read(text).terms.term.starts == starts


@pytest.mark.parametrize(("text", "ending"), ENDINGS)
def test_a_sentence_says_how_it_is_ended(text, ending):
    found = read(text).terms.termination

    assert (found and (found.notice_days, found.unilateral, found.notice_unit)) == ending


@pytest.mark.parametrize(("text", "breaches"), BREACHES)
def test_a_sentence_says_what_follows_a_breach(text, breaches):
    assert sorted(read(text).terms.breach) == sorted(breaches.split())


@pytest.mark.parametrize(("text", "ways", "venue"), DISPUTES)
def test_a_sentence_says_who_settles(text, ways, venue):
    terms = read(text).terms

    assert (list(terms.disputes), terms.venue) == (ways.split(), venue)


@pytest.mark.parametrize(("text", "consent"), SECRECY)
def test_a_sentence_says_what_stays_secret(text, consent):
    assert read(text).terms.confidentiality == {"third_party_consent": consent}


@pytest.mark.parametrize(("text", "copies"), COPIES)
def test_a_sentence_says_how_many_originals(text, copies):
    assert read(text).terms.copies == copies
