"""Measures the agreement reader: precision, recall and F1 per field, evidence that decides, and time by length.

Leaving one text out changes nothing here: the reader is made of rules and has no part that learns from the texts, so a text's
figures are the same whether it was at hand or not. What keeps the figures honest is the folder `apart`, which no rule was
made by. `kin` are the texts of `seen` that are of the same kind as the seven worked examples the project was given, in words
of their own; a folder of given examples outside the repository is measured with --examples.
"""

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.deciding import decides  # noqa: E402 - the bench runs from a checkout, not installed
from liandong.engines.clauses import read  # noqa: E402

TEXTS = ROOT / "tests" / "data" / "agreements"
RESULTS = ROOT / "bench" / "results"
KIN = ("vehicle-theft-task", "web-full-numbered", "web-template-2024", "traffic-detachment-sample", "scenic-area-services",
       "forest-three-stations", "three-bureaus-border")
PAGE = 800  # characters
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


def compare(files: list[Path]) -> tuple[dict[str, Counter[str]], list[tuple[str, str, str, str]], Counter[bool]]:
    """Return per field the counts of right, extra and missed facts, the mistakes, and how much evidence decides."""
    counts: dict[str, Counter[str]] = {}
    mistakes: list[tuple[str, str, str, str]] = []
    decided: Counter[bool] = Counter()
    for file in files:
        text = file.with_suffix(".txt").read_text("utf-8")
        wanted_terms = json.loads(file.read_text("utf-8"))
        reading = read(text)
        for one in reading.evidence:
            decided[decides(one, text)] += 1
            if not decides(one, text):
                mistakes.append((file.stem, "evidence", one.field, f"{one.value} {text[one.start:one.end]!r}"))
        plain = reading.as_dict()
        wanted = Counter(facts(wanted_terms, wanted_terms.get("kind", "agreement")))
        given = Counter(facts(plain["terms"], plain["kind"]))
        for what, group in (("right", wanted & given), ("extra", given - wanted), ("missed", wanted - given)):
            for (field, fact), number in group.items():
                counts.setdefault(field, Counter())[what] += number
                if what != "right":
                    mistakes.append((file.stem, what, field, fact))
    return counts, mistakes, decided


def scores(count: Counter[str]) -> dict[str, float]:
    """Return precision, recall and F1 of a field."""
    right, extra, missed = count["right"], count["extra"], count["missed"]
    precision = right / (right + extra) if right + extra else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return {"precision": precision, "recall": recall,
            "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0, "facts": right + missed}


def measured(name: str, files: list[Path], explain: bool) -> dict[str, Any]:
    """Measure one set of texts, print its table, return the figures."""
    counts, mistakes, decided = compare(files)
    whole = Counter[str]()
    for field, count in counts.items():
        if not field.startswith("term."):
            whole.update(count)
    table = {field: scores(count) for field, count in sorted(counts.items())} | {"all": scores(whole)}
    share = decided[True] / max(decided.total(), 1)
    print(f"\n{name}: {len(files)} texts; {share:.1%} of {decided.total()} evidence spans contain the deciding words")
    print(f"{'field':<18}{'precision':>10}{'recall':>8}{'F1':>7}{'facts':>7}")
    for field, row in table.items():
        print(f"{field:<18}{row['precision']:>10.3f}{row['recall']:>8.3f}{row['f1']:>7.3f}{row['facts']:>7}")
    if explain:
        for mistake in mistakes:
            print("  " + " | ".join(mistake))
    return {"texts": len(files), "evidence_decides": round(share, 4), "evidence": decided.total(),
            "fields": {field: {what: round(number, 4) for what, number in row.items()} for field, row in table.items()}}


def pace(pages: tuple[int, ...] = (1, 10, 100)) -> dict[str, float]:
    """Return seconds of the processor for a page of text, in texts of so many pages; linear where they stay the same."""
    texts = "\n".join(file.read_text("utf-8") for file in sorted((TEXTS / "seen").glob("*.txt")))
    whole = texts * (max(pages) * PAGE // len(texts) + 1)
    read(whole[:PAGE])
    found = {}
    for count in pages:
        spans = []
        for run in range(max(3, 30 // count)):
            start = run * 997 % max(1, len(texts) - PAGE) if count == 1 else 0
            began = time.process_time()
            read(whole[start:start + count * PAGE])
            spans.append(time.process_time() - began)
        found[str(count)] = round(statistics.median(spans) / count, 5)
    return found


def main() -> int:
    """Print the tables and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of texts and terms (default: kin, seen and apart)")
    parser.add_argument("--examples", type=Path, metavar="FOLDER", help="measure a folder of given examples besides")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--explain", action="store_true", help="list every mistake")
    options = parser.parse_args()
    sets = {folder.name: sorted(folder.glob("*.json")) for folder in options.folders}
    if not sets:
        sets = {"kin": [TEXTS / "seen" / f"{name}.json" for name in KIN]}
        sets |= {name: sorted((TEXTS / name).glob("*.json")) for name in ("seen", "apart")}
        if options.examples:
            sets["given examples"] = sorted(options.examples.glob("*.json"))
    figures: dict[str, Any] = {name: measured(name, files, options.explain) for name, files in sets.items()}
    if not options.folders:
        figures["seconds_a_page"] = pace()
        print("\nThe reader has no learned part: leaving one text out changes no figure.")
        print("a page of 800 characters takes " + ", ".join(f"{seconds * 1000:.1f} ms in a text of {count} pages"
                                                            for count, seconds in figures["seconds_a_page"].items()))
    target = options.json or (None if options.folders else RESULTS / "reader.json")
    if target:
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
