"""Official Chinese sentences for the terms a text does not say itself: the supplementary terms (补充约定) under it."""
from collections.abc import Iterator
from datetime import date

from . import saying
from .filling import day
from .phrases import (
    BREACHES,
    CATEGORIES,
    COOPERATION,
    DEEDS,
    DISPUTES,
    MECHANISMS,
    PERIODS,
    RENEWALS,
    TIMINGS,
    duty,
    length,
    limit,
    listed,
    numeral,
    sharing,
    termination,
)
from .reading import ANNEX
from .terms import MORE, ROWS, Terms, paths

__all__ = ["CATEGORIES", "COOPERATION", "DEEDS", "DISPUTES", "HEADING", "MECHANISMS", "PERIODS", "TIMINGS", "complete", "duty",
           "limit", "numeral", "sentences", "termination"]

HEADING = ANNEX
PREAMBLE = "各方就正文未载明的事项补充约定如下，与正文具有同等效力；正文与补充约定不一致的，以补充约定为准。"
ENTRY = "{number}、{sentence}"


def complete(text: str, terms: Terms) -> str:
    """What the parties sign: the text, and under it a sentence for each term it does not say."""
    found = sentences(terms)
    if not found:
        return text
    entries = [ENTRY.format(number=numeral(i), sentence=sentence) for i, sentence in enumerate(found, 1)]
    return "\n".join([text.rstrip(), "", HEADING, PREAMBLE, *entries]) + "\n"


def sentences(terms: Terms) -> list[str]:
    """The official sentences of the supplementary terms, in their order."""
    shares = [share for share in terms.sharing if terms.source(f"sharing.{share.key}").by != "template"]
    return [*_head(terms), *_period(terms), *(sharing(share, terms) for share in shares), *_dropped(terms),
            *(duty(row, terms) for row in terms.duties if _is_ours(terms, f"duties.{row.key}")), *_rest(terms), *_more(terms)]


def _is_ours(terms: Terms, path: str) -> bool:
    return path in terms.sources and terms.sources[path].by == "officer"


def _head(terms: Terms) -> Iterator[str]:
    if _is_ours(terms, "title") and terms.title:
        yield f"本协议的名称为《{terms.title}》。"
    if _is_ours(terms, "number") and terms.number:
        yield f"本协议的编号为{terms.number}。"
    for party in terms.parties:
        if _is_ours(terms, f"parties.{party.role}") and party.name:
            yield f"{party.role}为{party.name}{f'，属{party.side}' if party.side else ''}。"
    if any(blank.path == "signed_on" for blank in terms.blanks):
        yield "签订日期以最后一方签署之日为准。"


def _period(terms: Terms) -> Iterator[str]:
    period = terms.period
    ours = any(_is_ours(terms, f"period.{part}") for part in ("months", "starts", "ends", "is_open"))
    open_dates = any(blank.path in ("period.starts", "period.ends") for blank in terms.blanks)
    if ours or open_dates:
        first = f"本协议自{day(period.starts)}起生效" if isinstance(period.starts, date) else "本协议自最后一方签署之日起生效"
        last = "有效期至各方终止之日" if period.is_open else f"有效期至{day(period.ends)}止" if period.ends else \
            f"有效期{length(period.months)}" if period.months else ""
        yield f"{first}，{last}。" if last else f"{first}。"
    if _is_ours(terms, "period.renewal") and period.renewal in RENEWALS:
        yield f"{RENEWALS[period.renewal]}。"


def _dropped(terms: Terms) -> Iterator[str]:
    for path in terms.dropped:
        name, _, key = path.partition(".")
        if name == "sharing":
            yield f"正文所述“{CATEGORIES.get(key, key)}”不作为本协议共享的信息类别。"
        else:
            kind = key.rpartition("-")[0]
            yield f"正文所述“{DEEDS.get(kind, kind)}”不作为有期限的义务。"


def _rest(terms: Terms) -> Iterator[str]:
    if _is_ours(terms, "cooperation") and terms.cooperation:
        yield f"合作内容包括{listed([COOPERATION.get(c, c) for c in terms.cooperation])}。"
    if _is_ours(terms, "mechanisms") and terms.mechanisms:
        yield f"各方建立{listed([MECHANISMS.get(m, m) for m in terms.mechanisms])}等机制。"
    if _is_ours(terms, "confidentiality") and terms.confidentiality:
        onward = "，未经提供方书面同意，不得向第三方提供" if terms.confidentiality.third_party_consent else ""
        yield f"各方对合作中获取的信息予以保密{onward}。"
    if _is_ours(terms, "termination") and terms.termination:
        yield termination(terms.termination)
    if _is_ours(terms, "breach") and terms.breach:
        yield f"一方违约的，应当{listed([BREACHES.get(b, b) for b in terms.breach])}。"
    if _is_ours(terms, "disputes") and terms.disputes:
        yield f"因本协议发生争议的，依次{'、'.join(DISPUTES.get(d, d) for d in terms.disputes)}。"
    if _is_ours(terms, "venue") and terms.venue:
        yield f"诉讼由{terms.venue}人民法院管辖。" if terms.venue.endswith("所在地") else f"诉讼由{terms.venue}管辖。"
    if _is_ours(terms, "copies") and terms.copies:
        yield f"本协议一式{numeral(terms.copies)}份。"


def _more(terms: Terms) -> Iterator[str]:
    """The terms no reader knows, in sentences of their own; one that stands in another's sentence brings that whole."""
    ours = [path for path, _value in paths(terms) if _is_ours(terms, path)]
    for path in dict.fromkeys(saying.said_by(path) for path in ours if path.partition(".")[0] in (*MORE, *ROWS)):
        if words := LEADS.get(path, "") + saying.sentence(path, terms):
            yield words.rstrip("，") + ("" if words.endswith("。") else "。")


LEADS = {"purpose": "订立本协议的目的：", "legal_basis": "订立本协议的依据："}
