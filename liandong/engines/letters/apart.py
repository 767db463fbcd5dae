"""Sets a pdf in a process of its own: no text can hold up or fill the process that asked, and none reaches files or network.

The text travels as data; the template (page.typ) is ours and reads nothing else. The child has the template's folder as its
root, no environment, no package folder, and limits on time, room and what it may write.
"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

MOST_PROCESSOR_SECONDS = 20
MOST_SECONDS = 30.0
MOST_MEMORY = 6 * 1024**3  # of addresses: fonts and library are mapped, threads reserve stacks
LARGEST = 40 * 1024 * 1024

_HERE = Path(__file__).resolve().parent
_CHILD = ("import sys; sys.path[:0] = [sys.argv[1]]; "
          "from liandong.engines.letters import apart; apart.main(*map(int, sys.argv[2:]))")
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

    asked = json.loads(sys.stdin.buffer.read())
    nowhere = str(_HERE / "none")
    about = {"root": str(_HERE), "font_paths": asked["fonts"], "ignore_system_fonts": True, "format": "pdf",
             "sys_inputs": {"paper": asked["told"]}, "timestamp": asked["at"], "package_path": nowhere,
             "package_cache_path": nowhere}
    try:
        made = typst.compile(str(_HERE / "page.typ"), pdf_standards="a-2b", **about)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        # A rare character that our fonts lack: the archive standard forbids it, yet the paper must print and keep its text.
        made = typst.compile(str(_HERE / "page.typ"), **about)
    sys.stdout.buffer.write(made)
