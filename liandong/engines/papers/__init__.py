"""Papers (文书): the text of an uploaded txt, docx or pdf file, or the reason why it cannot be read."""

from liandong.engines.papers.errors import Unreadable
from liandong.engines.papers.paper import LARGEST, LONGEST, Paper, text_of

__all__ = ["LARGEST", "LONGEST", "Paper", "Unreadable", "text_of"]
