"""The sentences of notices: each module says its own, a notice keeps the key and is worded when it is read."""
from collections.abc import Mapping

_sentences: dict[str, str] = {}
_groups: dict[str, str] = {}


def say(group: str, label: str, sentences: Mapping[str, str]) -> None:
    """Add a module's translatable sentences by key (`duties.keep`) and what the group is called; wired in web/wiring.py.

    A key is never renamed. Its sentence may be worded anew while it names no placeholder that older notices lack.
    """
    if strange := [key for key in sentences if not key.startswith(f"{group}.")]:
        raise ValueError(f"keys outside their group {group}: {strange}")
    _groups[group] = label
    _sentences.update(sentences)


def sentence(key: str) -> str:
    """The sentence of a key; empty where none was said."""
    return _sentences.get(key, "")


def groups() -> dict[str, str]:
    """The groups of kinds with their translatable names, in the order they were wired."""
    return dict(_groups)


def group(kind: str) -> str:
    """The group a kind belongs to."""
    return kind.partition(".")[0]


def spoken() -> dict[str, str]:
    """Every key with its sentence."""
    return dict(_sentences)
