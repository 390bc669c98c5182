"""How a number format of Excel writes a number that stands for a text: 0012345, DGRR-007, 50%.

Source: ECMA-376 part 1, 18.8.31 (number format codes).
"""

import re
from decimal import Decimal
from typing import NamedTuple

# Colours, locales, padding and what fills a cell: nothing of a text.
IGNORED = re.compile(r"\[[^\]]*\]|_.|\*.")
# A text between quotation marks, an escaped character, places of digits, one that shows itself.
TOKEN = re.compile(r'"([^"]*)"|\\(.)|([0#?]+)|([-+/(): ])')
# What stays a number: its thousands apart, with a unit or currency before or after it.
NUMBER = re.compile(r"\D*0([ .'\u00a0\u202f]000)*\D*")
# A number that is part of a reference: DGRR-7.
REFERENCE = re.compile(r"[^\W_][-/]0")


class Percentage(NamedTuple):
    decimals: int

    def written(self, number):
        return f"{number:.{self.decimals}%}".replace(".", ",")


class Digits(NamedTuple):
    """Texts, and the least digits of each group, in order.

    The first group holds all digits that are left, the others have as many as given.
    """

    pieces: tuple

    def written(self, number):
        """Return the text of a whole number; "" for another."""
        if not float(number).is_integer() or number < 0:
            return ""
        left, done = str(int(number)), []
        places = [place for place, each in enumerate(self.pieces) if isinstance(each, int)]
        for place, piece in reversed([*enumerate(self.pieces)]):
            if isinstance(piece, str):
                done.append(piece)
                continue
            digits = left if place == places[0] else left[-piece:]
            left = left[: len(left) - len(digits)]
            done.append(digits.zfill(piece))
        return "".join(reversed(done))


def pattern(code):
    """Return how a format code writes a number, or None when as the number itself."""
    code = IGNORED.sub("", code.partition(";")[0])
    if code.endswith("%"):
        return Percentage(len(code.partition(".")[2].rstrip("%")))
    if TOKEN.sub("", code):
        return None
    tokens = TOKEN.findall(code)
    groups = [digits for _quoted, _escaped, digits, _other in tokens if digits]
    if not groups or set("".join(groups[1:])) - {"0"}:
        return None
    pieces = tuple(piece(*token) for token in tokens)
    example = "".join(map(written_as, pieces))
    is_number = NUMBER.fullmatch(example) and not REFERENCE.search(example)
    return None if is_number else Digits(pieces)


def piece(quoted, escaped, digits, other):
    """Return the text of a token of a format code, or the least digits of a group.

    Every place after the first 0 is shown: 0## is 000.
    """
    return len(digits.lstrip("#?")) if digits else quoted or escaped or other


def written_as(piece):
    """Return a piece as an example in which each 0 is a digit of the number."""
    return "0" * max(piece, 1) if isinstance(piece, int) else re.sub(r"\d", "x", piece)


def whole(number):
    """Return a whole number without a point or exponent: no more digits than are known of it."""
    return f"{Decimal(str(number)).to_integral():f}"
