"""Everything that reads papers: the files of a subject."""
from .files import Row, content, file, of, rows

__all__ = ["Row", "content", "file", "of", "rows"]
