"""read: an agreement's text as the reader understands it, without a database."""
import argparse

from liandong.engines.clauses import command
from liandong.web.words import _


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this group's commands."""
    reading = commands.add_parser("read", help=_("show what the reader takes from an agreement's text"), add_help=False,
                                  prefix_chars="\0")  # what follows is the reader's own business, options as well
    reading.add_argument("arguments", nargs="*", metavar=_("file"))
    reading.set_defaults(run=read, role="web")


def read(options: argparse.Namespace) -> int:
    """What the reader finds in a file, with the words it stands on."""
    return command.main(options.arguments)
