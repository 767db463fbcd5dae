"""The period of an agreement, in the many ways people write it."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import pytest

from liandong.engines.clauses import read

LENGTHS = [
    ("本协议有效期为三年。", 36), ("有效期叁年，自签字之日起计算。", 36), ("合作期限：两年", 24), ("本协议有效期限为一年半。", 18),
    ("协议期限半年。", 6), ("本协议有效期自签订之日起十八个月。", 18), ("合作期限为5（伍）年。", 60), ("本协议期限为贰拾肆个月。", 24),
    ("有效期3年，从2024年1月1日起至2026年12月31日止。", 36), ("本协议自双方签字之日起三年内有效。", 36), ("协议一签三年。", 36),
    ("合作暂定两年，试行一年后再议。", 24), ("本约定管一年。", 12), ("为期三年的合作自今日开始。", 36), ("合同期为一个年度。", 12),
    ("本备忘录有效期五周年。", 60), ("双方约定合作期为三个年头。", 36), ("本协议有效期十二个月，到期后可续签。", 12), ("服务期限：壹年", 12),
    ("协议自盖章之日起生效，一年内有效。", 12), ("本协议为期2年，自签署之日起。", 24), ("本协议执行期三年。", 36), ("协议有效期限：3年", 36),
    ("期满后自动顺延一年。", None), ("保密期限为五年。", None), ("期满前三十日内通知。", None), ("应在三个月内完成办案协作。", None),
    ("任何一方可提前三个月书面通知对方终止本协议。", None), ("保密义务在协议终止后两年内仍然有效。", None), ("本协议长期有效。", None),
]
STARTS = [
    ("本协议自双方签字盖章之日起生效。", "on_signature"), ("本协议经双方代表签字并加盖公章后生效。", "on_signature"), ("签字即生效。", "on_signature"),
    ("从签字那天算起。", "on_signature"), ("本协议自2026年3月1日起施行。", "2026-03-01"), ("自二〇二五年七月一日起生效，有效期一年。", "2025-07-01"),
    ("协议有效期从2025-01-01至2026-12-31。", "2025-01-01"), ("本协议自签订之日（2024年5月6日）起生效。", "on_signature"), ("本协议由签署之日起执行。", "on_signature"),
    ("自双方法定代表人签署之日起计算，期限三年。", "on_signature"), ("双方签字后生效。", "on_signature"), ("本协议自各方签章完毕之日起生效。", "on_signature"),
    ("甲方应自签订之日起十日内支付费用。", None), ("补充协议自双方签字之日起生效。", None), ("本协议自上级公安机关批准之日起生效。", None),
    ("本协议自____年__月__日起生效。", None), ("签了字就算数。", "on_signature"), ("合作期限：2025年1月1日至2027年12月31日", "2025-01-01"),
    ("本协议于2025年8月1日正式生效。", "2025-08-01"), ("本协议自签订即日起生效。", "on_signature"), ("自本协议签订之日起生效。", "on_signature"),
]
ENDS = [
    ("有效期至2028年8月31日。", "2028-08-31"), ("自2026年7月1日起至2029年6月30日止。", "2029-06-30"), ("本协议有效期截止到二〇二六年十二月三十一日。", "2026-12-31"),
    ("自签订之日起至2027年5月1日止。", "2027-05-01"), ("本协议执行到2026年底。", None), ("起止时间：2024.3.1—2025.2.28", "2025-02-28"),
    ("协议于2027年6月30日终止。", "2027-06-30"), ("至2030年2月30日止。", None), ("合作期限自2024年5月1日—2026年4月30日。", "2026-04-30"),
]
RENEWALS = [
    ("期满后，经双方协商一致可续签。", "by_agreement"), ("合作期满，双方可以续签。", "by_agreement"), ("协议到期前一个月，双方可协商续约事宜。", "by_agreement"),
    ("期满如需继续合作，双方应重新协商并签订新协议。", "new_agreement"), ("到期后另行签订协议。", "new_agreement"), ("期满双方无异议的，自动续期一年。", "automatic"),
    ("期满未提出书面异议的，本协议自动顺延。", "automatic"), ("到期没人说不干，就接着往下顺延。", "automatic"), ("本协议不自动续期。", None), ("期满自行终止。", None),
    ("有效期届满前三十日，如双方无书面终止意向，视为自动延续一年。", "automatic"), ("经双方同意，可以延长合作期限。", "by_agreement"), ("期满需续签的，须重新签订协议。", "new_agreement"),
    ("合同期满，双方协商同意后可续签合同。", "by_agreement"), ("期满后如双方均有意愿，可续签本协议。", "by_agreement"), ("协议期满，任何一方未提出终止的，有效期自动延长两年。", "automatic"),
    ("未尽事宜，双方另行签订补充协议。", None), ("期满前如无一方提出终止，则继续有效。", "automatic"), ("届满后是否续签由双方另行商定。", "by_agreement"),
]


@pytest.mark.parametrize(("text", "months"), LENGTHS)
def test_a_length_is_read_in_any_numerals(text, months):
    assert read(text).terms.term.months == months


@pytest.mark.parametrize(("text", "starts"), STARTS)
def test_a_first_day_is_signature_or_a_date(text, starts):
    assert read(text).terms.term.starts == starts


@pytest.mark.parametrize(("text", "ends"), ENDS)
def test_a_last_day_is_a_date_that_exists(text, ends):
    assert read(text).terms.term.ends == ends


@pytest.mark.parametrize(("text", "renewal"), RENEWALS)
def test_a_renewal_is_automatic_agreed_or_new(text, renewal):
    assert read(text).terms.term.renewal == renewal
