"""Files over the API: those of a subject; their contents are at the page's address."""
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema

from . import queries

router = Router(tags=["documents"])


class FileOut(Schema):
    """A file that was kept."""

    id: UUID
    kind: str
    subject_kind: str
    subject: UUID
    agency: UUID
    name: str
    media: str
    size: int
    digest: str
    at: datetime
    kept_until: date | None
    edition: int
    is_current: bool
    address: str


@router.get("/of/{uuid:pk}/", response=list[FileOut], summary="The files of a subject")
def of(request: HttpRequest, pk: UUID) -> list[FileOut]:
    """What was kept beside a subject, newest first; nothing where it is not the caller's."""
    return [FileOut(id=row.file.pk, kind=row.file.kind, subject_kind=row.file.subject_kind, subject=row.file.subject,
                    agency=row.file.agency_id, name=row.file.name, media=row.file.media, size=row.file.size,
                    digest=row.file.digest, at=row.file.at, kept_until=row.file.kept_until, edition=row.file.edition,
                    is_current=row.is_current, address=reverse("documents:file", args=[row.file.pk]))
            for row in queries.rows(pk)]
