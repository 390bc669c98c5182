"""The goals of the supervision that a letter lists."""

import re
from dataclasses import replace
from itertools import pairwise, takewhile

from programmes.intake.letters.parsing.aims import (
    NOT,
    OTHERS,
    aims_within,
    announces_aims,
    are_aims,
    is_of_supervision,
)
from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.goal_headings import headings_of, in_table
from programmes.intake.letters.parsing.others_goals import are_elsewhere
from programmes.intake.letters.parsing.pages import sentences_of
from programmes.intake.letters.parsing.wording import COUNTS, number_in, without_footnotes

WORD = r"(?:\w*doel(?:en|stellingen)|ambities|oogmerken)\b"
AIM = r"\b(?:beoogt|(?:als|tot|ten) doel)\b"
GOALS = re.compile(rf"\b(?:{WORD}|hoofddoel\b)|{AIM}", re.I)
# Words that announce a list of something else.
NO_GOALS = re.compile(
    r"\b(?:doelgroep\w*|wijzig\w*|aanpassing\w*|aangepast|bijstelling\w*|bijgesteld|aanbeveling\w*|vragen|vraag|"
    r"maatregelen|onderzoeken|thema\w*|onderwerpen|activiteiten|projecten|risico\w*|resultaten|bijlagen|uitgesteld|"
    r"vervall\w+|vervalt|toegevoegd|conclusies|bevindingen|verbeterpunten|organisaties\b(?=:)|stappen|acties|"
    r"doel(?:en|stellingen)? van (?:deze|dit|het (?:onderzoek|rapport)|de (?:evaluatie|wet))|"
    r"onderzoeksdoelen)\b",
    re.I,
)
REFERS = re.compile(
    r"(?:het (?:gaat|betreft)|(?:dit|dat|deze|die|zij|ze) (?:zijn|luiden|betreffen)|te weten|"
    r"namelijk|achtereenvolgens)\b[^:]*:",
    re.I,
)
COUNT = re.compile(rf"\b({'|'.join(COUNTS)}|\d)\s+(?:\w+\s+){{0,2}}?{WORD}", re.I)
BEHIND_COLON = re.compile(rf"(?:{WORD}|{AIM})[^;]*?(?P<sign>:)\s+(?P<list>\S.*)$", re.I | re.DOTALL)
BEHIND_NUMBER = re.compile(
    rf"(?:{WORD}|{AIM})[^:;.]*?(?P<sign>[:,]?)\s*"
    r"(?P<list>\(?(?:1|a|i)[.)°]\s+\S.*)$",
    re.I | re.DOTALL,
)
BEHIND_AS = re.compile(
    rf"\bals\s+{WORD}(?P<sign>)\s+(?P<list>(?:het|de)\s+\S.*)$", re.I | re.DOTALL
)
BEHIND_VERB = re.compile(
    rf"{WORD}[^:;.]*?(?P<sign>\b(?:te weten|namelijk|zijnde|zijn|luiden|omvatten|behelzen|"
    r"betreffen|vormen))\s+(?P<list>\S.*)$",
    re.I | re.DOTALL,
)
NUMBERED = re.compile(
    r"(?:^|(?<=[\s;,:]))\(?(?:[1-9]|[a-h]|i{1,3}|iv|v)[.)°]\s+|(?:^|(?<=[\s;,:]))(?:en\s+)?ten\s+(?:eerste|tweede|derde|vierde|vijfde|zesde)\b[,:]?\s*",
    re.I,
)
ARTICLE = re.compile(r"^(?:het|de|een|'t)\s+", re.I)
AT_ARTICLE = re.compile(
    r"\s*(?:,|;)\s*(?:en\s+|alsmede\s+)?(?=(?:het|de|een)\s)|\s+(?:en|alsmede|evenals)\s+(?=(?:het|de)\s+\w+(?:en|ing|eren)\b)",
    re.I,
)
AT_COMMA = re.compile(r"\s*,\s*(?:en\s+|alsmede\s+)?|\s+(?:en|alsmede)\s+")
AT_LAST_AND = re.compile(r"\s*,\s*(?:en\s+)?|\s+en\s+(?!.*\sen\s)")
AT_SEMICOLON = re.compile(r"\s*;\s*(?:en\s+)?")
# The last of goals between semicolons may follow "en" only.
AT_LAST_ARTICLE = re.compile(
    r"^(.*[^\s,]),?\s+(?:en|alsmede)\s+((?:het|de)\s+\w+(?:en|ing|eren)\b.*)$", re.I | re.DOTALL
)
# "Eerlijk recht: de Inspectie let op …".
EXPLAINED = re.compile(
    r"(?P<goal>(?!(?:voor|bij|in)\s)\w[^:.;–—]{4,80})(?::| [–—-]) (?:\S+\s+){3,}\S", re.I
)
# "Het eerste doel is …". Each is a sentence.
ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde")
ORDINAL = re.compile(
    rf"(?:het|haar|een|de) (?P<which>{'|'.join(ORDINALS)}) (?:\w*doel|doelstelling|ambitie) "
    r"(?:is|betreft|luidt):? (?P<goal>\S.*)$",
    re.I | re.DOTALL,
)
# The number of a footnote behind the sign that closes an item.
BEHIND_SIGN = re.compile(r"(?<=[a-zà-ÿ)][;,.])\d{1,2}$")
CLOSING = re.compile(
    r"(?:\s*[;,.]?\s*\b(?:en|alsmede|of)\b\s*[;,.]?|(?:[;,.][\"”]|[\s;,.])+)$", re.I
)


def goals_in(paragraphs, pieces, since):
    """Return the goals that paragraphs list as `Fact`s: as items, in a table, above
    paragraphs or within a sentence.

    Args:
        paragraphs: of the running text.
        pieces: those of the running text, where a table may be.
        since: the first year of the programme or perspective that the letter offers, 0 when it
            states none; None without one: only those also tell goals without a word for them.
    """
    listed = listed_in(paragraphs, since)
    table = [] if since is None else in_table(pieces)
    # The cells of a table are lines too.
    is_table = table and (not listed or table[0][0] in listed[0][1].text)
    found = table if is_table else listed
    return tuple(Fact(goal(words), place.page, place.text) for words, place in found)


def listed_in(paragraphs, since):
    """Return (words, `Paragraph`) of each goal of the first paragraph that lists any."""
    before = ""
    for index, paragraph in enumerate(paragraphs):
        sentences = sentences_of(paragraph.text)
        if paragraph.marker:
            before = ""
            continue
        told = [before, *sentences]
        found = below(told, paragraphs[index + 1 :], since)
        if not found:
            text, listed = inside(told, since)
            found = [(words, replace(paragraph, text=text)) for words in listed]
        if found:
            return found
        before = sentences[-1]
    return []


def below(sentences, paragraphs, since):
    """Return (words, `Paragraph`) of each goal that the last of some sentences announces, or []."""
    earlier, last = sentences[-2:]
    items = items_of(paragraphs)
    texts = [item.text for item in items]
    if items and (
        announces(last, earlier, since)
        or (since is not None and announces_aims(last, texts, since))
    ):
        return list(zip(headings(texts), items, strict=True))
    number = None if since is None else number_of_goals(sentences[1:][-2:])
    return headings_of(paragraphs, number) if number else []


def inside(told, since):
    """Return (words of the letter, the goals that they list); ("", []) when they list none.

    Args:
        told: the sentence before a paragraph, and the sentences of that paragraph.
        since: as in `goals_in`.
    """
    before, *sentences = told
    goals = [] if since is None else ordered(before, sentences)
    if are_aims([each["goal"] for each in goals]):
        return " ".join(each[0] for each in goals), [each["goal"] for each in goals]
    for number, (earlier, sentence) in enumerate(pairwise(told)):
        if REFERS.match(sentence) and number:
            sentence = f"{earlier} {sentence}"
        if found := within(sentence, earlier, since):
            return sentence, found
        aims = [] if since is None else AT_ARTICLE.split(aims_within(sentence, since))
        if are_aims(aims) and not NO_GOALS.search(sentence):
            return sentence, aims
    return "", []


def ordered(before, sentences):
    """Return the matches of "Het eerste doel is …", "Het tweede …", when nothing says otherwise."""
    around = [*sentences, before] if GOALS.search(before) else sentences
    if any(each.search(text) for each in (OTHERS, NOT, NO_GOALS) for text in around):
        return []
    found = list(filter(None, map(ORDINAL.match, sentences)))
    are_first = [each["which"].lower() for each in found] == [*ORDINALS[: len(found)]]
    return found if are_first else []


def items_of(paragraphs):
    """Return the items of the list that begins here; a paragraph may explain each numbered one."""
    items = list(takewhile(lambda each: each.marker, paragraphs))
    if len(items) == 1 and (digits := re.search(r"\d+", items[0].marker)):
        explained = paragraphs[::2], paragraphs[1::2]
        for each, (item, between) in enumerate(zip(*explained, strict=False), int(digits[0])):
            if between.marker or item.marker != items[0].marker.replace(digits[0], str(each)):
                break
            items[each - int(digits[0]) :] = [item]
    return items


def number_of_goals(sentences):
    """Return how many goals the last of some sentences with a number of them says there are."""
    if any(NOT.search(each) or OTHERS.search(each) for each in sentences):
        return None
    numbers = (
        COUNT.search(each)
        for each in reversed(sentences)
        if is_of_supervision(each) and not NO_GOALS.search(each)
    )
    return next((number_in(match[1]) for match in numbers if match), None)


def announces(sentence, earlier, since):
    """Return whether a sentence announces a list of goals.

    Args:
        earlier: the sentence before it.
        since: as in `goals_in`.
    """
    if REFERS.match(sentence) and not GOALS.search(sentence):
        sentence = f"{earlier} {sentence}"
    if not GOALS.search(sentence) or NO_GOALS.search(sentence):
        return False
    return not are_elsewhere(sentence, earlier, since)


def headings(texts):
    """Return the first sentence of each item when each has more: the rest explains the goal."""
    sentences = [sentences_of(text) for text in texts]
    if all(len(each) > 1 for each in sentences):
        return [first for first, *_others in sentences]
    explained = [EXPLAINED.match(text) for text in texts]
    return [each["goal"] for each in explained] if all(explained) else texts


def within(sentence, earlier, since):
    """Return the goals that one sentence surely lists, or []; the others are as in `announces`."""
    patterns = (BEHIND_COLON, BEHIND_NUMBER, BEHIND_AS, BEHIND_VERB)
    match = next(filter(None, (each.search(sentence) for each in patterns)), None)
    if not match or not announces(sentence[: match.start("list")], earlier, since):
        return []
    counted = COUNT.search(sentence[: match.start("list")])
    number = counted and number_in(counted[1])
    if number == 0:
        return []
    if (
        match["sign"].strip(" ,:").lower() in ("zijn", "vormen")
        and not counted
        and not ARTICLE.match(match["list"])
    ):
        return []
    for split in (NUMBERED, AT_SEMICOLON, AT_ARTICLE, AT_LAST_AND, AT_COMMA):
        words = [each for each in split.split(match["list"]) if goal(each)]
        if split is AT_SEMICOLON:
            words = with_last_apart(match["list"], words)
        is_certain = number or split in (NUMBERED, AT_SEMICOLON, AT_ARTICLE)
        if len(words) > 1 and is_certain and len(words) == (number or len(words)):
            return words
    return []


def with_last_apart(listed, words):
    """Return goals between semicolons, the last two split when only "en" is between them."""
    last = AT_LAST_ARTICLE.match(words[-1]) if len(words) > 1 else None
    if last and not re.search(r";\s*en\b", listed) and all(map(ARTICLE.match, words)):
        return [*words[:-1], last[1], last[2]]
    return words


def goal(words):
    """Return a goal without article in front, closing punctuation and footnote number."""
    words = BEHIND_SIGN.sub("", " ".join(words.split()))
    words = CLOSING.sub("", without_footnotes(words))
    return ARTICLE.sub("", words)
