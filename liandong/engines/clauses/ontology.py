"""The field's language: kinds of cooperation, mechanisms and categories, each with its synonyms."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.grammar import is_denied, names_a_body
from liandong.engines.clauses.outline import Sentence

_WORDS = Path(__file__).with_name("words")
_MACROS = {"{joint}": "(?:联合|共同|协同|合作|携手|一起|一块儿?|联手|会同|合力|联动)"}


@dataclass(frozen=True)
class Sense:
    """One meaning and the pattern of words that carry it."""

    name: str
    pattern: re.Pattern[str]
    confidence: float


@cache
def senses(subject: str) -> tuple[Sense, ...]:
    """Return the meanings of a subject ("cooperation", "mechanisms", "categories")."""
    table = tomllib.loads((_WORDS / f"{subject}.toml").read_text("utf-8"))
    found: list[Sense] = []
    for name, words in table.items():
        ranks = words.items() if isinstance(words, dict) else [("strong", words)]
        for rank, patterns in ranks:
            joined = "|".join(f"(?:{pattern})" for pattern in patterns)
            for macro, meaning in _MACROS.items():
                joined = joined.replace(macro, meaning)
            found.append(Sense(name, re.compile(joined), 0.9 if rank == "strong" else 0.6))
    return tuple(found)


def promised(subject: str, sentence: Sentence, text: str) -> Iterator[Found]:
    """Find the meanings that a sentence promises; what it denies, forbids or only names does not count."""
    for sense in senses(subject):
        for match in sense.pattern.finditer(text):
            if match.end() > match.start() and not is_denied(text, *match.span()) and not (
                subject == "cooperation" and names_a_body(text, match.end())
            ):
                yield Found(f"{subject}.{sense.name}", sense.name, sentence.start + match.start(),
                            sentence.start + match.end(), sense.confidence)
                break
