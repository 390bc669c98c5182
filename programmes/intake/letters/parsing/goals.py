"""The goals of the supervision that a letter lists."""

import re
from itertools import takewhile

from programmes.intake.letters.parsing.fact import Fact
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
CLOSING = re.compile(r"(?:\s*[;,.]?\s*\b(?:en|alsmede|of)\b\s*[;,.]?|[\s;,.]+)$", re.I)


def goals_in(paragraphs):
    """Return the goals that paragraphs list as `Fact`s: as items, or within a sentence."""
    before = ""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.marker:
            before = ""
            continue
        sentences = sentences_of(paragraph.text)
        earlier, last = [before, *sentences][-2:]
        if announces(last, earlier):
            items = list(takewhile(lambda each: each.marker, paragraphs[index + 1 :]))
            if items:
                return tuple(Fact(goal(item.text), item.page, item.text) for item in items)
        for number, sentence in enumerate(sentences):
            if REFERS.match(sentence) and number:
                sentence = f"{sentences[number - 1]} {sentence}"
            if found := within(sentence):
                return tuple(Fact(goal(words), paragraph.page, sentence) for words in found)
        before = last
    return ()


def announces(sentence, earlier):
    """Return whether a sentence announces a list of goals; `earlier` is the one before it."""
    if REFERS.match(sentence) and not GOALS.search(sentence):
        sentence = f"{earlier} {sentence}"
    return bool(GOALS.search(sentence)) and not NO_GOALS.search(sentence)


def within(sentence):
    """Return the goals that one sentence surely lists, or []."""
    patterns = (BEHIND_COLON, BEHIND_NUMBER, BEHIND_AS, BEHIND_VERB)
    match = next(filter(None, (each.search(sentence) for each in patterns)), None)
    if not match or NO_GOALS.search(sentence[: match.start("list")]):
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
    words = CLOSING.sub("", without_footnotes(" ".join(words.split())))
    return ARTICLE.sub("", words)
