"""The blanks of a text filled with what the terms say, and the names of the parties put in place of placeholders."""
import re
from datetime import date
from typing import NamedTuple

from .terms import Blank, Terms

LABELLED = re.compile(r"^(.*?(?:编号|文号|协议书?号|合同号)[】\])）]?[:：]?\s*|"
                      r".*?[甲乙丙丁戊己庚辛]方(?:[（(][^）)]*[）)])?[】\]]?\s*[:：]\s*)", re.S)
OPEN_DATE = re.compile(r"[\s_＿\d×xX]*年[\s_＿\d×xX]*月[\s_＿\d×xX]*日|[_＿]{2,}")
OPEN_LENGTH = re.compile(r"[_＿×xX\s]*(?=个?(年|月))")


class Edit(NamedTuple):
    """Words put in place of others."""

    start: int
    end: int
    words: str


def filled(text: str, terms: Terms, before: Terms | None = None) -> str:
    """The text with its blanks filled from the terms; parties chosen anew are named so wherever the text names them."""
    edits = [edit for blank in terms.blanks if (edit := _edit(text, blank, terms))]
    for edit in sorted(set(edits), reverse=True):
        text = text[:edit.start] + edit.words + text[edit.end:]
    return _named(text, before, terms) if before else text


def numbered(text: str, terms: Terms, number: str) -> str:
    """The text with the number it was given at last in the blank that waits for it."""
    return filled(text, terms.model_copy(update={
        "number": number, "blanks": [blank for blank in terms.blanks if blank.path == "number"]}))


def renamed(words: str, before: Terms, after: Terms) -> str:
    """Words (a title) with the parties' names as they are now."""
    return _named(words, before, after)


def day(moment: date) -> str:
    """A date as a paper writes it."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def _edit(text: str, blank: Blank, terms: Terms) -> Edit | None:
    words = text[blank.start:blank.end]
    if blank.path == "number" and terms.number:
        return _after_label(words, blank.start, terms.number)
    if blank.path.startswith("parties."):
        name = next((party.name for party in terms.parties if f"parties.{party.role}" == blank.path), "")
        return _after_label(words, blank.start, name) if name else None
    if blank.path in ("period.starts", "period.ends"):
        return _dated(words, blank, terms)
    if blank.path == "period.months" and terms.period.months:
        return _length(words, blank.start, terms.period.months)
    return None


def _after_label(words: str, start: int, value: str) -> Edit:
    label = LABELLED.match(words)
    return Edit(start + (label.end() if label else 0), start + len(words), value)


def _dated(words: str, blank: Blank, terms: Terms) -> Edit | None:
    """The first open date of the span is the start, the last one the end."""
    value = terms.period.starts if blank.path == "period.starts" else terms.period.ends
    if not isinstance(value, date):
        return None
    dates = [match for match in OPEN_DATE.finditer(words) if not re.fullmatch(r"\s*\d{4}年\d+月\d+日", match[0])]
    if not dates:
        return None
    place = dates[0 if blank.path == "period.starts" else -1]
    return Edit(blank.start + place.start(), blank.start + place.end(), day(value))


def _length(words: str, start: int, months: int) -> Edit | None:
    for place in OPEN_LENGTH.finditer(words):
        by_year = place[1] == "年"
        if place[0].strip() and (not by_year or months % 12 == 0):
            return Edit(start + place.start(), start + place.end(), str(months // 12 if by_year else months))
    return None


def _named(text: str, before: Terms | None, after: Terms) -> str:
    """Every name that a party had, replaced by the one it has now, all at once."""
    if before is None:
        return text
    now = {party.role: party.name for party in after.parties}
    names = {party.name: now[party.role] for party in before.parties
             if party.name and now.get(party.role) and now[party.role] != party.name}
    if not names:
        return text
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(pattern, lambda match: names[match[0]], text)
