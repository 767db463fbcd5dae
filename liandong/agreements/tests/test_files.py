"""Files beside an agreement: kept by its parties, for its parties."""
import pytest
from django.db import DatabaseError, transaction

from liandong.agreements.models import Agreement
from liandong.documents import actions as documents, queries as files
from liandong.kernel.actor import acting
from tests.story import PICTURE, running


def keep(actor, subject, audience):
    return documents.keep(actor, kind="letter", subject_kind="agreement", subject=subject, audience=audience, name="函.png",
                          content=PICTURE)


def test_only_a_party_keeps_a_file_beside_an_agreement_and_only_for_parties(cast):
    story = running(cast)
    with acting(cast.far), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        keep(cast.far, story.agreement, [cast.south.agency])
    with acting(cast.north):
        parties = Agreement.objects.get(pk=story.agreement).parties
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            keep(cast.north, story.agreement, [*parties, cast.far.agency])
        assert keep(cast.north, story.agreement, parties) in files.of("agreement", story.agreement)
