"""Files made in memory for the tests: Word files from their bare XML, PDF files with Chinese text or none."""
# ruff: noqa: E501 - the objects of a PDF are read whole

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_LINES = 36


def packed(entries, method=zipfile.ZIP_DEFLATED):
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(body, **more):
    """A Word file with this body and further parts."""
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT.format(body), **more})


def word_of(text):
    """A Word file, a paragraph a line."""
    return word("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n")))


def pdf_of(text):
    """A PDF whose letters have codes of their own, as embedded Chinese fonts have: only its table of characters tells them."""
    codes = {letter: f"{order:04x}" for order, letter in enumerate(sorted(set(text) - {"\n"}), 1)}
    lines = text.split("\n")
    contents = []
    for first in range(0, len(lines), _LINES):
        shown = " T* ".join(f"<{''.join(codes[letter] for letter in line)}> Tj" for line in lines[first:first + _LINES])
        contents.append(f"BT /F 12 Tf 18 TL 60 780 Td {shown} ET".encode())
    table = "".join(f"1 beginbfchar <{code}> <{letter.encode('utf-16-be').hex()}> endbfchar\n" for letter, code in codes.items())
    cmap = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n{table}endcmap".encode()
    return _pdf(contents, b"<</Font<</F 3 0 R>>>>", cmap)


def pdf_with(*characters):
    """A PDF whose font says that its letters are these, in hexadecimal UTF-16."""
    table = "".join(f"1 beginbfchar <{order:04x}> <{one}> endbfchar\n" for order, one in enumerate(characters, 1))
    shown = "".join(f"{order:04x}" for order in range(1, len(characters) + 1))
    cmap = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n{table}endcmap"
    return _pdf([f"BT /F 12 Tf 60 780 Td <{shown}> Tj ET".encode()], b"<</Font<</F 3 0 R>>>>", cmap.encode())


def pdf_of_fonts(many):
    """A small PDF that costs long: so many fonts, each with every character there is."""
    fonts = b"".join(b"/F%d 3 0 R" % number for number in range(many))
    return _pdf([b"BT ET"], b"<</Font<<%s>>>>" % fonts, b"begincmap 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap")


def scan_of(pages=1):
    """A PDF whose pages are pictures."""
    picture = b"q 500 0 0 700 40 60 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\xff\xff\x00 EI Q"
    return _pdf([picture] * pages, b"<<>>", b"")


def _pdf(contents, resources, cmap):
    kids = b" ".join(b"%d 0 R" % (6 + 2 * order) for order in range(len(contents)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
               b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[4 0 R]>>",
               b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>",
               _stream(cmap)]
    for order, content in enumerate(contents):
        objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents %d 0 R>>" % (resources, 7 + 2 * order), _stream(content)]
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (out, size, b"".join(places), size, len(out))


def _stream(content):
    return b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content)
