"""Named values of the domain: pure Python, yet translatable and usable as model choices."""
from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Mark `text` for translation without importing Django."""
    return text


class Term(StrEnum):
    """A closed vocabulary; each member carries its English label."""

    label: str

    def __new__(cls, value: str, label: str) -> "Term":
        """The member for `value`, with its label beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


_ = gettext_noop


class Level(Term):
    """How far a record may go (公开 < 内部 < 工作秘密); state secrets are refused at every door."""

    PUBLIC = "0", _("Public")
    INTERNAL = "1", _("Internal")
    WORK_SECRET = "2", _("Work secret")


class State(Term):
    """The seven looks of a state, each a word and a shape: what a stage is drawn as."""

    DRAFT = "draft", _("Draft")
    WAIT = "wait", _("Waiting")
    HAND = "hand", _("In hand")
    NEED = "need", _("Needs you")
    DONE = "done", _("Done")
    LATE = "late", _("Overdue")
    END = "end", _("Ended")
