"""Agencies, officers, liaison posts and counterpart desks."""
from .agency import Agency, Department, Officer, Partnership
from .liaison import Desk, Handover, Liaison, Vacancy

__all__ = ["Agency", "Department", "Desk", "Handover", "Liaison", "Officer", "Partnership", "Vacancy"]
