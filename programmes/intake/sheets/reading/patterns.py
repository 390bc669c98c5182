"""How a number format of Excel writes a number that stands for a text: 0012345, DGRR-007, 50%.

Source: ECMA-376 part 1, 18.8.31 (number format codes).
"""

import re
from typing import NamedTuple

# Colours, locales, padding and what fills a cell: nothing of a text.
IGNORED = re.compile(r"\[[^\]]*\]|_.|\*.")
# A text between quotation marks, an escaped character, places of digits, one that shows itself.
TOKEN = re.compile(r'"([^"]*)"|\\(.)|([0#?]+)|([-+/(): ])')


class Percentage(NamedTuple):
    decimals: int

    def written(self, number):
        return f"{number:.{self.decimals}%}".replace(".", ",")


class Digits(NamedTuple):
    """Texts, and numbers of places of digits, in order; the first places hold all digits left."""

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
    found = tuple(piece(*groups) for groups in TOKEN.findall(code))
    zeros = sum(each for each in found if isinstance(each, int))
    return Digits(found) if zeros > 1 or zeros and len(found) > 1 else None


def piece(quoted, escaped, digits, other):
    """Return the text of a token of a format code, or its number of zeros."""
    return digits.count("0") if digits else quoted or escaped or other
