"""Reads one agreement: from its text to its terms, evidence, clauses and kind."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator
from typing import Any

from liandong.engines.clauses import cooperation, duties, formal, heading, parties, period, pledges, settlement, sharing
from liandong.engines.clauses.found import Found
from liandong.engines.clauses.glyphs import Page, page_of
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
    body = [one for one in sentences if len(masked[one.start:one.end].strip("\n。;!?\u25a0,、")) > 1]
    yield from period.read_period(page, body)
    yield from cooperation.read_cooperation(body, masked)
    rows = list(sharing.read_sharing(body, masked))
    yield from rows
    if rows:
        first = rows[0]
        yield Found("cooperation.information_sharing", "information_sharing", first.start, first.end, 0.85)
    dated = list(duties.read_duties(body, masked))
    yield from dated
    for one in dated:
        if one.value["kind"] == "meeting":
            yield Found("mechanisms.joint_meeting", "joint_meeting", one.start, one.end, 0.75)
    yield from cooperation.read_mechanisms(_without_disputes(body), masked)
    yield from pledges.read_confidentiality(body)
    yield from pledges.read_termination(body)
    yield from pledges.read_breach(body)
    yield from settlement.read_disputes(page, body)
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
        text = text.replace(name, role.rjust(len(name), "\u25a0"))
    return text


def _without_disputes(sentences: list[Sentence]) -> list[Sentence]:
    """Sentences outside the settlement of disputes (a superior who settles them is no mechanism)."""
    about = re.compile(r"争议|纠纷(?!调|排|化)|分歧|理解不一致|协商不成|协商未果|闹(?:了)?别扭|追究")
    return [one for one in sentences if not about.search(one.text) and not any("争议" in heading for heading in one.path)]


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
        sharing=tuple(Sharing(**one.value) for one in found if one.field.startswith("sharing.")),
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
