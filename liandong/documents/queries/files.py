"""Reads the files of a subject; the database shows each agency its own and those kept for it."""
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from liandong.agencies import queries as agencies

from ..models import File
from ..rules import Kind, kind_of

# Where a newer version of a file about that kind of subject is kept: the address's name, wired in web/wiring.py.
replaced_at: dict[str, str] = {}


@dataclass(frozen=True)
class Row:
    """A file as a list shows it."""

    file: File
    kind: Kind
    agency: str
    officer: str
    is_current: bool


def of(subject_kind: str, subject: UUID) -> QuerySet[File]:
    """The files of a subject, newest first, without their contents."""
    found = File.objects.filter(subject_kind=subject_kind, subject=subject) if subject_kind else File.objects.filter(
        subject=subject)
    return found.select_related("agency").defer("content").order_by("-at", "id")


def file(pk: UUID) -> File | None:
    """One file without its content, if the actor's agency may see it."""
    return File.objects.select_related("agency").defer("content").filter(pk=pk).first()


def content(pk: UUID) -> bytes:
    """The bytes of a file that the actor's agency may see."""
    return bytes(File.objects.values_list("content", flat=True).get(pk=pk))


def rows(subject: UUID, subject_kind: str = "") -> list[Row]:
    """The files of a subject with the words of a list; of each, whether a newer version stands beside it."""
    found = list(of(subject_kind, subject))
    old = {one.follows_id for one in found}
    names = agencies.officer_names(one.by for one in found)
    return [Row(one, kind_of(one.kind), one.agency.name, names.get(one.by, ""), one.pk not in old) for one in found]
