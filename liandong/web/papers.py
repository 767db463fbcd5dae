"""Documents that are printed from the code: the lifecycles as diagrams and tables, the data standard."""
import json
from collections.abc import Iterable
from pathlib import Path

from liandong.agreements.rules.breaches import BREACH
from liandong.agreements.rules.disputes import DISPUTE
from liandong.agreements.rules.endings import ENDING
from liandong.agreements.rules.force import FORCE
from liandong.agreements.rules.lifecycle import LIFECYCLE as AGREEMENT
from liandong.duties.rules import LIFE as DUTY
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.sharing.rules import standard
from liandong.sharing.rules.onward import LIFECYCLE as ONWARD
from liandong.sharing.rules.stages import LIFECYCLE as RECORD

LIFECYCLES = (AGREEMENT, FORCE, ENDING, BREACH, DISPUTE, DUTY, RECORD, ONWARD)
INTRODUCTION = """# Lifecycles

Printed from the tables that guard the actions and draw the buttons; `python -m liandong.web.papers` writes this page anew.
"""


def lifecycles() -> str:
    """Every lifecycle as a diagram and a table, in Markdown."""
    return "\n".join([INTRODUCTION, *(_one(life) for life in LIFECYCLES)])


STANDARD = """# The data standard

Printed from `liandong/sharing/standard/`; `python -m liandong.web.papers` writes this page anew. Forms, checks,
masks, exports and the API follow the same files.
"""


def data_standard() -> str:
    """Every kind of record with its elements, and every code table with where it comes from, in Markdown."""
    formats = set(standard.load("formats")["text"])
    tables = [f"| {name} | {'format' if name in formats else len(standard.codes(name))} | {origin.status} | {origin.source} |"
              for name, origin in standard.origins().items()]
    return "\n".join([STANDARD, *(_kind(kind) for kinds in standard.families().values() for kind in kinds),
                      "## Code tables and formats", "", "| table | codes | seen | source |", "|---|---|---|---|", *tables, ""])


def _kind(kind: standard.Kind) -> str:
    head = ["| element | 中文 | type | required | mask | found |", "|---|---|---|---|---|---|"]
    rows = [f"| {e.name} | {e.label.zh} | {', '.join(filter(None, (e.type, e.codes, e.format)))} | {_asked(e)} | "
            f"{e.mask or '—'} | {e.search} |" for e in kind.elements]
    facts = f"Version {kind.version}, in force since {kind.effective_on}; kept {kind.retention_years} years after it is closed."
    return "\n".join([f"## {kind.kind} {kind.label.zh}", "", facts, "", *head, *rows, ""])


def _asked(element: standard.Element) -> str:
    return "yes" if element.required else ", ".join(element.required_for) or "—"


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


def write(folder: Path, schema: object) -> None:
    """Write the pages of lifecycles, of the data standard and of the API anew."""
    (folder / "lifecycles.md").write_text(lifecycles(), "utf-8")
    (folder / "standard.md").write_text(data_standard(), "utf-8")
    (folder / "openapi.json").write_text(json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    import django

    django.setup()  # before the API, whose routers need the models
    from liandong.web.api import api

    write(Path(__file__).parents[2] / "docs", api.get_openapi_schema(path_prefix="/api/"))
