"""The reader page as rows: each term with its value, its evidence, what it needs and the fields that change it."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ..forms.reader import ReaderForm, as_read
from ..rules import blanks
from ..rules.blanks import Kind
from ..rules.terms import Terms
from . import words

LOOKS = {Kind.BLANK: "need", Kind.DECIDE: "need", Kind.CHECK: "wait", Kind.OPTIONAL: "draft"}


@dataclass(frozen=True)
class Asked:
    """A need in words, with its look."""

    look: str
    label: str
    message: str


@dataclass(frozen=True)
class TermRow:
    """One term on the page."""

    key: str
    name: str
    value: str
    sure: str = ""
    ref: str = ""
    asks: list[Asked] = field(default_factory=list)
    fields: list[BoundField] = field(default_factory=list)
    listed: tuple[str, str] | None = None  # the hidden field that keeps the row in the form
    may_confirm: bool = False
    is_wrong: bool = False


@dataclass(frozen=True)
class Section:
    """A group of rows; `adds` names the kind of row that can be added."""

    name: str
    rows: list[TermRow]
    adds: str = ""
    add_label: str = ""


class Reader:
    """Draws the rows of one agreement."""

    def __init__(self, form: ReaderForm, needs: Iterable[blanks.Need], names: Mapping[UUID, str]) -> None:
        self.form, self.terms, self.names = form, form.before, names
        self.needs: dict[str, list[blanks.Need]] = {}
        for need in needs:
            self.needs.setdefault(need.path, []).append(need)

    def sections(self) -> list[Section]:
        """Every term, grouped."""
        form = self.form
        head = [self.row(name, [form.head[name]]) for name in ("title", "number")] + self._others(["signed_on"])
        parties = [self.party(role) for role in form.roles]
        rest = [self.row(name, [form.rest[name]]) for name in ("breach", "disputes", "venue", "copies")]
        return [
            Section(_("Parties"), [*head, *parties, *self._others(["parties"])], "party", _("Add a party")),
            Section(_("How long"), self._period()),
            Section(_("Information sharing"), [self.share(key) for key in form.sharing], "sharing", _("Add a category")),
            Section(_("Duties"), [self.duty(key) for key in form.duties], "duties", _("Add a duty")),
            Section(_("Cooperation and mechanisms"), [self.row(n, [form.rest[n]]) for n in ("cooperation", "mechanisms")]),
            Section(_("Confidentiality, end, disputes"), [
                self.row("confidentiality", [form.rest["secrecy"]]), self.row("termination", list(form.ending)), *rest,
                *self._others(blanks.ELSEWHERE)]),
        ]

    def row(self, path: str, fields: list[BoundField], listed: tuple[str, str] | None = None) -> TermRow:
        """The row of the term at that path."""
        source = self.terms.sources.get(path)
        needs = self.needs.get(path, [])
        unsure = any(need.kind == Kind.CHECK for need in needs) and path in self.terms.sources
        return TermRow(
            path, words.name(path, self.terms), words.value(path, self.terms, self.names),
            as_read(source) if source else "", _ref(self.terms, path), [_asked(need) for need in needs], fields, listed,
            unsure, any(field.errors for field in fields))

    def party(self, role: str) -> TermRow:
        """The row of a party."""
        return self.row(f"parties.{role}", list(self.form.parties[role]), ("party", role))

    def share(self, key: str) -> TermRow:
        """The row of a category; what it may mean is asked only where it has no lawful kind."""
        form = self.form.sharing[key]
        fields = [field for field in form if form.wants or field.name not in ("instead", "nothing")]
        return self.row(f"sharing.{key}", fields, ("sharing", key))

    def duty(self, key: str) -> TermRow:
        """The row of a duty."""
        return self.row(f"duties.{key}", list(self.form.duties[key]), ("duties", key))

    def _period(self) -> list[TermRow]:
        form = self.form.period
        parts = {"months": ["months", "is_open"], "starts": ["begins", "starts"], "ends": ["ends"], "renewal": ["renewal"]}
        return [self.row(f"period.{part}", [form[name] for name in names]) for part, names in parts.items()]

    def _others(self, paths: Iterable[str]) -> list[TermRow]:
        return [self.row(path, []) for path in paths if path in self.needs]


def counted(needs: Iterable[blanks.Need]) -> list[tuple[str, int]]:
    """How many of each kind there are, in words."""
    found = [need.kind for need in needs]
    return [(_(kind.label), found.count(kind)) for kind in Kind if kind in found]


def _asked(need: blanks.Need) -> Asked:
    values = {name: _(value) if isinstance(value, str) else value for name, value in need.values.items()}
    return Asked(LOOKS[need.kind], _(need.kind.label), _(need.message) % values if values else _(need.message))


def _ref(terms: Terms, path: str) -> str:
    source = terms.sources.get(path)
    if source is None or not source.spans:
        return _("annex") if source and source.by == "officer" else ""
    return terms.clause_at(path) or _("head")
