"""What an officer looked at and leaves as it stands: a reading the reader is not sure of, a blank left on purpose."""
from .terms import Terms

KIND, LAW = "kind", "law."  # paths of what is no term: as what the text reads, the laws it cites


def is_looked_at(terms: Terms, path: str) -> bool:
    """Whether an officer looked at it."""
    return path in terms.looked or terms.source(path).is_confirmed


def looked(terms: Terms, path: str, *, undo: bool = False) -> Terms:
    """The terms with that path looked at, or no longer."""
    after = terms.model_copy(deep=True)
    if path in after.sources:
        after.sources[path].is_confirmed = not undo
    after.looked = [one for one in after.looked if one != path]
    if path not in after.sources and not undo:
        after.looked.append(path)
    return after


def words(terms: Terms, text: str, path: str) -> str:
    """The words of the text that were looked at, as the ledger quotes them."""
    spans = [*terms.source(path).spans, *((blank.start, blank.end) for blank in terms.blanks if blank.path == path)]
    found = text[slice(*spans[0])] if spans else path.removeprefix(LAW) if path.startswith(LAW) else terms.title
    return " ".join(found.split())[:60]


def place(terms: Terms, path: str) -> int | None:
    """Where the text speaks of it first, or leaves it open; nothing where it does not. As what it reads comes before all."""
    if path == KIND:
        return -1
    open_ones = [blank.start for blank in terms.blanks if blank.path == path]
    return min([*open_ones, *(start for start, _end in terms.source(path).spans)], default=None)
