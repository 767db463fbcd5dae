"""Fuzzes the agreement reader with atheris: files as attackers make them, and texts made of the phrases of agreements.


Atheris is in no lock, because it has no build for every machine the project runs on. To install it into an environment that
has the requirements: `pip install atheris`. Then, with the corpus in a folder outside the repository:

    nice -n 19 python -m bench.fuzz_reader papers /tmp/corpus-papers -max_total_time=3600
    nice -n 19 python -m bench.fuzz_reader clauses /tmp/corpus-clauses -max_total_time=3600

`papers` holds text_of to raising nothing but Unreadable; `clauses` holds split and read to pieces that make up the text, spans
that lie in it and contain what they claim, and plain data. Both hold to a time limit for each input: of the processor's time in
the check itself, because the machine may be busy, and of the clock by libFuzzer (-timeout). Other arguments go to libFuzzer.
"""
# ruff: noqa: E501 - words of the file formats and sample sentences are read whole

import io
import json
import random
import re
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

try:
    import atheris
except ModuleNotFoundError:
    sys.exit("The fuzzer atheris is not installed; `pip install atheris` brings it (see the first lines of bench/fuzz_reader.py).")

with atheris.instrument_imports(include=["liandong.engines", "pypdf"]):
    import pypdf  # noqa: F401 - imported here so that it is instrumented

    from liandong.engines.clauses import cited, read, split
    from liandong.engines.clauses.glyphs import page_of
    from liandong.engines.clauses.laws import table
    from liandong.engines.papers import Unreadable, apart, pdf, text_of

LIMITS = {"papers": ("-timeout=60", "-max_len=20000"), "clauses": ("-timeout=30", "-max_len=6000")}
SLOWEST = {"papers": 25.0, "clauses": 8.0}
SAID = "甲乙丙丁双方公安局应当不得未经每月季度年半三叁十日元份壹肆份内前后自至起止《》（）【】“”：:；;、，。_×X某□…—0123456789\n \t\u3000①一、"
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml")
BODY = ('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲方：云州市公安局</w:t></w:r></w:p>'
        '<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">   </w:t></w:r></w:p></w:tc></w:tr></w:tbl>')
LISTS = ('<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl '
         'w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'
         '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')
PAGE = b"BT /F1 12 Tf 50 700 Td <00010002> Tj 0 -14 Td [(\x00\x01) -200 (\x00\x02)] TJ T* ET"
CMAP = (b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"2 beginbfchar <0001> <7532> <0002> <65B9> endbfchar 1 beginbfrange <0003> <0009> <4E00> endbfrange endcmap end")
XML = [b"<w:p>", b"</w:p>", b"<w:r>", b"</w:r>", b"<w:t>", b"</w:t>", b"<w:tbl>", b"</w:tbl>", b"<w:tr>", b"</w:tr>", b"<w:tc>", b"</w:tc>",
       b"<w:ins>", b"</w:ins>", b"<w:del>", b"</w:del>", b"<w:txbxContent>", b"</w:txbxContent>", b"<w:sdt>", b"</w:sdt>", b'<w:ilvl w:val="9"/>',
       b'<w:pStyle w:val="x"/>', b"<!DOCTYPE a>", b"&#x4e00;", b"%1.%9", b"upperRoman", b"-1", b"99999999999"]
PDF = [b"BT", b"ET", b"Tj", b"TJ", b"'", b'"', b"Tf", b"Td", b"TD", b"Tm", b"T*", b"q", b"Q", b"cm", b"Do", b"/F1", b"<0001>", b"(a)", b"[", b"]", b"<<",
       b">>", b"BI", b"ID", b"EI", b"0", b"-1", b"1e9", b"beginbfchar", b"endbfchar", b"beginbfrange", b"endbfrange", b"<0000> <FFFF>", b"stream", b"endobj",
       b"/Length", b"/Filter /FlateDecode", b"/ASCIIHexDecode", b"/LZWDecode", b"/RunLengthDecode", b"/Kids [3 0 R]", b"/Encrypt", b"1 0 R", b"xref", b"trailer"]


def packed(parts: list[bytes]) -> bytes:
    """A Word file of its bare parts: a fuzzer that writes zip files itself gets no further than the checksums."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in zip(PARTS, parts, strict=False):
            archive.writestr(name, content)
    return buffer.getvalue()


def paged(stream: bytes, cmap: bytes) -> bytes:
    """A PDF of one page with this content and this table of characters."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<</X 4 0 R>>>>>>",
               b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
               b"<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
               b"/BaseFont/S/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[1[500 600]]>>]>>",
               b"<</Length %d>>\nstream\n%s\nendstream" % (len(cmap), cmap)]
    out = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 7\n0000000000 65535 f \n%strailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))


def file_of(data: bytes) -> tuple[bytes, str]:
    """The file that an input stands for; its first letter says which kind."""
    kind, rest = data[:1], data[1:]
    parts = rest.split(b"\x00\x00\x00")
    if kind == b"w":
        return packed(parts), "协议.docx"
    if kind == b"p":
        return paged(parts[0], parts[1] if len(parts) > 1 else CMAP), "协议.pdf"
    return rest, {b"d": "协议.docx", b"f": "协议.pdf"}.get(kind, "协议.txt")


def check_paper(data: bytes) -> None:
    """A file is read or refused, in time."""
    content, name = file_of(data)
    began = time.process_time()
    try:
        paper = text_of(content, name)
    except Unreadable as refused:
        assert refused.message
    else:
        assert paper.text.strip()
        paper.text.encode()
        assert "\x00" not in paper.text
    in_time("papers", began)


def check_text(data: bytes) -> None:
    """A text is cut into pieces, each is read and its laws are found, in time, with spans that contain what they claim."""
    text = data.decode("utf-8", "replace")
    began = time.process_time()
    pieces = split(text)
    assert pieces[0][0] == 0 and pieces[-1][1] == len(text), pieces
    assert all(one[1] == other[0] and one[0] < one[1] for one, other in zip(pieces, pieces[1:], strict=False)), pieces
    for start, end, _ in pieces[:3]:
        check_reading(text[start:end])
    laws = cited(text, date(2026, 11, 23))
    json.dumps([one.as_dict() for one in laws])
    assert all(text[one.start:one.end] == one.written for one in laws), laws
    assert all(one.end <= other.start for one, other in zip(laws, laws[1:], strict=False)), laws
    in_time("clauses", began)


def check_reading(text: str) -> None:
    reading = read(text)
    json.dumps(reading.as_dict(), ensure_ascii=False, allow_nan=False).encode()
    assert all(0 <= one.start <= one.end <= len(text) for one in reading.clauses), reading.clauses
    for one in reading.evidence:
        assert 0 <= one.start < one.end <= len(text), one
        assert 0 < one.confidence <= 1, one
        words = plain(text[one.start:one.end])
        claimed = one.field.split(".")[0] in ("parties", "number") and one.value is not None
        assert not claimed or plain(one.value) in words, (one, words)
        counted = one.field in ("term.months", "copies") and one.value is not None
        assert not counted or re.search(r"[\d零〇一二两三四五六七八九十廿卅百千半俩仨元壹贰叁肆伍陆柒捌玖拾佰仟弌弍弎各份本]", words), (one, words)


def plain(words: str) -> str:
    """The letters of words, in the reader's own script and width (a gap may have been read as a colon)."""
    return re.sub(r"[\s:]", "", page_of(words).text)


def in_time(target: str, began: float) -> None:
    took = time.process_time() - began
    assert took < SLOWEST[target], f"too slow: {took:.1f} s"


def phrases() -> list[str]:
    """Pieces of the repository's own agreements, at the marks where sentences and phrases end."""
    found: set[str] = set()
    for file in sorted((ROOT / "tests" / "data" / "agreements").glob("*/*.txt")):
        text = file.read_text("utf-8")
        found.update(re.split(r"(?<=[。；\n])", text))
        found.update(one for one in re.split(r"(?<=[，、：。；\n])", text) if len(one) > 1)
        found.update(re.findall(r"[一-龥]{2,4}", text)[::7])
    found.update(f"《{name}》第{number}条" for law in table()[::3] for name, number in zip(law.names, ("一", "四十二"), strict=False))
    found.update(law.name for law in table()[::2])
    return sorted(one for one in found if one)


def mutated_text(data: bytes, most: int, seed: int) -> bytes:
    """One to four changes that an agreement may go through: phrases put in, struck out, doubled, moved, blanked."""
    chance = random.Random(seed)
    if chance.random() < 0.1:
        return bytes(atheris.Mutate(data, most))
    text = data.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 1, 2, 5, 20, 80)))
        piece = text[start:end]
        put = chance.choice((
            chance.choice(PHRASES), chance.choice(PHRASES), chance.choice(PHRASES), "".join(chance.choices(SAID, k=chance.randint(1, 5))), "",
            piece * chance.choice((2, 3, 40)), piece[::-1], chance.choice("_×X某 ") * len(piece), chance.choice(PHRASES) + piece))
        text = text[:start] + put + text[end:]
    return text.encode("utf-8", "replace")[:most]


def mutated_file(data: bytes, most: int, seed: int) -> bytes:
    """Changes to the bytes, or a word of the file's own language put in; the first letter mostly stays."""
    chance = random.Random(seed)
    kind, rest = data[:1], data[1:]
    words = XML if kind in b"wd" else PDF if kind in b"pf" else [one.encode(chance.choice(("utf-8", "gb18030", "big5", "utf-16-le")), "ignore")
                                                              for one in chance.choices(PHRASES, k=3)]
    if chance.random() < 0.45 or not rest:
        rest = bytes(atheris.Mutate(rest, max(1, most - 1)))
    else:
        for _ in range(chance.randint(1, 4)):
            start = chance.randint(0, len(rest))
            end = min(len(rest), start + chance.choice((0, 0, 1, 4, 30)))
            rest = rest[:start] + chance.choice((chance.choice(words), chance.choice(words), rest[start:end] * 9, b"")) + rest[end:]
    return ((kind or b"t") + rest)[:most]


def seeds(target: str) -> list[bytes]:
    """Inputs to begin with."""
    texts = [file.read_bytes() for file in sorted((ROOT / "tests" / "data" / "agreements").glob("*/*.txt"))]
    if target == "clauses":
        return texts + [one.encode() for one in PHRASES[::40]]
    samples = [b"t" + text.decode()[:200].encode(code, "ignore") for text in texts[:8] for code in ("utf-8", "gb18030", "utf-16", "big5", "utf-8-sig")]
    word = WORD.encode() + BODY.encode() + b"</w:body></w:document>"
    plain_file = packed([word, LISTS.encode()])
    return [*samples, b"w" + word + b"\x00\x00\x00" + LISTS.encode(), b"w" + word, b"d" + plain_file, b"p" + PAGE, b"p" + PAGE + b"\x00\x00\x00" + CMAP,
            b"f" + paged(PAGE, CMAP)]


def main() -> None:
    """Fuzz one target until libFuzzer ends; seeds go into the first folder named."""
    target = sys.argv[1] if len(sys.argv) > 1 else ""
    if target not in LIMITS:
        sys.exit("Say what to fuzz: papers or clauses, then a folder for the corpus and libFuzzer's own arguments.")
    folders = [Path(one) for one in sys.argv[2:] if not one.startswith("-") and not Path(one).is_file()]
    for folder in folders[:1]:
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds(target)):
            (folder / f"seed-{number:03d}").write_bytes(seed)
    apart.read = pdf.read  # in this process, where it is watched
    check, mutate = (check_paper, mutated_file) if target == "papers" else (check_text, mutated_text)
    atheris.Setup([sys.argv[0], *LIMITS[target], *sys.argv[2:]], check, custom_mutator=mutate)
    atheris.Fuzz()


PHRASES = phrases()

if __name__ == "__main__":
    main()
