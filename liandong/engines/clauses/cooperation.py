"""What the parties promise to do together, and the standing bodies they set up for it."""

from collections.abc import Iterator

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.ontology import promised
from liandong.engines.clauses.outline import Sentence


def read_cooperation(sentences: list[Sentence], masked: str) -> Iterator[Found]:
    """Find the kinds of cooperation that the text promises."""
    for sentence in sentences:
        yield from promised("cooperation", sentence, masked[sentence.start:sentence.end])


def read_mechanisms(sentences: list[Sentence], masked: str) -> Iterator[Found]:
    """Find the mechanisms that the text sets up."""
    for sentence in sentences:
        yield from promised("mechanisms", sentence, masked[sentence.start:sentence.end])
