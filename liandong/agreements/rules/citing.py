"""The laws an agreement cites, as they stand on a day, and what an officer should know of those out of date."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liandong.engines.clauses import laws
from liandong.kernel.terms import gettext_noop as _

from .blanks import Kind, Need
from .looking import LAW, is_looked_at
from .marking import Span
from .reading import SURE
from .terms import Terms

STATE = "中华人民共和国"
STALE = ("repealed", "revised", "not_yet")
HINTS = {
    "repealed": _("%(law)s was repealed on %(until)s."),
    "replaced": _("%(law)s was repealed on %(until)s and replaced by %(by)s."),
    "revised": _("%(law)s has stood in a revised version since %(since)s; look up whether what is cited still stands there."),
    "not_yet": _("%(law)s comes into force only on %(since)s."),
}
DOUBT = _("The table is not certain of this; look it up before relying on it.")


@dataclass(frozen=True)
class Law:
    """A law with the places that cite it, and how it stands."""

    path: str
    name: str
    state: str
    spans: list[tuple[int, int]]
    citation: laws.Citation

    @property
    def by(self) -> str:
        """What came in its place, by the short names."""
        return "".join(titled(one) for one in self.citation.replaced_by)

    @property
    def hint(self) -> tuple[str, dict[str, object]]:
        """The sentence that says how it stands, and its values; no sentence for a law in force."""
        key = "replaced" if self.state == "repealed" and self.by else self.state
        one = self.citation
        return HINTS.get(key, ""), {"law": titled(self.name), "until": one.until, "since": one.since, "by": self.by}


def found(text: str, on: date) -> list[Law]:
    """The laws that the text cites, each once, in the order of the text."""
    known: dict[tuple[str, str], Law] = {}
    for one in laws.cited(text, on):
        name = (one.name or one.written.strip("《》")).removeprefix(STATE)
        law = known.setdefault((name, one.state), Law(_path(name, one.state, known), name, one.state, [], one))
        law.spans.append((one.start, one.end))
    return list(known.values())


def stale(text: str, on: date) -> list[Law]:
    """Those that no longer stand as cited, or do not stand yet."""
    return [law for law in found(text, on) if law.state in STALE]


def needs(text: str, terms: Terms, on: date) -> Iterator[Need]:
    """What an officer should look at among the laws cited."""
    for law in stale(text, on):
        if not is_looked_at(terms, law.path):
            message, values = law.hint
            yield Need(law.path, Kind.OUTDATED, message, values)
            if law.citation.confidence < SURE:
                yield Need(law.path, Kind.CHECK, DOUBT)


def spans(listed: list[Law], terms: Terms) -> list[Span]:
    """The places to mark in the text."""
    return [Span(start, end, law.path, "bad" if law.state in STALE and not is_looked_at(terms, law.path) else "")
            for law in listed for start, end in law.spans]


def may_replace(law: Law) -> bool:
    """Whether a name can simply stand in place of another: not where articles are cited, which bear other numbers."""
    return law.state == "repealed" and len(law.citation.replaced_by) == 1 and not law.citation.articles


def replaced(text: str, on: date, path: str) -> str:
    """The text with the law at that path called by what came in its place."""
    law = next((law for law in stale(text, on) if law.path == path and may_replace(law)), None)
    if law is None:
        return text
    [by] = law.citation.replaced_by
    for start, end in sorted(law.spans, reverse=True):
        written = text[start:end]
        name = by if STATE in written else by.removeprefix(STATE)
        text = text[:start] + (f"《{name}》" if written.startswith("《") else name) + text[end:]
    return text


def titled(name: str) -> str:
    """《民法典》."""
    return f"《{name.removeprefix(STATE)}》"


def _path(name: str, state: str, known: dict[tuple[str, str], Law]) -> str:
    """A path of its own also where one law is cited in two editions."""
    path = f"{LAW}{name}"[:50].replace(" ", "")
    return f"{path}.{state}" if any(law.path == path for law in known.values()) else path
