"""The reader page as rows: each term with its value, its evidence, what it needs and the fields that change it."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ..forms.reader import ReaderForm
from ..rules import blanks, citing, instep, looking
from ..rules.blanks import Kind
from ..rules.reading import SURE
from ..rules.terms import Terms, clause_of
from . import words

LOOKS = {Kind.BLANK: "need", Kind.DECIDE: "need", Kind.OUTDATED: "late", Kind.CHECK: "wait", Kind.OPTIONAL: "draft"}
MAIN = {"parties": ("agency",), "sharing": ("category", "giver", "timing", "level", "instead", "nothing"),
        "duties": ("kind", "who", "every", "on", "amount", "unit"),
        "fees": ("what", "payer", "amount", "within", "unit"),
        "termination": ("how", "notice_days", "notice_unit")}  # the others are folded
LAST = 10 ** 9  # a stop of which the text says nothing comes last


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
    sure: str = ""  # 3, 2, 1: how sure the reader was; seen, own, corrected: what an officer did
    ref: str = ""
    said: str = ""  # the words of the text that say it
    at: int = LAST  # where the text speaks of it
    asks: list[Asked] = field(default_factory=list)
    fields: list[BoundField] = field(default_factory=list)
    more: list[BoundField] = field(default_factory=list)
    listed: tuple[str, str] | None = None  # the hidden field that keeps the row in the form
    look: str = ""  # what the button says that leaves it as it stands
    recite: str = ""  # the law that can stand in place of the one cited
    settles: tuple[str, ...] = ()  # how a sentence that no longer says the term may be settled; how it is read anew
    is_stop: bool = False
    is_wrong: bool = False
    is_drawn: bool = False  # its fields are on the page; those of other rows come when they are opened
    is_more_drawn: bool = False  # what is folded as well

    @property
    def is_more_wrong(self) -> bool:
        """Whether what is folded has an error."""
        return any(field.errors for field in self.more)


@dataclass(frozen=True)
class Section:
    """A group of rows; `adds` names the kind of row that can be added."""

    name: str
    rows: list[TermRow]
    adds: str = ""
    add_label: str = ""


class Reader:
    """Draws the rows of one agreement."""

    def __init__(self, form: ReaderForm, needs: Iterable[blanks.Need], names: Mapping[UUID, str], *, text: str,
                 is_draft: bool, laws: Iterable[citing.Law] = ()) -> None:
        self.laws = laws
        self.form, self.terms, self.names, self.text, self.is_draft = form, form.before, names, text, is_draft
        self.needs: dict[str, list[blanks.Need]] = {}
        for need in needs:
            self.needs.setdefault(need.path, []).append(need)

    def sections(self) -> list[Section]:
        """Every term, grouped."""
        form = self.form
        head = [self.row(name, [form.head[name]]) for name in ("title", "number")] + self._others(["signed_on"])
        parties = [self.party(role) for role in form.roles]
        aim = [self.row(name, [form.aim[name]]) for name in ("purpose", "principles", "legal_basis")]
        rest = [self.row("breach", [form.rest["breach"]]), self.row("cure", [form.further["cure"], form.further["cure_unit"]]),
                self.row("disputes", [form.rest["disputes"]]), self._more("disputes_alternatives"),
                *(self.row(name, [form.rest[name]]) for name in ("venue", "copies"))]
        return [
            Section(_("Parties"), [*self._others([looking.KIND]), *head, *parties, *self._others(["parties"])], "party",
                    _("Add a party")),
            Section(_("Aim and basis"), aim),
            Section(_("How long"), [*self._period(), self._more("renewal_objection_days")]),
            Section(_("Information sharing"), [self.share(key) for key in form.sharing], "sharing", _("Add a category")),
            Section(_("Duties"), [self.duty(key) for key in form.duties], "duties", _("Add a duty")),
            self._group("reply_times", _("Reply times"), _("Add a reply time")),
            Section(_("Cooperation and mechanisms"), [
                self.row("cooperation", [form.rest["cooperation"]]), self.row("lead", list(form.lead)),
                self.row("area", list(form.area)), self.row("mechanisms", [form.rest["mechanisms"]])]),
            self._group("contacts", _("Contacts"), _("Add a contact")),
            self._group("fees", _("Fees"), _("Add a fee")),
            Section(_("Confidentiality, end, disputes"), [
                self.row("confidentiality", [form.rest["secrecy"]]), self._more("business_secrets"),
                self.row("termination", list(form.ending)), self._more("leaving"), *rest, *self._others(blanks.ELSEWHERE)]),
            *([Section(_("Laws cited"), cited)] if (cited := [self.law(law) for law in self.laws]) else []),
        ]

    def at(self, path: str) -> TermRow | None:
        """The row at that path."""
        return next((row for section in self.sections() for row in section.rows if row.key == path), None)

    def row(self, path: str, fields: list[BoundField], listed: tuple[str, str] | None = None) -> TermRow:
        """The row of the term at that path: the fields that settle its needs, the others folded."""
        needs, place = self.needs.get(path, []), looking.place(self.terms, path)
        is_open = any(need.is_blocking for need in needs)
        shown, more = _folded(path, fields, [name for need in needs for name in need.fields])
        return TermRow(
            path, words.name(path, self.terms), words.value(path, self.terms, self.names), _sure(self.terms, path),
            _ref(self.terms, path), looking.words(self.terms, self.text, path) if place is not None else "",
            LAST if place is None else place, [_asked(need) for need in needs], shown, more, listed,
            _look(needs[0]) if needs and self.is_draft and not is_open else "",
            settles=_settles(path, self.terms, is_draft=self.is_draft),
            is_stop=bool(needs) and (self.is_draft or is_open), is_wrong=(wrong := any(field.errors for field in fields)),
            is_drawn=wrong or bool(needs) or any(self.form.is_kept(field) for field in fields),
            is_more_drawn=wrong or any(self.form.is_kept(field) for field in more))

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

    def grouped(self, name: str, key: str) -> TermRow:
        """The row of a contact, a reply time or a fee."""
        return self.row(f"{name}.{key}", list(self.form.groups[name][key]), (name, key))

    def _group(self, name: str, title: str, add: str) -> Section:
        return Section(title, [self.grouped(name, key) for key in self.form.groups[name]], name, add)

    def _more(self, name: str) -> TermRow:
        """The row of a further term that has one field."""
        return self.row(name, [self.form.further[name]])

    def law(self, law: citing.Law) -> TermRow:
        """The row of a law that the text cites."""
        needs, may_replace = self.needs.get(law.path, []), self.is_draft and citing.may_replace(law)
        start, end = law.spans[0]
        return TermRow(
            law.path, law.name, words.law(law), "seen" if looking.is_looked_at(self.terms, law.path) else "",
            clause_of(self.terms.clauses, start) or _("head"), self.text[start:end], start,
            [_asked(need) for need in needs], look=_("Leave it as it is") if needs and self.is_draft else "",
            recite=law.by if may_replace else "", is_stop=bool(needs) and self.is_draft)

    def _period(self) -> list[TermRow]:
        form = self.form.period
        parts = {"months": ["months", "is_open"], "starts": ["begins", "starts"], "ends": ["ends"], "renewal": ["renewal"]}
        return [self.row(f"period.{part}", [form[name] for name in names]) for part, names in parts.items()]

    def _others(self, paths: Iterable[str]) -> list[TermRow]:
        return [self.row(path, []) for path in paths if path in self.needs or path in self.terms.looked]


def _settles(path: str, terms: Terms, *, is_draft: bool) -> tuple[str, ...]:
    """Of a sentence that no longer says its term: what may become of it. Of a reading that was corrected: back to it."""
    said = next((one for one in terms.said if one.path == path), None)
    if said is None:
        return ("reread",) if is_draft and _sure(terms, path) == "corrected" else ()
    if not said.is_lost:
        return ()
    read = ("read",) if instep.is_readable(path) or said.end <= said.start else ()
    return (*read, "back", *(("stands",) if said.end > said.start else ()))


def counted(needs: Iterable[blanks.Need]) -> list[tuple[str, int]]:
    """How many of each kind there are, in words."""
    found = [need.kind for need in needs]
    return [(_(kind.label), found.count(kind)) for kind in Kind if kind in found]


def _folded(path: str, fields: list[BoundField], asked: list[str]) -> tuple[list[BoundField], list[BoundField]]:
    """The fields that are asked for, or the main ones; and the rest."""
    wanted = asked or MAIN.get(path.partition(".")[0]) or [field.name for field in fields]
    return [field for field in fields if field.name in wanted], [field for field in fields if field.name not in wanted]


def _look(need: blanks.Need) -> str:
    if need.path == looking.KIND:
        return _("Go on: it is to be an agreement")
    return _("Leave it blank") if need.kind == Kind.OPTIONAL else _("Right as it stands")


def _asked(need: blanks.Need) -> Asked:
    values = {name: _(value) if isinstance(value, str) else value for name, value in need.values.items()}
    return Asked(LOOKS[need.kind], _(need.kind.label), _(need.message) % values if values else _(need.message))


def _sure(terms: Terms, path: str) -> str:
    if looking.is_looked_at(terms, path):
        return "seen"
    source = terms.sources.get(path)
    if source is None:
        return ""
    if source.by == "officer":
        return "corrected" if source.spans else "own"
    return "" if source.confidence is None else "3" if source.confidence >= 0.85 else "2" if source.confidence >= SURE else "1"


def _ref(terms: Terms, path: str) -> str:
    source = terms.sources.get(path)
    if source is None or not source.spans:
        return _("annex") if source and source.by == "officer" else ""
    return terms.clause_at(path) or _("head")
