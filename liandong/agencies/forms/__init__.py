"""The shape of what officers enter about their agency."""
from .bringing import BringForm
from .centres import CentreForm
from .duty import CallForm, ContactForm, NewRoster, PlanForm, ShiftForm
from .hours import WEEK, DeskForm, HandOver, NewLiaison, PostForm
from .officers import Appointment, DepartmentForm, NewOfficer

__all__ = ["Appointment", "BringForm", "CallForm", "CentreForm", "ContactForm", "DepartmentForm", "DeskForm", "HandOver",
           "NewLiaison", "NewOfficer", "NewRoster", "PlanForm", "PostForm", "ShiftForm", "WEEK"]
