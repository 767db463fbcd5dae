"""Reads one agreement: from its text to its terms, evidence, clauses and kind."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from liandong.engines.clauses import cooperation, duties, formal, heading, parties, period, pledges, settlement, sharing
from liandong.engines.clauses.found import Found
from liandong.engines.clauses.glyphs import Page, page_of
from liandong.engines.clauses.grammar import is_past
from liandong.engines.clauses.model import (
    Clause,
    Duty,
    Evidence,
    Kind,
    Limit,
    Party,
    Period,
    Reading,
    Sharing,
    Termination,
    Terms,
)
from liandong.engines.clauses.outline import Mark, Sentence, marks_of, sentences_of

# What a web page puts below a sample.
_TAIL = re.compile(r"(?<=\n)[^\n]{0,24}(?:相关文章|相关阅读|相关推荐|推荐阅读|猜你喜欢|版权声明|上一篇|下一篇|下一页|更多精彩|延伸阅读|免责声明)")
_RECITED = re.compile(r"鉴于")
_AGREED = re.compile(r"(?:协议|约定|合同|条款|内容)如下|如下(?:协议|约定|条款)|(?:订立|签订|达成)(?:本|如下|以下)[^,。;]{0,4}(?:协议|合同|备忘|约定)|(?:订立|签订)[^,。;]{0,4}协议")
_QUOTED = re.compile(r"《[^》\n]{1,60}》")
_PLAN_TITLE = re.compile(r"(?:方案|计划|预案|通知|办法|意见|细则|制度|规定|要点|总结)(?:\([^)]*\))?$")
_PLAN_WORDS = re.compile(r"指导思想|工作目标|工作要求|组织领导|工作措施|工作任务|主要任务|实施步骤|时间步骤|方法步骤|各单位要|制定本方案|特制定本方案|工作步骤|组织保障|动员部署")
_PACT_WORDS = re.compile(r"[甲乙]方|本协议|本合同|双方|达成[^,。]{0,6}协议|一式[^,。]{1,3}份|本备忘|协商一致|三方|本约定")


def read(text: str) -> Reading:
    """Return the terms of the one agreement that the text holds."""
    page = page_of(text)
    marks = marks_of(page)
    sentences = sentences_of(page, marks)
    found = _unique(_found(page, sentences))
    evidence = tuple(Evidence(one.field, one.value, *page.span(one.start, one.end), one.confidence) for one in found)
    kind = _kind(page, found)
    return Reading(_terms(found), evidence, _clauses(page, marks), kind)


def _found(page: Page, sentences: list[Sentence]) -> Iterator[Found]:
    head = [*heading.read_title(page), *heading.read_number(page)]
    who = list(parties.read_parties(page))
    is_plan = _kind(page, head) == "plan"
    yield from head
    if not is_plan or any(one.confidence > 0.7 for one in who):
        yield from who
    masked = _masked(page, [*head, *who])
    body = _body(page, sentences, masked)
    binding = _binding(body)
    yield from period.read_period(page, binding)
    yield from cooperation.read_cooperation(body, masked)
    yield from sharing.read_sharing(body, masked)
    dated = list(duties.read_duties(_headed(binding, who), _owned(masked, who)))
    yield from dated
    for one in dated:
        if one.value["kind"] == "meeting":
            yield Found("mechanisms.joint_meeting", "joint_meeting", one.start, one.end, 0.75)
    quarrels = settlement.about_disputes(body)
    yield from cooperation.read_mechanisms([one for one in body if one.start not in quarrels], masked)
    yield from pledges.read_confidentiality(binding)
    yield from pledges.read_termination(binding)
    if not is_plan:
        yield from pledges.read_breach(binding)
    yield from settlement.read_disputes(page, binding)
    for part in (formal.read_copies(body, sum(one.field.startswith("parties.") for one in who)), formal.read_signing(page), formal.read_fees(body), formal.read_arbitrator(body)):
        yield from part


def _masked(page: Page, named: list[Found]) -> str:
    """The text with names and quoted laws struck out: what they say is not promised."""
    spans = [match.span() for match in _QUOTED.finditer(page.text)]
    spans += [(one.start, one.end) for one in named if one.value is not None and one.field.split(".")[0] in ("parties", "number")]
    text = page.text
    for start, end in spans:
        text = text[:start] + "\u25a0" * (end - start) + text[end:]
    for one in named:
        if one.value and one.field.startswith("parties."):
            name = page.text[one.start:one.end]
            text = text.replace(name, "\u25a0" * len(name))
    for name, role in parties.aliases_of(page, named).items():
        text = text.replace(name, role.ljust(len(name), "\u25a0"))
    return text


def _owned(masked: str, named: list[Found]) -> str:
    """The masked text with the common nouns that begin a phrase ("派出所每月…") read as the party they stand for."""
    for pattern, role in parties.subjects_of(named):
        masked = pattern.sub(partial(_stood_for, role), masked)
    return masked


def _headed(sentences: list[Sentence], named: list[Found]) -> list[Sentence]:
    """The sentences with the headings above them read as the party they stand for."""
    known = {heading: parties.owner_of(heading, named) for one in sentences for heading in one.path}
    return [replace(one, path=tuple(known[heading] for heading in one.path)) for one in sentences]


def _stood_for(role: str, match: re.Match[str]) -> str:
    """The role in place of the words that stand for it, as long as they are."""
    return role.ljust(len(match[0]), "\u25a0")[:len(match[0])]


def _body(page: Page, sentences: list[Sentence], masked: str) -> list[Sentence]:
    """The sentences that say something now: no names alone, nothing of the past, nothing of the page around."""
    tail = _TAIL.search(page.text, len(page.text) // 2)
    end = tail.start() if tail else len(page.text)
    return [one for one in sentences if one.start < end and not is_past(one.text)
            and len(masked[one.start:one.end].strip("\n。;!?\u25a0,、")) > 1]


def _binding(body: list[Sentence]) -> list[Sentence]:
    """The sentences that bind: those after what the parties recite ("鉴于 … 订立本协议")."""
    first = next((place for place, one in enumerate(body[:12]) if _RECITED.match(one.text.lstrip("\n"))), None)
    if first is None:
        return body
    last = next((place for place in range(first, min(first + 12, len(body))) if _AGREED.search(body[place].text)), None)
    return body if last is None else body[:first] + body[last + 1:]


def _unique(found: Iterator[Found]) -> list[Found]:
    """One finding a field, the surest; the order of the text is kept."""
    best: dict[str, Found] = {}
    for one in found:
        if one.field not in best or one.confidence > best[one.field].confidence + 0.001:
            best[one.field] = one
    return list(best.values())


def _kind(page: Page, found: list[Found]) -> Kind:
    title = next((one.value for one in found if one.field == "title"), None) or ""
    plan = 4 * bool(_PLAN_TITLE.search(title)) + len(set(_PLAN_WORDS.findall(page.text)))
    pact = 4 * bool(re.search(r"协议|合同|备忘|意向|约定|公约|协定|纪要", title)) + len(set(_PACT_WORDS.findall(page.text)))
    return "plan" if plan > pact else "agreement"


def _clauses(page: Page, marks: list[Mark]) -> tuple[Clause, ...]:
    """The numbered clauses; a clause reaches to the next of its rank or above."""
    found: list[Clause] = []
    open_ends = [len(page.text)] * len(marks)
    waiting: list[int] = []
    for order, mark in enumerate(marks):
        while waiting and len(marks[waiting[-1]].path) >= len(mark.path):
            open_ends[waiting.pop()] = mark.start
        waiting.append(order)
    for mark, end in zip(marks, open_ends, strict=True):
        while end > mark.body and page.text[end - 1] == "\n":
            end -= 1
        found.append(Clause(mark.label, mark.heading, *page.span(mark.start, max(end, mark.body))))
    return tuple(found)


def _terms(found: list[Found]) -> Terms:
    values = {one.field: one.value for one in found}
    ending: dict[str, Any] | None = values.get("termination")
    return Terms(
        title=values.get("title"),
        number=values.get("number"),
        parties=tuple(Party(one.field.split(".", 1)[1], one.value) for one in found if one.field.startswith("parties.")),
        term=Period(*(values.get(f"term.{name}") for name in ("months", "starts", "ends", "renewal"))),
        cooperation=_set(values, "cooperation"),
        sharing=tuple(Sharing(**one.value) for one in found if one.field.startswith("sharing.") and isinstance(one.value, dict)),
        duties=tuple(_duty(one.value) for one in found if one.field.startswith("duties.")),
        mechanisms=_set(values, "mechanisms"),
        confidentiality=values.get("confidentiality"),
        termination=Termination(**ending) if ending else None,
        breach=_set(values, "breach"),
        disputes=tuple(one.value for one in found if one.field.startswith("disputes.")),
        venue=values.get("venue"),
        copies=values.get("copies"),
        blanks=tuple(sorted(field.split(".", 1)[1] for field in values if field.startswith("blanks."))),
    )


def _set(values: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(sorted(value for field, value in values.items() if field.startswith(name + ".")))


def _duty(value: dict[str, Any]) -> Duty:
    limit = value["within"]
    return Duty(value["kind"], value["every"], value["on"], Limit(**limit) if limit else None, value["who"])
