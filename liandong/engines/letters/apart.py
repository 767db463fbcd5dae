"""Sets a pdf in a process of its own: no text can hold up or fill the process that asked, and none reaches files or network.

The text travels as data; the template (page.typ) is ours and reads nothing else. The child has the template's folder as its
root, no environment, no package folder, and limits on time, room and what it may write.
"""

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

MOST_PROCESSOR_SECONDS = 20
MOST_SECONDS = 30.0
MOST_MEMORY = 6 * 1024**3  # of addresses: fonts and library are mapped, threads reserve stacks
MOST_MISSING = 40  # characters that our fonts lack; each is found by setting the paper once more
INSTEAD = "〓"  # as printers set what they have no type for; a note says which it was
LARGEST = 40 * 1024 * 1024

_HERE = Path(__file__).resolve().parent
_CHILD = ("import sys; sys.path[:0] = [sys.argv[1]]; "
          "from liandong.engines.letters import apart; apart.main(*map(int, sys.argv[2:]))")
_UNDRAWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.S)
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH")


class TooLarge(Exception):
    """The paper takes longer or more room to set than any paper should."""


def typeset(told: dict[str, Any], fonts: list[Path], at: int) -> bytes:
    """The pdf of these values of page.typ, stamped with that second; raises TooLarge, or RuntimeError for a broken template."""
    command = [sys.executable, "-I", "-c", _CHILD, str(_HERE.parents[2]), str(MOST_PROCESSOR_SECONDS), str(MOST_MEMORY)]
    asked = json.dumps({"told": json.dumps(told, ensure_ascii=False), "fonts": [str(one) for one in fonts], "at": at})
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, timeout=MOST_SECONDS, env=environment,
                              check=False)
    except subprocess.TimeoutExpired as error:
        raise TooLarge from error
    if done.returncode < 0:
        raise TooLarge
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    if len(done.stdout) > LARGEST:
        raise TooLarge
    return done.stdout


def main(seconds: int, memory: int) -> None:
    """Set what standard input asks for; the pdf goes to standard output."""
    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    import typst  # here alone: the process that asks needs none of it

    asked, missing = json.loads(sys.stdin.buffer.read()), ""
    about = {"root": str(_HERE), "font_paths": asked["fonts"], "ignore_system_fonts": True, "format": "pdf",
             "timestamp": asked["at"], "package_path": str(_HERE / "none"), "package_cache_path": str(_HERE / "none")}
    standards: list[Any] = ["a-2b"] * MOST_MISSING + [None]
    for standard in standards:  # at last without the archive standard: a paper must print
        told = json.dumps(json.loads(asked["told"].translate(dict.fromkeys(map(ord, missing), INSTEAD)))
                          | {"missing": [f"U+{ord(one):04X}" for one in missing]}, ensure_ascii=False)
        try:
            made: Any = typst.compile(str(_HERE / "page.typ"), pdf_standards=standard, sys_inputs={"paper": told}, **about)
            break
        except typst.TypstError as error:
            found = _UNDRAWN.search(str(error))
            if standard is None or found is None:
                raise
            missing += "".join(one for one in _unescaped(found[1]) if ord(one) > 126 and one not in missing)
    sys.stdout.buffer.write(made)


def _unescaped(text: str) -> str:
    """The characters of a text as the typesetter quotes it: some of them written as a number."""
    return re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda match: chr(int(match[1], 16)), text)
