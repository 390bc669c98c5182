"""Recognise the kenmerk and the Kamerstuk number of a letter in a query, in any spelling."""

import re

# 34 775 VI, nr. 21 and 34775-VI-21, kst-34775-VI-21 and 34775VI21; the chapter can be absent or in
# brackets.
# Source: the headings and addresses of Kamerstukken at officielebekendmakingen.nl.
KAMERSTUK = re.compile(
    r"""(?<![^\W_])(?:kst[\s-]*)?
        (?P<dossier>\d{2}[ .]?\d{3})
        (?:[\s,-]*\[?(?P<suffix>[IVXLC]+[A-Z]?)\]?(?=[\s,-]|(?:nr\.?\s*)?\d))?
        (?:[\s,-]+|(?<=[^\W\d_])(?=nr|\d))(?:nr\.?\s*)?
        (?P<number>\d{1,4}|[A-Z]{1,3})
        (?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)


def labels_of(text):
    """Return the labels of the letters whose kenmerk or Kamerstuk number is in `text`."""
    return sorted({*kamerstukken(text), *references(text)})


def kamerstukken(text):
    """Yield a label for every Kamerstuk number in `text`."""
    for found in KAMERSTUK.finditer(text):
        parts = (re.sub(r"\D", "", found["dossier"]), found["suffix"], found["number"])
        yield "kamerstuk:" + "-".join(filter(None, parts)).upper()


def references(text):
    """Yield a label for a kenmerk: for `text` as a whole, and for each word with a digit."""
    for part in [text, *text.split()]:
        letters = "".join(re.findall(r"[^\W_]+", part)).lower()
        if any(each.isdigit() for each in letters):
            yield f"kenmerk:{letters}"
