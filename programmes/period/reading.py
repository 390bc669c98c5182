"""From words to a period: reduced, dated, and matched against the rules as a whole."""

import re
from datetime import date
from functools import lru_cache

from programmes.period.days import OPEN
from programmes.period.rules import RELATIVE, RULES
from programmes.period.words import plain

# Longer text is no term; it would only take time.
LONGEST = 200


def period_of(words, told_on=None):
    """Return the `Period` that Dutch words stand for, None when they are not known.

    Args:
        words: a term as printed, of any length.
        told_on: the day on which it was told, to count from.
    """
    text = plain(words) if len(words) <= LONGEST else ""
    try:
        dated = absolute(text, told_on)
        found = term(dated)
        period = found and resolved(found, told_on)
    except (ValueError, OverflowError):
        return None
    if not period or period.first > period.last:
        return None
    if dated != text and period.last < told_on:
        return None
    return period._replace(first=start_of(period, told_on)) if period.first == OPEN else period


def absolute(text, told_on):
    """Return a text in which each term that counts from `told_on` is replaced by a date.

    Raises:
        ValueError: there is such a term, and no day to count from.
    """
    for rule in RELATIVE:
        pattern = re.compile(rf"\b{rule.pattern}\b")
        if told_on is None and pattern.search(text):
            raise ValueError(text)
        text = pattern.sub(lambda match, rule=rule: rule.build(told_on, *match.groups()), text)
    return text


@lru_cache(maxsize=2048)
def term(text):
    """Return the `Term` that a plain text is as a whole, by the first of `RULES` that fits."""
    for rule in RULES:
        if match := re.fullmatch(rule.pattern, text):
            groups = match.groupdict()
            groups |= {each: term(groups[each]) for each in groups.keys() & {"of", "start", "end"}}
            built = all(groups[each] for each in groups.keys() & {"of", "start", "end"})
            if built and (found := rule.build(**groups)):
                return found
    return None


def resolved(found, told_on):
    """Return the period of a term; without a year the next one that ends on or after a day."""
    if found.year or told_on is None:
        return found.on(found.year) if found.year else None
    years = range(told_on.year - 1, told_on.year + 2)
    return next((each for each in map(found.on, years) if each.last >= told_on), None)


def start_of(period, told_on):
    """Return the first day of "voor …": the day it was told, else 1 January of the last year."""
    return told_on if told_on and told_on <= period.last else date(period.last.year, 1, 1)
