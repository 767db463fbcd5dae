"""The reader page as it is drawn: the form, its rows, the text beside them, and how much is left to look at."""
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.pages import page as drawn_page

from .. import queries
from ..forms import ReaderForm
from ..forms.reader import LONGEST
from ..models import Agreement
from ..rules import blanks, citing, wording
from ..rules.lifecycle import LIFECYCLE, Stage
from . import marked, rows


@dataclass(frozen=True)
class Guide:
    """How far the officer is: what was read, what is left to look at, of how many, and of which kinds."""

    read: int
    left: int
    done: int
    counted: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """What was looked at and what is left."""
        return self.left + self.done


def page(request: HttpRequest, agreement: Agreement, form: ReaderForm, *, status: int = 200, is_text: bool = False,
         kept: object = None, text: str | None = None, **context: object) -> HttpResponse:
    """The whole page, or for htmx all that the form changes; `text` is what the form's terms stand in, where not the stored."""
    text = agreement.text if text is None else text
    needs, laws = queries.stops_of(request.actor, agreement, form.before), cited(request, agreement)
    sections = reader(agreement, form, needs, laws, text=text).sections()
    too_long = _("The text is longer than %(n)d characters; an agreement is not.") % {"n": LONGEST} \
        if len(form.text) > LONGEST else ""
    return drawn_page(
        request, "agreements/edit", status=status, agreement=agreement, form=form, sections=sections, kept=kept,
        is_draft=agreement.stage == Stage.DRAFT, place=place(agreement.pk), is_text=is_text, too_long=too_long,
        lines=marked.lines(text, form.before, citing.spans(laws, form.before)), annex=wording.sentences(form.before),
        guide=guide(sections, needs, form), is_blocked=bool(blanks.blocking(needs)),
        wrong=[row for section in sections for row in section.rows if row.is_wrong], typed=request.POST,
        send=LIFECYCLE.of("send"), **context)


def part(request: HttpRequest, agreement: Agreement, path: str) -> HttpResponse:
    """One row as it stands now, with the guide and the version, for htmx."""
    known = form(agreement)
    needs = queries.stops_of(request.actor, agreement, known.before)
    drawn = reader(agreement, known, needs, cited(request, agreement))
    sections = drawn.sections()
    return render(request, "agreements/_looked.html", {
        "row": drawn.at(path), "agreement": agreement, "guide": guide(sections, needs, known), "is_draft": True,
        "is_blocked": bool(blanks.blocking(needs)), "send": LIFECYCLE.of("send")})


def guide(sections: Iterable[rows.Section], needs: Iterable[blanks.Need], form: ReaderForm) -> Guide:
    """How far the officer is."""
    all_rows = [row for section in sections for row in section.rows]
    return Guide(read=len(form.before.sources), left=sum(row.is_stop for row in all_rows), counted=rows.counted(needs),
                 done=sum(row.sure in ("seen", "own", "corrected") and not row.is_stop for row in all_rows))


def reader(agreement: Agreement, form: ReaderForm, needs: Iterable[blanks.Need],
           laws: Iterable[citing.Law] = (), text: str | None = None) -> rows.Reader:
    """The rows of an agreement."""
    text = agreement.text if text is None else text
    return rows.Reader(form, needs, names(form), text=text, is_draft=agreement.stage == Stage.DRAFT, laws=laws)


def cited(request: HttpRequest, agreement: Agreement) -> list[citing.Law]:
    """The laws that the text cites, as they stand today."""
    return citing.found(agreement.text, moments.local(request.actor.at).date())


def form(agreement: Agreement, data: QueryDict | None = None) -> ReaderForm:
    """The form of all its terms."""
    known = dict(agencies.agencies().values_list("pk", "name"))
    return ReaderForm(queries.terms_of(agreement), agreement.text, known, data)


def names(form: ReaderForm) -> dict[UUID, str]:
    """The agencies one can choose from."""
    return {UUID(key): name for key, name in form.agencies.items()}


def place(pk: UUID) -> str:
    """Where what is typed and not yet saved is kept."""
    return f"agreements.edit.{pk}"
