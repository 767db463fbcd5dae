"""A paper as pdf (PDF/A-2b), set by Typst; the same paper gives the same bytes."""

from pathlib import Path

from liandong.engines.letters import apart, layout, paper as papers
from liandong.engines.letters.paper import Paper

FACES = ("noto-serif-sc/400Regular", "noto-serif-sc/700Bold", "noto-sans-sc/500Medium")


def render(paper: Paper, fonts: Path) -> bytes:
    """The pdf of a paper; `fonts` is the folder of the font packages. Raises TooLarge."""
    told = papers.plain(paper)
    day = papers.chinese_day(paper.day) if paper.day else ""
    insets = papers.signature_insets(paper.signed, day, layout.of("place", "date_in"))
    return apart.typeset(told | {"figures": layout.VALUES, "insets": list(insets), "head": head_size(paper)},
                         [fonts / face for face in FACES], int(paper.made_at.timestamp()))


def head_size(paper: Paper) -> float:
    """How large the red head may be: at most 15 mm high, all of it on one line."""
    wide = papers.width(papers.sound(paper.issuer)) or 1
    room = layout.of("page", "wide") - layout.of("page", "left") - layout.of("page", "right")
    return round(min(layout.of("size", "head"), room / 25.4 * 72 / wide), 1)
