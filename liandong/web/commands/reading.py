"""read: an agreement's text as the reader understands it, without a database."""
import argparse


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this group's commands."""
