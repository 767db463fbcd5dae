"""Documents that are printed from the code: the lifecycles as diagrams and tables."""
from collections.abc import Iterable

from liandong.agreements.rules.lifecycle import LIFECYCLE as AGREEMENT
from liandong.duties.rules import LIFE as DUTY
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.sharing.rules.stages import LIFECYCLE as RECORD

LIFECYCLES = (AGREEMENT, DUTY, RECORD)
INTRODUCTION = """# Lifecycles

Printed from the tables that guard the actions and draw the buttons; `python -m liandong.web.papers` writes this page anew.
"""


def lifecycles() -> str:
    """Every lifecycle as a diagram and a table, in Markdown."""
    return "\n".join([INTRODUCTION, *(_one(life) for life in LIFECYCLES)])


def _one(life: Lifecycle) -> str:
    rows = [_row(step) for step in life.steps]
    head = ["| verb | from | to | side | roles | papers | starts | ends |", "|---|---|---|---|---|---|---|---|"]
    return "\n".join([f"## {life.name}", "", "```mermaid", life.diagram(), "```", "", *head, *rows, ""])


def _row(step: Step) -> str:
    cells = [step.verb, _list(step.sources), step.target.value, _list(step.sides), _list(step.roles), _list(step.papers),
             _list(step.starts), _list(step.ends)]
    return f"| {' | '.join(cells)} |"


def _list(values: Iterable[object]) -> str:
    return ", ".join(sorted(str(v) for v in values)) or "—"


if __name__ == "__main__":
    from pathlib import Path

    (Path(__file__).parents[2] / "docs" / "lifecycles.md").write_text(lifecycles(), "utf-8")
