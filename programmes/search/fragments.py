"""The pieces of a text around the words that were looked for."""

import re

BEGIN, END = "\x02", "\x03"
LENGTH = 180
MOST = 2
# So many marks are looked at: a long text can have thousands.
READ = 100
GAP = "…"


def marked(text, folded):
    """Return `text` as (text, whether marked) pairs.

    Args:
        text: the text as people read it.
        folded: the same text without accents, character for character, with the marks `BEGIN`
            and `END` around the words that were looked for.
    """
    if len(text) != len(folded) - folded.count(BEGIN) - folded.count(END):
        # Characters that fall apart in several, as in Hangul: the text as it was compared.
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
    """Return the pieces of a text with the most marks, each as (text, whether marked) pairs.

    Without marks it is the beginning of the text.
    """
    text = "".join(piece for piece, _is_marked in pairs)
    marks = spans(pairs)[:READ]
    return [cut(text, marks, start) for start in starts(marks)] if text.strip() else []


def spans(pairs):
    """Return the (first, last) places of the marks, the last one not included."""
    found, place = [], 0
    for piece, is_marked in pairs:
        if is_marked:
            found.append((place, place + len(piece)))
        place += len(piece)
    return found


def starts(marks):
    """Return where the pieces with the most marks begin, in order; they do not overlap."""
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


def cut(text, marks, start):
    """Return the piece of text from `start` as pairs, at whole words, with … where it was cut."""
    end = start + LENGTH
    first = text.find(" ", start, end) + 1 if start else 0
    last = len(text) if end >= len(text) else max(text.rfind(" ", first, end), first) or end
    pairs, place = [(GAP, False)] if first else [], first
    for begin, stop in marks:
        if first <= begin and stop <= last:
            pairs += [(text[place:begin], False), (text[begin:stop], True)]
            place = stop
    pairs += [(text[place:last], False), (GAP if last < len(text) else "", False)]
    return [(in_a_line(piece), is_marked) for piece, is_marked in pairs if piece]


def in_a_line(text):
    """Return a text of several lines as one line."""
    return re.sub(r"\s+", " ", re.sub(r"\s*\n\s*", " · ", text))
