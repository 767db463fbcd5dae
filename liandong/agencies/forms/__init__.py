"""The shape of what officers enter about their agency."""
from .hours import DeskForm, HandOver, NewLiaison, PostForm
from .officers import Appointment, NewOfficer

__all__ = ["Appointment", "DeskForm", "HandOver", "NewLiaison", "NewOfficer", "PostForm"]
