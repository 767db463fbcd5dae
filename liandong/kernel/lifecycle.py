"""Lifecycles as tables: the same table guards the action, draws the buttons, documents the API and prints the diagram."""
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from .errors import Refused
from .terms import Term, gettext_noop as _


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: from which stages to which, on whose side, by which role, with which papers, and what follows."""

    verb: str
    label: str
    sources: tuple[Term, ...]
    target: Term
    sides: frozenset[str]  # on one of these sides stands who may take it
    roles: frozenset[str] = frozenset()  # any one of these; none asked when empty
    papers: tuple[str, ...] = ()  # keys of papers that must be there
    starts: tuple[str, ...] = ()  # kinds of duty it starts
    ends: tuple[str, ...] = ()  # kinds of duty it ends
    notice: str = ""  # what the other sides are told
    consequence: str = ""  # said before it is done, where it cannot be undone
    weight: str = "plain"  # plain, primary or danger: how the button looks


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as a button: open, or theirs but blocked with the reason."""

    step: Step
    reason: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether the officer may take it now."""
        return not self.reason


@dataclass(frozen=True)
class Lifecycle:
    """The steps of one kind of subject."""

    name: str
    steps: tuple[Step, ...]

    def of(self, verb: str) -> Step | None:
        """The step of that verb, or None."""
        return next((step for step in self.steps if step.verb == verb), None)

    def offers(self, stage: str, *, sides: Collection[str], roles: Collection[str],
               missing: Mapping[str, str] | None = None) -> list[Offer]:
        """The buttons to draw: steps from this stage on the officer's side; blocked where a role or paper is missing.

        `missing` maps a paper's key to the sentence that says what is missing.
        """
        return [Offer(step, _reason(step, roles, missing or {})) for step in self.steps
                if stage in step.sources and step.sides & set(sides)]

    def take(self, verb: str, stage: str, *, sides: Collection[str], roles: Collection[str],
             missing: Mapping[str, str] | None = None, concerns: Iterable[UUID] = ()) -> Step:
        """The step that `verb` stands for, or Refused with the reason the button shows."""
        for offer in self.offers(stage, sides=sides, roles=roles, missing=missing):
            if offer.step.verb == verb:
                if offer.reason:
                    raise Refused(offer.reason, concerns=concerns)
                return offer.step
        raise Refused(_("This step is not open to your agency at this stage."), concerns=concerns)

    def diagram(self) -> str:
        """The lifecycle as a Mermaid state diagram, for the documents."""
        lines = [f"    {source} --> {step.target}: {step.verb} ({', '.join(sorted(step.sides))})"
                 for step in self.steps for source in step.sources]
        return "\n".join(["stateDiagram-v2", *lines])


def _reason(step: Step, roles: Collection[str], missing: Mapping[str, str]) -> str:
    if step.roles and not step.roles & set(roles):
        return _("Your post does not allow this step; ask a colleague who holds the role.")
    return next((missing[paper] for paper in step.papers if paper in missing), "")
