"""Everything that reads papers: the files of a subject, and official letters as docx and pdf."""
from .files import Row, content, file, of, replaced_at, rows
from .letters import letter, pdf

__all__ = ["Row", "content", "file", "letter", "of", "pdf", "replaced_at", "rows"]
