"""Period, ending, breach, disputes, secrecy, copies and titles in the words people really use."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import pytest

from liandong.engines.clauses import read

LENGTHS = [
    ("本协议有效期限为自签订之日起三十六个月。", 36), ("先试行三个月，合适再正式签。", 3), ("合作为期两年整。", 24), ("本协议期限：自签字之日起计一年。", 12), ("共建期三年。", 36), ("结对共建期限为两年。", 24),
    ("服务期自2024年1月1日起，共二十四个月。", 24), ("本协议自生效之日起一年内有效。", 12), ("这个约定先定两年。", 24), ("管两年，到期再说。签字算数。", 24), ("本合同履行期限为十八个月。", 18), ("协议有效期三（3）年，期满可续。", 36), ("有效期：一个月。", 1),
    ("期限二年，从签字那天起。", 24), ("服务期为十二个月，自签订之日起算。", 12), ("本约定从签字起管半年。", 6), ("协作期限两年零三个月。", 27), ("本备忘录有效期为伍年。", 60), ("本协议的存续期间为三年。", 36), ("约定有效期为九十日。", 3),
    ("试用期满后三年内不得聘用。", None), ("资料保存期限为三年。", None), ("原协议有效期三年，已于去年届满。", None), ("质量保证期一年。", None), ("案件应在三个月内办结。", None), ("联席会议主席任期一年。", None), ("保密期限为协议终止后两年。", None), ("档案保存期不少于三年。", None),
]
RENEWALS = [
    ("期满没有异议的，自动往下接两年。", "automatic"), ("到期大家都没话讲，就接着往下走。", "automatic"), ("期满前一个月无书面异议，视为续约。", "automatic"), ("届满时各方均未提出终止的，本协议继续有效一年。", "automatic"), ("期满自动顺延，顺延次数不限。", "automatic"),
    ("到期若双方均无异议，则有效期自动延长。", "automatic"), ("协议期满，双方如无异议，协议自动延续。", "automatic"), ("期满未书面通知不再续约的，按原条件续期一年。", "automatic"),
    ("到期后另行商签。", "new_agreement"), ("期满需继续合作的，另行签约。", "new_agreement"), ("合作期满后重新签署协议。", "new_agreement"), ("期满后如需续约，双方重新订立合同。", "new_agreement"), ("期满不自动续期，需继续的另签协议。", "new_agreement"), ("届满后双方另订协议。", "new_agreement"), ("期满，双方再签新约。", "new_agreement"),
    ("到期后可以接着签。", "by_agreement"), ("期满前两个月，双方协商续签。", "by_agreement"), ("期满后双方如无异议可续签。", "by_agreement"), ("期满经双方书面确认可延期一年。", "by_agreement"), ("届满前三十日内双方可商议续约。", "by_agreement"), ("到时候觉得行，可以续签。", "by_agreement"), ("期满双方同意的，可以展期。", "by_agreement"), ("到期想接着干就再续一年，大家商量。", "by_agreement"),
    ("期满后本协议自行失效，不再延续。", None), ("保密义务在协议终止后五年内继续有效。", None), ("会议遇节假日顺延。", None),
]
STARTS = [
    ("本协议自双方法定代表人或授权代表签字并盖章之日起生效。", "on_signature"), ("自签订日起生效。", "on_signature"), ("从今天签字起算。", "on_signature"), ("本协议签订后即生效。", "on_signature"), ("按了手印就作数。", "on_signature"), ("三方签章之日起施行。", "on_signature"), ("盖章后生效。", "on_signature"), ("签了字就开始算。", "on_signature"), ("本协议经各方签署后成立并生效。", "on_signature"),
    ("自2024年十月一日起生效。", "2024-10-01"), ("本协议于二〇二五年元月一日起施行。", "2025-01-01"), ("2025年6月1日零时起执行。", "2025-06-01"), ("从2024年9月1日起，为期一年。", "2024-09-01"), ("本协议自2024.5.1起生效。", "2024-05-01"), ("合同期限自二零二四年三月一日至二零二五年二月二十八日。", "2024-03-01"), ("本协议从2025年3月1号算起。", "2025-03-01"),
    ("甲方自收到通知之日起三日内签字确认。", None), ("自案发之日起计算。", None),
]
ENDINGS = [
    ("任意一方都可提前一个月函告对方后终止合作。", (30, True, None)), ("本协议可随时解除，但应提前通知对方。", (None, True, None)), ("不愿意干了，头一个月打个招呼。", (30, True, None)),
    ("任何一方有权终止本协议，但应提前一个月书面通知对方。", (30, True, None)), ("一方不愿继续合作的，提前15日告知对方即可终止。", (15, True, None)), ("任一方可随时书面通知对方终止合作。", (None, True, None)), ("要退伙的，提前半个月打招呼。", (15, True, None)), ("提前四十天跟其余四家说一声就可以退。", (40, True, None)),
    ("一方欲终止本协议者，应于六十日前以书面通知对方。", (60, True, None)), ("任何一家可以退出，无需他家同意，但应提前九十日书面告知另外两家。", (90, True, None)), ("甲方可以提前15个工作日书面通知乙方解除本合同。", (15, True, "working_day")), ("终止协议须提前3个月通知。", (90, True, None)), ("如需终止，应当提前叁拾日发出书面通知。", (30, True, None)),
    ("任何一方不得单方面解除协议。", (None, False, None)), ("除不可抗力外，双方均不得提前终止本协议。", (None, False, None)), ("确需退出的，须经其他三方一致同意。", (None, False, None)), ("解除本协议须经双方书面同意。", (None, False, None)), ("经协商一致，可以书面解除。", (None, False, None)), ("未经协商一致，不得提前解除。", (None, False, None)),
    ("本协议期满终止。", None), ("乙方违约的，甲方可以解除本合同。", None), ("因不可抗力不能履行的，协议终止。", None),
]
BREACHES = [
    ("屡教不改的，对方可以退出协议。", "rescission"), ("违反保密约定，须承担一切后果。", "liability"), ("谁违反谁负责。", "liability"),
    ("违约的一方应当承担由此产生的法律后果。", "liability"), ("谁违反约定谁负责任。", "liability"), ("因泄密造成后果的，追究当事人责任。", "liability"), ("一方违反约定给对方造成损失的，应当予以补偿。", "damages"), ("弄坏了照价赔偿。", "damages"), ("造成损失的，由责任方赔偿。", "damages"), ("逾期付款的，每日加收万分之五滞纳金。", "liquidated_damages"),
    ("违约方按合同总额的10%支付违约金。", "liquidated_damages"), ("未按约定履行的，限期整改。", "cure_period"), ("经催告后十日内仍未改正的，催告方有权解除本协议。", "cure_period rescission"), ("一方违约，另一方可要求其在七日内纠正。", "cure_period"), ("拒不改正的，对方可以终止合作。", "rescission"), ("一方根本违约，守约方有权解除合同。", "rescission"), ("违反本协议的，依法承担民事责任；构成犯罪的，依法追究刑事责任。", "liability"),
    ("责任由过错方承担。", "liability"), ("违反保密义务的，应承担相应责任。", "liability"), ("违约责任：按照有关法律规定承担责任。", "liability"), ("不履行义务的，应承担继续履行、采取补救措施或者赔偿损失等违约责任。", "damages liability"),
    ("双方不涉及任何经济赔偿或者违约金。", ""), ("弄坏了不用赔。", ""), ("双方互不承担违约责任。", ""), ("甲方负责安全管理责任。", ""), ("对方损失由保险公司按规定处理。", ""), ("不视为违约。", ""),
]
DISPUTES = [
    ("两家意见不合时，由两家所长商定。", "negotiation", None), ("出了岔子，两边先碰头商量，还不行就请县局拍板。", "negotiation superior_mediation", None), ("双方意见不统一的，报分管县领导协调。", "superior_mediation", None), ("说不拢找所长评评理。", "superior_mediation", None), ("有矛盾找街道办调解，调解不成走法律程序。", "superior_mediation litigation", None), ("本协议如有争议，由共同上级机关仲裁。", "superior_mediation", None),
    ("若因执行本合同引发诉讼，双方同意由乙方所在地法院管辖。", "litigation", "乙方所在地"), ("执行中遇到问题，双方协商，仍不能解决的，报市局决定。", "negotiation superior_mediation", None),
    ("有争议先商量，商量不成打官司。", "negotiation litigation", None), ("发生争议，任何一方可以向乙方住所地人民法院提起诉讼，但起诉前应当先行协商。", "negotiation litigation", "乙方所在地"), ("争议双方协商解决，不成的由甲方住所地法院裁判。", "negotiation litigation", "甲方所在地"), ("争议提请岚州市公安局调解；调解不成的，向岚州市临空区人民法院提起诉讼，不经仲裁。", "superior_mediation litigation", "岚州市临空区人民法院"),
    ("有分歧的，由三家会商；会商不成的，报请各自上级公安机关协调解决，不诉讼，不仲裁。", "negotiation superior_mediation", None), ("谈不拢的请县公安局和镇政府出面调解。", "superior_mediation", None), ("出现争议，由双方主管部门协调处理。", "superior_mediation", None), ("争议由双方联络员沟通解决；沟通不成的，由局长协商。", "negotiation", None),
    ("因本协议引起的争议，双方应通过友好协商方式解决；协商不成的，依法向合同签订地人民法院提起诉讼。", "negotiation litigation", None), ("发生争议可提交云州仲裁委员会裁决。", "arbitration", None), ("发生意见分歧，请上级机关裁定。", "superior_mediation", None), ("如有纠纷，协商解决。", "negotiation", None), ("一切争议，提交甲方所在地仲裁机构仲裁。", "arbitration", None), ("倘有争议，双方协商解决之。", "negotiation", None),
    ("闹矛盾了，先坐下来谈，谈不拢请镇上评理。", "negotiation superior_mediation", None), ("执行中有不同意见的，双方本着友好态度协商。", "negotiation", None), ("双方化解矛盾纠纷，防止矛盾激化。", "", None), ("群众间的纠纷由乙方先行调解。", "", None),
]
SECRECY = [
    ("案情跟谁也不能说。", True), ("未经县局批准，任何人不得对外发布合作信息。", True), ("采取措施，确保数据不外流。", False),
    ("听到的事不许讲给外人听。", True), ("不得转交第三方。双方保密。", True), ("双方对涉密信息应妥善保管，不得外泄。", True), ("警务秘密不得泄露给无关人员。", True), ("任何一方不得向双方以外的单位提供案件信息。", True), ("未经许可不得擅自使用、传播对方信息。", True), ("除办案确有需要并经提供方书面同意外，不得向任何单位和个人提供。双方保密。", True), ("参战人员不得向媒体提供安保方案。", True),
    ("遵守保密纪律。", False), ("严格保守国家秘密和警务工作秘密。", False), ("双方不得泄露工作中知悉的患者隐私。", False), ("违反保密规定的，依纪处理。", False), ("使用完毕即行销毁，不得留存，负有保密义务。", False), ("知道的案情要烂在肚子里。", False), ("签订保密承诺书，明确保密责任。", False), ("严防失密泄密。", False),
    ("双方互通有无。", None), ("甲方机要室负责收发。", None),
]
COPIES = [
    ("协议写了五份，一家一份。", 5), ("本协议一式伍份，双方各执贰份，报上级备案壹份。", 5), ("壹式陆份，甲方执肆份，乙方执贰份。", 6), ("本协议一式三份，双方各执一份，另一份报备。", 3), ("这张纸写了两份，一边一份。", 2), ("本协议正本三份，副本六份。", 3), ("一式〇份。", None), ("本协议正本贰份，双方各执壹份，副本若干。", 2), ("本协议一式十份，具有同等法律效力。", 10),
    ("本合同一式2份。", 2), ("一式两份，双方签字后各存一份。", 2), ("本协议共签四份，双方各持两份。", 4), ("每月报表一式三份。", None), ("本协议以中文书写，一式六（6）份。", 6), ("此据一式二份。", 2),
]
TITLES = [
    ("第六届湖滨马拉松赛\n三区公安机关安保协作工作方案\n\n为确保安全，制定本方案。", "第六届湖滨马拉松赛三区公安机关安保协作工作方案"), ("东河所和西河所搭伙办事说好的几条\n\n两个所一个在河东一个在河西。", "东河所和西河所搭伙办事说好的几条"), ("警务合作协议书范文（精选3篇）_某某网\n更新时间：2023-05-06\n以下是小编整理的内容。\n\n【篇1】医院与派出所警务室共建协议书范文\n\n甲方：XX派出所\n乙方：XX医院", "医院与派出所警务室共建协议书"),
    ("甲乙两县公安局\n关于建立边界警务协作机制的\n协议书\n\n甲方：平川县公安局", "甲乙两县公安局关于建立边界警务协作机制的协议书"), ("《警校共建协议书》\n甲方：清溪县公安局", "警校共建协议书"), ("# 警企合作框架协议\n甲方：清溪县公安局", "警企合作框架协议"), ("附件2：\n联防互助公约（试行）\n第一条 宗旨", "联防互助公约（试行）"), ("两局警务协作会谈纪要\n2024年3月1日，两局举行会谈。", "两局警务协作会谈纪要"), ("平安共建承诺书\n甲方：清溪县公安局", "平安共建承诺书"),
]


@pytest.mark.parametrize(("text", "months"), LENGTHS)
def test_a_length_is_the_agreement_s_own(text, months):
    assert read(text).terms.term.months == months


@pytest.mark.parametrize(("text", "renewal"), RENEWALS)
def test_a_renewal_is_what_is_said_of_the_agreement(text, renewal):
    assert read(text).terms.term.renewal == renewal


@pytest.mark.parametrize(("text", "starts"), STARTS)
def test_a_start_is_the_agreement_s_own(text, starts):
    assert read(text).terms.term.starts == starts


@pytest.mark.parametrize(("text", "ending"), ENDINGS)
def test_an_ending_is_known_in_many_words(text, ending):
    found = read(text).terms.termination

    assert (found and (found.notice_days, found.unilateral, found.notice_unit)) == ending


@pytest.mark.parametrize(("text", "breaches"), BREACHES)
def test_a_consequence_is_known_in_many_words(text, breaches):
    assert sorted(read(text).terms.breach) == sorted(breaches.split())


@pytest.mark.parametrize(("text", "ways", "venue"), DISPUTES)
def test_ways_out_of_a_dispute_stand_in_their_order(text, ways, venue):
    terms = read(text).terms

    assert (list(terms.disputes), terms.venue) == (ways.split(), venue)


@pytest.mark.parametrize(("text", "consent"), SECRECY)
def test_secrecy_is_known_in_many_words(text, consent):
    assert read(text).terms.confidentiality == (None if consent is None else {"third_party_consent": consent})


@pytest.mark.parametrize(("text", "copies"), COPIES)
def test_originals_are_counted_in_many_words(text, copies):
    assert read(text).terms.copies == copies


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_is_the_agreement_s_own(text, title):
    assert read(text).terms.title == title
