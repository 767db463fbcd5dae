"""Papers to and fro: one side takes the signature page and keeps a letter, the other finds it without loading its page anew."""
import io

import pytest
from docx import Document
from pypdf import PdfReader

from tests.story import PICTURE, running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def taken(page, place) -> bytes:
    """What a click on that link brings."""
    with page.expect_download() as download:
        page.locator(place).first.click()
    return download.value.path().read_bytes()


def test_papers_are_printed_and_letters_kept(desk_of, cast, clock):
    story = running(cast)
    north, south = desk_of(cast.north), desk_of(cast.south)
    here = story.address("agreements:detail") + "?tab=papers"
    for desk in (north, south):
        desk.go(here)
    south.page.get_by_text("来函.png").wait_for()

    pdf = taken(north.page, "a[href$='/papers/signatures/pdf/']")
    word = taken(north.page, "a[href$='/papers/agreement/docx/']")
    assert "签署页" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text().replace(" ", "")
    assert any("签署人" in line.text for line in Document(io.BytesIO(word)).paragraphs)

    clock.forward(minutes=2)
    north.go(story.address("agreements:keep"))
    north.page.set_input_files("input[type=file]", {"name": "复函.png", "mimeType": "image/png", "buffer": PICTURE})
    north.page.select_option("select[name=kind]", "letter")
    north.page.click("main button[type=submit]")
    north.page.get_by_text("20261123_江北市公安局_来往函件_复函.png").last.wait_for()
    south.page.get_by_text("20261123_江北市公安局_来往函件_复函.png").wait_for()  # its page was told
    assert taken(south.page, "a:has-text('复函.png')") == PICTURE
