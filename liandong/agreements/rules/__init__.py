"""Rules of agreements (协议): terms, lifecycle, what is missing, official wording, the deed that is signed."""
from .lifecycle import VERBS

__all__ = ["VERBS"]
