"""Pages of agreements: the list, the import, the reader, one agreement, its steps."""
from .importing import import_
from .listing import list_
from .reading import edit, look, row
from .steps import sign, step
from .subject import detail, export, source

__all__ = ["detail", "edit", "export", "import_", "list_", "look", "row", "sign", "source", "step"]
