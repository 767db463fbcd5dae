"""The laws that a text cites, each with how it stands on a day: in force, revised, repealed and by what."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from liandong.engines.clauses.glyphs import Page, page_of

State = Literal["in_force", "repealed", "revised", "not_yet", "unknown"]

_TABLE = Path(__file__).with_name("words") / "laws.toml"
_PREFIX = "中华人民共和国"
# How much a row of the table is trusted: read, read where it is restated, or known only.
_TRUST = {"confirmed": 1.0, "secondary": 0.95, "unconfirmed": 0.85}
# An article number copied from an older text is to be looked at for so long after the articles were numbered anew.
_NUMBERED_ANEW = 3 * 366
_LONGEST = 24

_KIND = "(?:法典?|条例|规定|通则|总则|细则|办法|条令|决定)"
_QUOTED = re.compile(r"《([^《》\n]{2,60})》(?P<tail>实施(?:条例|细则|办法))?")
_BARE = re.compile(rf"{_KIND}(?:实施(?:条例|细则|办法))?")
_NAMED = re.compile(rf".*{_KIND}$")
_EDITION = re.compile(r"\((?:(?:19|20)\d\d年?[^()]{0,8}|试行|暂行|[^()]{0,4}(?:修正|修订)[^()]{0,4})\)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ARTICLE = r"第[〇零一二三四五六七八九十百千两\d]{1,8}条(?:之[一二三四五六七八九十])?(?:第[一二三四五六七八九十\d]{1,3}款)?(?:第\(?[一二三四五六七八九十\d]{1,3}\)?项)?"
_ARTICLES = re.compile(rf"(?P<edition>\([^()\n]{{2,16}}\))?(?P<list>{_ARTICLE}(?:[、,和及至到]{{1,2}}{_ARTICLE}){{0,12}})?")
_ONE_ARTICLE = re.compile(_ARTICLE)
# A bare name stands after a word that cites, and does not go on as another word (合同法规, 刑法学, 合同法院).
_BEFORE = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|依据|根据|按照|依照|遵照|参照|遵守|违反|适用|执行|贯彻|落实|学习|宣传|普及|符合|触犯|涉及|以及|和|与|及|或|据|按|照|依|经|对|以|由|受|在|将|从|我国|国家|有关|相关|现行|原|的|等)$")
_GOES_ON = re.compile(r"[律院治学理警庭官医盲]|规(?!定)|定(?!的)|人(?!民)|制(?!定)|案(?!件)|修正案|草案|司法解释")
_BEFORE_LONGEST = 4


@dataclass(frozen=True)
class Law:
    """A law or regulation: its names, the days that matter, what came after it, and where that is known from."""

    name: str
    names: tuple[str, ...]
    number: str
    in_force: date
    amended: tuple[date, ...]
    revised: tuple[date, ...]
    repealed: date | None
    replaced_by: tuple[str, ...]
    source: str
    status: str


@dataclass(frozen=True)
class Citation:
    """A place [start, end) that cites a law; `since` is the day the version in force came into force."""

    start: int
    end: int
    written: str
    name: str | None
    articles: tuple[str, ...]
    state: State
    since: date | None
    until: date | None
    replaced_by: tuple[str, ...]
    confidence: float

    def as_dict(self) -> dict[str, Any]:
        """Return the citation as plain JSON data."""
        plain = asdict(self)
        return plain | {"articles": list(self.articles), "replaced_by": list(self.replaced_by),
                        "since": self.since and self.since.isoformat(), "until": self.until and self.until.isoformat()}


def cited(text: str, on: date, written_on: date | None = None) -> tuple[Citation, ...]:
    """Return the laws that the text cites, as they stand on a day; with the day of writing, also what was revised since."""
    page = page_of(text)
    found = sorted([*_quoted(page), *_bare(page)], key=lambda one: one.start)
    return tuple(_placed(page, _standing(one, on, written_on)) for one in found)


@cache
def table() -> tuple[Law, ...]:
    """Return every law of the table."""
    return tuple(_law(row) for row in tomllib.loads(_TABLE.read_text("utf-8"))["law"])


@cache
def checked_on() -> date:
    """Return the day up to which the table was brought."""
    day: date = tomllib.loads(_TABLE.read_text("utf-8"))["checked"]
    return day


def _law(row: dict[str, Any]) -> Law:
    names = (row["name"].removeprefix(_PREFIX), *row.get("short", ()))
    return Law(row["name"], names, row.get("number", ""), row["from"], tuple(row.get("amended", ())), tuple(row.get("revised", ())),
               row.get("repealed"), tuple(row.get("by", ())), row.get("source", ""), row["status"])


@cache
def _by_name() -> dict[str, Law]:
    """Every law by each of its names without the state's; a text's own spelling is compared in the rules' glyphs."""
    return {page_of(name).text: law for law in table() for name in law.names}


@dataclass(frozen=True)
class _Mention:
    """A name found on the page, before it is looked at on a day."""

    start: int
    end: int
    law: Law | None
    articles: tuple[str, ...]
    edition: int | None
    confidence: float


def _quoted(page: Page) -> Iterator[_Mention]:
    """Names in 《》; one that the table does not know is unknown only where it is a law by its last word."""
    for match in _QUOTED.finditer(page.text):
        whole = match[1] + (match["tail"] or "")
        edition = _EDITION.search(whole)
        name = whole[:edition.start()] if edition else whole
        law = _by_name().get(name.removeprefix(_PREFIX))
        if law or _NAMED.match(name):
            sure = 0.5 if law is None else 0.98 if name.startswith(_PREFIX) or page_of(law.name).text == name else 0.95
            yield _mention(page, match.start(), match.end(), law, edition[0] if edition else "", sure)


def _bare(page: Page) -> Iterator[_Mention]:
    """Names without marks: the longest that the table knows, where the words before and after leave it whole."""
    text = _QUOTED.sub(lambda match: "\u25a0" * len(match[0]), page.text)
    for match in _BARE.finditer(text):
        end = match.end()
        start = _longest(text, end)
        if start is None or _GOES_ON.match(text, end):
            continue
        law = _by_name()[text[start:end]]
        full = text[max(0, start - len(_PREFIX)):start] == _PREFIX
        first = start - len(_PREFIX) if full else start
        if full or _BEFORE.search(text[max(0, first - _BEFORE_LONGEST):first]):
            yield _mention(page, first, end, law, "", 0.92 if full or text[start:end] == law.names[0] else 0.8)


def _longest(text: str, end: int) -> int | None:
    """Where the longest known name that ends here begins."""
    return next((start for start in range(max(0, end - _LONGEST), end - 1) if text[start:end] in _by_name()), None)


def _mention(page: Page, start: int, end: int, law: Law | None, edition: str, sure: float) -> _Mention:
    behind = _ARTICLES.match(page.text, end)
    after = (behind["edition"] or "") if behind and _EDITION.search(behind["edition"] or "") else ""
    listed = (behind["list"] or "") if behind and (after or not behind["edition"]) else ""
    year = _YEAR.search(edition or after)
    return _Mention(start, end + len(after) + len(listed), law, tuple(_ONE_ARTICLE.findall(listed)), int(year[0]) if year else None, sure)


def _standing(one: _Mention, on: date, written_on: date | None) -> Citation:
    """How the mentioned law stands on the day."""
    law = one.law
    if law is None:
        return Citation(one.start, one.end, "", None, one.articles, "unknown", None, None, (), one.confidence)
    sure = one.confidence * _TRUST[law.status]
    known = Citation(one.start, one.end, "", law.name, one.articles, "in_force", law.in_force, law.repealed, (), round(sure, 3))
    if on < law.in_force:
        return replace(known, state="not_yet")
    since = max(day for day in (law.in_force, *law.amended, *law.revised) if day <= on)
    if law.repealed and law.repealed <= on:
        return replace(known, state="repealed", since=since, replaced_by=law.replaced_by)
    outdated, doubt = _outdated(one, law, since, on, written_on)
    return replace(known, state="revised" if outdated else "in_force", since=since, confidence=round(sure * doubt, 3))


def _outdated(one: _Mention, law: Law, since: date, on: date, written_on: date | None) -> tuple[bool, float]:
    """Whether another version than the one in force is cited, and how sure that is."""
    if one.edition is not None:
        # Laws are named after the year they were passed, which may be the year before they came into force.
        return one.edition < since.year - 1, 1.0
    if written_on is not None:
        return since > written_on, 1.0
    anew = max((day for day in law.revised if day <= on), default=None)
    if one.articles and anew and (on - anew).days <= _NUMBERED_ANEW:
        return True, 0.6
    return False, 1.0


def _placed(page: Page, one: Citation) -> Citation:
    start, end = page.span(one.start, one.end)
    return replace(one, start=start, end=end, written=page.raw[start:end])
