"""Plain text in any encoding usual in China: UTF-8, GB18030, UTF-16, Big5."""

import codecs

from liandong.engines.papers.errors import Unreadable

# The commonest characters of agreements in both scripts: a wrong decoding yields almost none of them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那"
    "公安局甲乙双协议书警务共享信息情报案件线索联保密期限签订约定责任义务條協議書務雙資訊報線聯會機關與應當於訂為約責義處國將經業後發來時個這"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(data: bytes) -> str:
    """Return the decoded text; raises Unreadable where no encoding gives readable text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_decoded(data, encoding))
    utf8 = _decoded(data, "utf-8")
    if utf8 is not None and "\x00" not in utf8:
        return _checked(utf8)
    guesses = [_decoded(data, encoding) for encoding in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")]
    likely = [guess for guess in guesses if guess is not None and _readable(guess)]
    if not likely:
        raise Unreadable("not_text")
    return _checked(max(likely, key=_familiarity))


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _familiarity(text: str) -> float:
    sample = text[:20_000]
    return sum(character in _COMMON for character in sample) / len(sample)


def _readable(text: str) -> bool:
    sample = text[:50_000]
    odd = sum(not (character.isprintable() or character in "\n\r\t\f\v\u3000\u2028\xa0\ufeff") for character in sample)
    return odd <= len(sample) * 0.01


def _checked(text: str | None) -> str:
    if text is None or not _readable(text):
        raise Unreadable("not_text")
    return text.lstrip("\ufeff").replace("\x00", "")
