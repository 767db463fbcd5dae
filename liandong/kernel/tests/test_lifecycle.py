"""One table of steps guards the action, draws the buttons and prints the diagram."""
import pytest

from liandong.kernel.errors import Refused
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import Term


class Stage(Term):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"


LIFE = Lifecycle("letter", (
    Step("send", "Send", (Stage.DRAFT,), Stage.SENT, frozenset({"writer"}), papers=("letter",)),
    Step("burn", "Burn", (Stage.DRAFT, Stage.SENT), Stage.DRAFT, frozenset({"writer", "reader"}), frozenset({"clerk"})),
))


def verbs(stage, *, sides, roles=(), missing=None):
    return {o.step.verb: o.reason for o in LIFE.offers(stage, sides=sides, roles=roles, missing=missing)}


def test_a_step_of_another_side_is_not_drawn():
    assert verbs("draft", sides=["reader"], roles=["clerk"]) == {"burn": ""}


def test_a_step_that_is_theirs_but_blocked_says_why():
    found = verbs("draft", sides=["writer"], missing={"letter": "The letter is missing."})
    assert found["send"] == "The letter is missing." and "post" in found["burn"]


def test_a_step_out_of_turn_is_refused():
    with pytest.raises(Refused, match="not open"):
        LIFE.take("send", "sent", sides=["writer"], roles=[])


def test_a_blocked_step_is_refused_with_the_reason_of_its_button():
    with pytest.raises(Refused, match="letter is missing"):
        LIFE.take("send", "draft", sides=["writer"], roles=[], missing={"letter": "The letter is missing."})


def test_an_open_step_is_taken():
    assert LIFE.take("send", "draft", sides=["writer"], roles=[]).target == Stage.SENT


def test_the_diagram_has_an_arrow_for_every_way():
    assert LIFE.diagram().splitlines() == [
        "stateDiagram-v2", "    draft --> sent: send (writer)", "    draft --> draft: burn (reader, writer)",
        "    sent --> draft: burn (reader, writer)"]
