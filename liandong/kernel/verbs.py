"""The sentences of the ledger: each module says its own verbs, the timeline reads them here."""

_sentences: dict[str, str] = {}


def say(sentences: dict[str, str]) -> None:
    """Add a module's verbs with their translatable sentences; wired once, in web/wiring.py."""
    _sentences.update(sentences)


def sentence(verb: str) -> str:
    """The sentence of a verb, with placeholders for the facts of its ledger line; a refusal says so itself."""
    return _sentences.get(verb, verb)


def spoken() -> set[str]:
    """Every verb that has a sentence."""
    return set(_sentences)
