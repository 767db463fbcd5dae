"""Agencies, officers, liaison posts, counterpart desks, duty rosters and emergency contacts."""
from .agency import Agency, Department, Officer, Partnership
from .centre import CommandCentre
from .contact import Contact, TestCall, TestPlan
from .liaison import Desk, Handover, Liaison, Vacancy
from .roster import Roster, RosterAcknowledgement, RosterEdition, Shift

__all__ = ["Agency", "CommandCentre", "Contact", "Department", "Desk", "Handover", "Liaison", "Officer", "Partnership",
           "Roster", "RosterAcknowledgement", "RosterEdition", "Shift", "TestCall", "TestPlan", "Vacancy"]
