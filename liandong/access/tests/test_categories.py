"""The table of categories says what each one opens; the database holds the same ceilings."""
import pytest

from liandong.access.models import Ceiling
from liandong.access.rules import sight


def test_the_database_holds_the_same_ceilings(db):
    rows = Ceiling.objects.values_list("kind", "category", "level")
    assert {(kind, category): level for kind, category, level in rows} == sight.ceilings()


@pytest.mark.parametrize("named, opens, classes", [
    ("leads", ["leads"], None),
    ("gangs_and_drugs", ["cases", "suspects", "leads", "groups"], ["0607", "06019901"]),
    ("persons", [], None),
    ("unheard of", [], None),
])
def test_a_category_opens_exactly_its_lawful_kinds(named, opens, classes):
    assert sight.opened_by(named) == (opens, classes)


def test_what_has_no_lawful_kind_offers_those_that_do():
    for named in sight.categories()["named"]:
        opens, _ = sight.opened_by(named)
        assert opens or named == "congestion" or sight.instead_of(named)
        assert all(sight.opened_by(choice)[0] for choice in sight.instead_of(named))


@pytest.mark.parametrize("kind", ["company", "school"])
def test_companies_and_schools_never_see_cases_or_persons(kind):
    allowed = {category for (k, category) in sight.ceilings() if k == kind}
    assert not allowed & {"cases", "suspects", "fugitives", "missing", "victims", "witnesses", "involved"}


def test_every_kind_of_record_falls_into_one_category():
    assert sight.category_of("person", "wanted") == "fugitives"
    assert sight.category_of("lead") == "leads"


def test_key_persons_open_nothing_and_only_lawful_kinds_are_offered_in_their_place():
    assert sight.opened_by("persons") == ([], None)
    assert set(sight.instead_of("persons")) == {"suspects", "fugitives", "missing"}


def test_drugs_and_gangs_are_classes_of_cases_and_never_a_kind_of_person():
    opens, classes = sight.opened_by("gangs_and_drugs")
    assert set(opens) <= {"cases", "suspects", "leads", "groups"} and classes == ["0607", "06019901"]
    kinds = {str(kind).split(":")[-1] for kind in sight.categories()["records"].values()}
    assert not kinds & {"drug", "addict", "migrant", "petitioner", "key_person", "volunteer", "source", "informant"}


@pytest.mark.parametrize("named", sorted(sight.categories()["named"]))
def test_no_category_opens_victims_or_witnesses(named):
    assert not {"victims", "witnesses"} & set(sight.opened_by(named)[0])
