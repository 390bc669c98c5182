"""Excerpts of a text around the matched words."""

import re

# The marks around a match: control characters, which folding turns into spaces.
BEGIN, END = "\x02", "\x03"
LENGTH = 180
MOST = 2
# The number of marks to consider: a long text can have thousands.
READ = 100
GAP = "…"


def marked(text, folded):
    """Return `text` as (text, whether marked) pairs.

    Args:
        text: the text with accents.
        folded: the same text without accents, character for character, with `BEGIN` and `END`
            around the matched words.
    """
    if len(text) != len(folded) - folded.count(BEGIN) - folded.count(END):
        # Some characters decompose into several, as in Hangul: use the folded text.
        text = folded.replace(BEGIN, "").replace(END, "")
    pairs, place, inside = [], 0, False
    for piece in re.split(f"([{BEGIN}{END}])", folded):
        if piece in (BEGIN, END):
            inside = piece == BEGIN
        elif piece:
            pairs.append((text[place : place + len(piece)], inside))
            place += len(piece)
    return pairs


def fragments(pairs):
    """Return the excerpts with the most marks, each as (text, whether marked) pairs.

    Without marks that is the beginning of the text; of an empty text there are none.
    """
    text = "".join(piece for piece, _is_marked in pairs)
    marks = spans(pairs)[:READ]
    return [excerpt(text, marks, start) for start in starts(marks)] if text.strip() else []


def spans(pairs):
    """Return the (start, end) offsets of the marks, the end exclusive."""
    found, place = [], 0
    for piece, is_marked in pairs:
        if is_marked:
            found.append((place, place + len(piece)))
        place += len(piece)
    return found


def starts(marks):
    """Return the offsets of the excerpts with the most marks, in order, without overlap."""
    possible = [max(0, first - LENGTH // 3) for first, _last in marks] or [0]
    in_reach = {
        start: sum(start <= first and last <= start + LENGTH for first, last in marks)
        for start in possible
    }
    chosen = []
    for start in sorted(in_reach, key=lambda each: (-in_reach[each], each)):
        if all(abs(start - other) >= LENGTH for other in chosen):
            chosen.append(start)
    return sorted(chosen[:MOST])


def excerpt(text, marks, start):
    """Return the excerpt from offset `start` as pairs, in whole words, with … where it was cut."""
    end = start + LENGTH
    first = text.find(" ", start, end) + 1 if start else 0
    last = len(text) if end >= len(text) else max(text.rfind(" ", first, end), first) or end
    pairs, place = [(GAP, False)] if first else [], first
    for begin, stop in marks:
        if first <= begin and stop <= last:
            pairs += [(text[place:begin], False), (text[begin:stop], True)]
            place = stop
    pairs += [(text[place:last], False), (GAP if last < len(text) else "", False)]
    return [(on_one_line(piece), is_marked) for piece, is_marked in pairs if piece]


def on_one_line(text):
    """Return a text with its lines joined by " · " and single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"\s*\n\s*", " · ", text))
