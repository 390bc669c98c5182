"""Words that mean the same, from `synonyms.toml`, and other forms of a word, as more terms.

A term is widened with alternatives for the query only: the index has the words of the texts
(decision 65).
"""

import re
import tomllib
import unicodedata
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from programmes.fulltext.terms import Origin, Term, of_query, words_of

FILE = Path(__file__).with_name("synonyms.toml")
# Plurals that the stemmer of PostgreSQL does not reduce to the singular, in both directions.
PLURALS = [
    (re.compile(r"(\w{3,})issen$"), r"\1is"),
    (re.compile(r"(\w*(?:aa|au|ei|eu|ie|ij|oe|oo|ou|ui|uu))ven$"), r"\1f"),
    (re.compile(r"(\w*(?:aa|au|ei|eu|ie|ij|oe|oo|ou|ui|uu))zen$"), r"\1s"),
    (re.compile(r"(\w*(?:au|ei|eu|ie|ij|oe|ou|ui))f$"), r"\1ven"),
    (re.compile(r"(\w*(?:au|ei|eu|ie|ij|oe|ou|ui))s$"), r"\1zen"),
]
# Endings of a plural, to find the singular in the file.
ENDINGS = ("issen", "is"), ("sen", "s"), ("en", ""), ("s", ""), (" s", "")


@cache
def sections():
    """Return {heading: groups} of the file; a group is a list of words and phrases."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def groups():
    """Return the groups of all sections."""
    return [group for found in sections().values() for group in found]


@cache
def meanings():
    """Return {key: the other words of its groups}."""
    found = {}
    for group in groups():
        for word in group:
            others = found.setdefault(spelled(word), [])
            others += [each for each in group if each != word and each not in others]
    return found


def widened(terms):
    """Return `Term`s with alternatives added: synonyms, plurals or singulars, and compounds.

    "digitale criminaliteit" is two words that both have to occur: each gets the alternative
    "cybercrime".
    """
    wide = [*terms, *(replace(each, text=form, origin=Origin.FORM, hyphened=False, typed="")
                      for each in terms if is_open(each) for form in forms(each.text))]  # fmt: skip
    return (
        wide
        + compounds(terms)
        + [
            Term(words_of(word), each.group, phrase=" " in words_of(word), origin=Origin.SYNONYM)
            for run in runs(terms)
            for word in synonyms_of(run)
            for each in run
        ]
    )


def compounds(terms):
    """Return the compound of each two words, such as of "politie geweld", as alternatives."""
    return [
        Term(first.text + second.text, each.group, origin=Origin.COMPOUND)
        for first, second in pairwise(terms)
        if (first.text + second.text).isalpha()
        and is_run([first, second], terms)
        and is_open(first)
        and is_open(second)
        for each in (first, second)
    ]


def synonyms_of(run):
    """Return the words that mean the same as a list of consecutive `Term`s."""
    return synonyms(" ".join(each.text for each in run)) if all(map(is_open, run)) else []


def synonyms(words):
    """Return the words that mean the same as some words."""
    asked = spelled(words)
    singular = (asked.removesuffix(end) + one for end, one in ENDINGS if asked.endswith(end))
    return next((meanings()[each] for each in [asked, *singular] if each in meanings()), [])


def also_asked(wanted):
    """Return the synonyms in groups of `ParsedTerm`s as the file spells them, each once."""
    terms = [each.term for group in wanted for each in group]
    added = [each.text for each in terms if each.origin is Origin.SYNONYM]
    names = {words_of(word): word for group in groups() for word in group}
    return [names[each] for each in dict.fromkeys(added)]


def exactly(terms):
    """Return the query of widened `ParsedTerm`s with quotes around what has synonyms."""
    words, before = [], None
    for run in runs([each.term for each in of_query(terms)]):
        first, text = run[0], " ".join(map(str, run))
        words += ["OF"] if first.group == before else []
        word = f'"{text}"' if synonyms_of(run) else text
        words.append(f"-{word}" if first.excluded else word)
        before = None if first.excluded else first.group
    return " ".join(words)


def runs(terms):
    """Return `Term`s in lists: what is together the longest word or phrase of the file, or one.

    Terms between OF are on their own.
    """
    found, place = [], 0
    while place < len(terms):
        lengths = range(longest(), 0, -1)
        tried = (terms[place : place + length] for length in lengths)
        run = next((each for each in tried if is_run(each, terms) and synonyms_of(each)), None)
        found.append(run or [terms[place]])
        place += len(found[-1])
    return found


@cache
def longest():
    """Return the most words of a phrase of the file."""
    return max(len(words_of(word).split()) for group in groups() for word in group)


def is_run(run, terms):
    """Return whether some `Term`s can be a phrase: each the only one of its group."""
    return len(run) == 1 or all(sum(each.group == one.group for each in terms) == 1 for one in run)


def is_open(term):
    """Return whether a term is widened: a phrase is asked for exactly."""
    return not (term.excluded or term.phrase)


def forms(word):
    """Return the plural or singular of a word, where the stemmer does not know it."""
    return [form.sub(other, word) for form, other in PLURALS if form.fullmatch(word)]


def key(text):
    """Return the words of a text in lower case without accents."""
    plain = unicodedata.normalize("NFD", words_of(text))
    return re.sub("[\u0300-\u036f]", "", plain).casefold()


def spelled(text):
    """Return the `key` of a word of the file; "&" and "en" make no difference."""
    return " ".join(word for word in key(text).split() if word != "en")
