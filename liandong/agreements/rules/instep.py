"""Text and terms in step: a term changed says its sentence anew, a sentence written otherwise asks for its term."""
import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from . import filling, saying
from .templates import GLUE, Laid, rows, sentence, shifted
from .terms import DutyTerm, Said, Share, Termination, Terms, paths
from .vocabulary import Timing

NUMBER = re.compile(r"（[一二三四五六七八九十百]+）")
READABLE = ("title", "period.months", "period.starts", "period.ends", "period.renewal", "cooperation", "mechanisms",
            "confidentiality", "termination", "breach", "disputes", "venue", "copies")
READ_TIMINGS = (Timing.REALTIME, Timing.PROMPT, Timing.PERIODIC)


class Edit(NamedTuple):
    """A stretch of text and what stands in its place, with its sentences; None: the sentence inside is the officer's."""

    start: int
    end: int
    part: Laid


def moved(said: Iterable[Said], old: str, new: str) -> list[Said]:
    """The sentences where they stand in the text as it was written anew; what no longer says the same is lost."""
    known = list(said)
    if not known or old == new:
        return known
    first, last = _places(old, new)
    found = []
    for one in known:
        start, end = first(one.start), last(one.end)
        if one.words and new[start:end] != one.words and new.count(one.words) == 1:
            start = new.index(one.words)
            end = start + len(one.words)
        elif one.words.endswith("。") and start < end and new[start:end] != one.words:
            start, end = _whole(new, start, end)
        is_lost = one.path not in saying.GROUPS and new[start:max(start, end)] != one.words
        if not (is_lost and one.path in GLUE):
            found.append(one.model_copy(update={"start": start, "end": max(start, end), "is_lost": is_lost}))
    return found


def anchored(said: Iterable[Said], text: str) -> list[Said]:
    """The sentences where they stand in that text: it may have got its number, or been copied, since they were laid.

    A sentence that is not found once and no more follows its term no longer; nothing is ever written in a wrong place.
    """
    known = list(said)
    if all(one.is_lost or not one.words or text[one.start:one.end] == one.words for one in known):
        return known
    found = []
    for one in known:
        if one.words and not one.is_lost and text.count(one.words) == 1:
            start = text.index(one.words)
            found.append(one.model_copy(update={"start": start, "end": start + len(one.words)}))
    return sorted([*found, *_around(known, found, text)], key=lambda one: (one.start, -one.end))


def _around(known: list[Said], found: list[Said], text: str) -> Iterator[Said]:
    """The groups around the rows that were found, each of whose rows was."""
    for group in (one for one in known if one.path in saying.GROUPS):
        inside = [one for one in known if one.path.startswith(group.path + ".")]
        rows_found = [one for one in found if one.path.startswith(group.path + ".")]
        if inside and len(inside) == len(rows_found):
            first, last = min(one.start for one in rows_found), max(one.end for one in rows_found)
            yield group.model_copy(update={"start": text.rfind("\n", 0, first) + 1, "end": last})


def named(said: Iterable[Said], before: Terms, after: Terms) -> list[Said]:
    """The sentences with the parties' names as they are now."""
    return [one.model_copy(update={"words": filling.renamed(one.words, before, after)}) for one in said]


def heard(said: Iterable[Said], text: str, terms: Terms, fresh: Terms) -> list[Said]:
    """The sentences, those in other words found again where the reader reads the very term in them."""
    return [_kept(one, text) if one.is_lost and reads(one, terms, fresh) else one for one in said]


def reads(one: Said, terms: Terms, fresh: Terms) -> bool:
    """Whether the reader reads in those words all that the sentence has to say, and the same."""
    mine, read = dict(paths(terms)), dict(paths(fresh))
    covers = saying.covered(one.path)
    if any(not is_readable(path) and mine.get(path) for path in covers):
        return False  # nobody can tell but an officer
    places = {path: _read_at(one, path, fresh) for path in covers if is_readable(path)}
    return any(places.values()) and all(_told(mine.get(path)) == _told(read.get(place or path))
                                        for path, place in places.items())


def rewritten(text: str, said: list[Said], before: Terms, after: Terms) -> Laid:
    """The text with the sentence of every term that changed said anew."""
    edits = [edit for one in said if (edit := _edit(one, text, said, before, after))]
    return _applied(text, said, edits)


def back(text: str, said: list[Said], path: str, terms: Terms) -> Laid:
    """The text with the sentence of that term as the term says it."""
    return _applied(text, said, [Edit(one.start, one.end, _alone(one.path, sentence(one.path, terms)))
                                 for one in said if one.path == path])


def stands(said: list[Said], path: str, text: str) -> list[Said]:
    """The sentences, the one of that term as it was written: it still says it."""
    return [_kept(one, text) if one.path == path else one for one in said]


def taken(said: list[Said], path: str, mine: Terms, fresh: Terms) -> None:
    """Let `mine` say at that path what the reader reads in the words there; what it does not read there is gone."""
    one = next((one for one in said if one.path == path), None)
    for place in saying.covered(path):
        _take(place, _read_at(one, place, fresh) if one else place, mine, fresh)


def _edit(one: Said, text: str, said: list[Said], before: Terms, after: Terms) -> Edit | None:
    if one.path in saying.GROUPS:
        return _group(one, text, said, before, after)
    if one.path.partition(".")[0] in saying.GROUPS:
        return None
    old, new = sentence(one.path, before), sentence(one.path, after)
    return None if old == new or _is_written(one, text, new) else Edit(one.start, one.end, _alone(one.path, new))


def _group(one: Said, text: str, said: list[Said], before: Terms, after: Terms) -> Edit | None:
    """The rows of a group anew where one came, went or changed; the others keep the words they have."""
    was = {f"{one.path}.{row.key}": saying.sentence(f"{one.path}.{row.key}", before) for row in getattr(before, one.path)}
    now = {f"{one.path}.{row.key}": saying.sentence(f"{one.path}.{row.key}", after) for row in getattr(after, one.path)}
    if list(was.items()) == list(now.items()):
        return None
    stand = {row.path: row for row in said}
    kept = {path: stand[path] for path in now if path in stand and (was.get(path) == now[path] or
                                                                     _is_written(stand[path], text, now[path]))}
    part = rows(one.path, [(path, text[kept[path].start:kept[path].end] if path in kept else words)
                           for path, words in now.items()])
    lost = {path for path, row in kept.items() if row.is_lost}
    return Edit(one.start, one.end, Laid(part.text, [row.model_copy(update={
        "is_lost": row.path in lost, "words": kept[row.path].words if row.path in kept else row.words}) for row in part.said]))


def _is_written(one: Said, text: str, words: str) -> bool:
    """Whether the text says it in those words already."""
    return bool(words) and text[one.start:one.end] == words


def _alone(path: str, words: str) -> Laid:
    return Laid(words, [Said(path=path, start=0, end=len(words), words=words)])


def _applied(text: str, said: list[Said], edits: list[Edit]) -> Laid:
    """The text with the edits made and every sentence where it stands then."""
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        by = len(edit.part.text) - (edit.end - edit.start)
        replaced = {one.path for one in edit.part.said}
        text = text[:edit.start] + edit.part.text + text[edit.end:]
        said = [_after(one, edit, by) for one in said if not _is_inside(one, edit, replaced)] + [
            shifted(one, edit.start) for one in edit.part.said]
    return Laid(text, sorted(said, key=lambda one: (one.start, -one.end)))


def _is_inside(one: Said, edit: Edit, replaced: set[str]) -> bool:
    return one.path in replaced or any(path in saying.GROUPS and one.path.startswith(path + ".") for path in replaced)


def _after(one: Said, edit: Edit, by: int) -> Said:
    if one.start >= edit.end:
        return shifted(one, by)
    return one.model_copy(update={"end": one.end + by}) if one.end >= edit.end else one  # a group around a row


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, from its number or the stop before it to its own stop."""
    line = text.rfind("\n", 0, start) + 1
    number = NUMBER.match(text, line)
    first = max(line, text.rfind("。", line, start) + 1, number.end() if number and number.end() <= start else 0)
    stop = min(place for place in (text.find("。", max(start, end - 1)) + 1, text.find("\n", end), len(text)) if place > 0)
    return first, max(stop, end)


def _kept(one: Said, text: str) -> Said:
    return one.model_copy(update={"words": text[one.start:one.end], "is_lost": False})


def _read_at(one: Said, path: str, fresh: Terms) -> str:
    """The path at which the reader reads something of that kind in those words; nothing where it reads nothing there."""
    name = path.partition(".")[0] if path.partition(".")[0] in saying.GROUPS else ""
    return next((place for place, source in fresh.sources.items()
                 if (place.startswith(name + ".") if name else place == path)
                 and any(start < one.end and end > one.start for start, end in source.spans)), "")


def is_readable(path: str) -> bool:
    """Whether the reader knows terms of that kind."""
    return path.partition(".")[0] in ("sharing", "duties") or path in READABLE


def _told(value: object) -> object:
    """A term as far as the reader can read it in a sentence."""
    if isinstance(value, Share):
        return value.category, value.timing if value.timing in READ_TIMINGS else None
    if isinstance(value, DutyTerm):
        return value.kind, value.every, value.on, value.within, value.who
    if isinstance(value, Termination):
        return value.notice_days, value.unilateral, value.notice_unit
    return sorted(value) if isinstance(value, list) else value


def _take(path: str, place: str, mine: Terms, fresh: Terms) -> None:
    name, _, key = path.partition(".")
    if name in saying.GROUPS:
        _take_row(name, key, place.partition(".")[2], mine, fresh)
    elif name == "period":
        setattr(mine.period, key, getattr(fresh.period, key) if place else type(mine.period)().model_dump()[key])
    elif place:
        setattr(mine, path, getattr(fresh, path))
    elif path in type(mine).model_fields:
        setattr(mine, path, type(mine).model_fields[path].get_default(call_default_factory=True))


def _take_row(name: str, key: str, read_key: str, mine: Terms, fresh: Terms) -> None:
    """The row as it is read, with what no text says of it as it was; without a reading, no row."""
    read = next((row for row in getattr(fresh, name, ()) if row.key == read_key), None)
    changed = []
    for row in getattr(mine, name):
        if row.key != key:
            changed.append(row)
        elif read is not None:
            told = ("category", "timing") if name == "sharing" else ("kind", "every", "on", "within", "who")
            changed.append(row.model_copy(update={part: getattr(read, part) for part in told
                                                  if part != "timing" or getattr(read, part)}))
    setattr(mine, name, changed)


def _places(old: str, new: str) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """Where a start and an end in the old text stand in the new one."""
    head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    middle = SequenceMatcher(None, old[head:len(old) - tail], new[head:len(new) - tail], autojunk=False)
    steps = [("equal", 0, head, 0, head),
             *((kind, a + head, b + head, c + head, d + head) for kind, a, b, c, d in middle.get_opcodes()),
             ("equal", len(old) - tail, len(old), len(new) - tail, len(new))]

    def first(place: int) -> int:
        for kind, a, b, c, _d in steps:
            if a <= place < b:
                return c + place - a if kind == "equal" else c
        return len(new)

    def last(place: int) -> int:
        for kind, a, b, c, d in steps:
            if a < place <= b:
                return c + place - a if kind == "equal" else d
        return 0

    return first, last
