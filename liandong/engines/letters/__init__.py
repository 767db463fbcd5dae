"""Official papers (公文) in the layout of GB/T 9704-2012: one content (`paper`), set as pdf (`pdf`) and as docx (`word`)."""

from liandong.engines.letters.apart import TooLarge
from liandong.engines.letters.paper import MARKS, URGENCIES, Block, Paper, Party, Record, Run

__all__ = ["MARKS", "URGENCIES", "Block", "Paper", "Party", "Record", "Run", "TooLarge"]
