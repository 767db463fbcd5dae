"""What is printed from the code is printed anew when the code changes."""
from pathlib import Path

from liandong.web import papers


def test_the_page_of_lifecycles_is_up_to_date():
    assert Path("docs/lifecycles.md").read_text("utf-8") == papers.lifecycles()
