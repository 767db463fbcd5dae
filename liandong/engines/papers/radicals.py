"""Radicals that PDF fonts put in place of the characters they look like (⽅ for 方)."""

import unicodedata

# Unicode folds the Kangxi radicals to their characters, but not these.
_UNFOLDED = (
    "⺠民⻓长⻋车⻝食⻛风⻢马⻔门⻅见⻉贝⻚页⻜飞⻥鱼⻦鸟⻩黄⻬齐⻰龙⻘青⻄西⻆角⻁虎"
    "⻣骨⻤鬼⻨麦⻙韦⻮齿⻳龟⺟母⼾户⻐金"
)
RADICALS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | dict(
    zip(_UNFOLDED[::2], _UNFOLDED[1::2], strict=True)
)
PLAIN = str.maketrans(RADICALS)
