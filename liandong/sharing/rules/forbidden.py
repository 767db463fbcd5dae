"""What no door takes: columns, elements and labels that the law or a decision of ours keeps out, each with its article."""
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from . import standard
from .standard import Text

BETWEEN = re.compile(r"[\W_]+")
SEAM = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[!-~])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[!-~])")  # aB, A案


@dataclass(frozen=True, slots=True)
class Ban:
    """One family of what is never taken."""

    zh: tuple[str, ...]
    en: frozenset[str]
    short: frozenset[str]
    but: tuple[str, ...]
    article: Text


def is_forbidden(name: str) -> Text | None:
    """The article that keeps a column, element or label of this name out, in both languages; None where it may come in.

    Chinese words are looked for inside the name, English ones word by word, abbreviations only as the whole name.
    """
    plain = unicodedata.normalize("NFKC", name).strip()
    words = [word for word in BETWEEN.split(SEAM.sub("_", plain).lower()) if word]
    said = {*words, *("_".join(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1))}
    text = "".join(words)
    return next((ban.article for ban in bans().values() if _names(ban, text, said)), None)


def sorted_out(names: Iterable[str]) -> dict[str, Text]:
    """Of these columns those that are not taken, each with its article: what a door drops and reports."""
    return {name: article for name in names if (article := is_forbidden(name))}


@cache
def bans() -> Mapping[str, Ban]:
    """Every family of what is never taken (standard/forbidden.toml)."""
    return {key: Ban(tuple(row["zh"]), frozenset(row["en"]), frozenset(row["short"]), tuple(row["but"]),
                     Text(row["article"]["zh"], row["article"]["en"]))
            for key, row in standard.load("forbidden").items()}


def _names(ban: Ban, text: str, said: set[str]) -> bool:
    for harmless in ban.but:
        text = text.replace(harmless, "")
    return text in ban.short or bool(said & ban.en) or any(word in text for word in ban.zh)
