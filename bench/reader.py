"""Measures the agreement reader: precision, recall and F1 per field on the repository's own texts."""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from liandong.engines.clauses import read  # noqa: E402 - the bench runs from a checkout, not installed

TEXTS = ROOT / "tests" / "data" / "agreements"
SINGLE = ("title", "number", "venue", "copies", "confidentiality", "termination")
SETS = ("cooperation", "mechanisms", "breach", "disputes", "blanks")
ROWS = ("parties", "sharing", "duties")


def facts(terms: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """Yield the single facts that terms state, as (field, fact); what is null states nothing."""
    for field in SINGLE:
        if terms[field] is not None:
            yield field, json.dumps(terms[field], ensure_ascii=False, sort_keys=True)
    for name, value in terms["term"].items():
        if value is not None:
            yield "term", f"{name}={value}"
            yield f"term.{name}", str(value)
    for field in SETS:
        for place, value in enumerate(terms[field]):
            yield field, f"{place} {value}" if field == "disputes" else value
    for field in ROWS:
        for row in terms[field]:
            yield field, json.dumps(row, ensure_ascii=False, sort_keys=True)
    yield "kind", kind


def compare(folder: Path) -> tuple[dict[str, Counter[str]], list[tuple[str, str, str, str]], float]:
    """Return per field the counts of right, extra and missed facts, the mistakes, and seconds per 1,000 characters."""
    counts: dict[str, Counter[str]] = {}
    mistakes: list[tuple[str, str, str, str]] = []
    seconds, length = 0.0, 0
    for file in sorted(folder.glob("*.json")):
        text = file.with_suffix(".txt").read_text("utf-8")
        wanted_terms = json.loads(file.read_text("utf-8"))
        began = time.process_time()
        reading = read(text).as_dict()
        seconds, length = seconds + time.process_time() - began, length + len(text)
        wanted = Counter(facts(wanted_terms, wanted_terms.get("kind", "agreement")))
        given = Counter(facts(reading["terms"], reading["kind"]))
        for what, group in (("right", wanted & given), ("extra", given - wanted), ("missed", wanted - given)):
            for (field, fact), number in group.items():
                counts.setdefault(field, Counter())[what] += number
                if what != "right":
                    mistakes.append((file.stem, what, field, fact))
    return counts, mistakes, seconds / max(length, 1) * 1000


def scores(count: Counter[str]) -> dict[str, float]:
    """Return precision, recall and F1 of a field."""
    right, extra, missed = count["right"], count["extra"], count["missed"]
    precision = right / (right + extra) if right + extra else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return {"precision": precision, "recall": recall,
            "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0, "facts": right + missed}


def measured(folder: Path, explain: bool) -> dict[str, Any]:
    """Measure one set of texts, print its table, return the figures."""
    counts, mistakes, pace = compare(folder)
    whole = Counter[str]()
    for field, count in counts.items():
        if not field.startswith("term."):
            whole.update(count)
    table = {field: scores(count) for field, count in sorted(counts.items())} | {"all": scores(whole)}
    print(f"\n{folder.name}: {len(list(folder.glob('*.json')))} texts, {pace * 1000:.1f} ms per 1,000 characters")
    print(f"{'field':<18}{'precision':>10}{'recall':>8}{'F1':>7}{'facts':>7}")
    for field, row in table.items():
        print(f"{field:<18}{row['precision']:>10.3f}{row['recall']:>8.3f}{row['f1']:>7.3f}{row['facts']:>7}")
    if explain:
        for mistake in mistakes:
            print("  " + " | ".join(mistake))
    return {"texts": len(list(folder.glob("*.json"))), "seconds_per_1000_characters": pace, "fields": table}


def main() -> int:
    """Print the tables and, with --json FILE, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of texts and terms (default: seen and apart)")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--explain", action="store_true", help="list every mistake")
    options = parser.parse_args()
    folders = options.folders or [TEXTS / "seen", TEXTS / "apart"]
    figures = {folder.name: measured(folder, options.explain) for folder in folders}
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    else:
        print("\n" + json.dumps({name: figure["fields"]["all"] for name, figure in figures.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
