"""A subject's page is found by kind and key."""
from uuid import UUID

from liandong.kernel import subjects


def test_an_unknown_kind_leads_nowhere():
    assert subjects.address("mystery", UUID(int=1)) == "" and subjects.address("duty", None) == ""


def test_a_kind_leads_to_the_address_it_was_given(monkeypatch):
    monkeypatch.setattr(subjects, "_addresses", {})
    subjects.at("page", "unlock_of_nothing")
    assert subjects.address("page", UUID(int=1)) == "" and subjects.placed() == {"page": "unlock_of_nothing"}
