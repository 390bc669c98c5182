"""The page docs/reference/terms.md, made from the tables of words and rules."""

from datetime import date

from programmes.period.days import period_in_words
from programmes.period.reading import period_of
from programmes.period.rules import RELATIVE, RULES
from programmes.period.words import CONDITIONS, DUE, FILLERS, SYNONYMS

TOLD_ON = date(2024, 2, 1)
INTRODUCTION = f"""\
# Terms

Which days a Dutch term such as “voor de zomer” stands for. `make manage do="terms"` writes this
page from `programmes/period/`; a test keeps the two equal. The examples count from
{period_in_words((TOLD_ON, TOLD_ON))}, the day on which they were told.

- A term has to be known as a whole: with one word that is not known, it stays words without days.
- A term without a year is the next one that ends on or after the day on which it was told.
  Without such a day it is not known.
- “Voor …”, “uiterlijk …” and “binnen …” begin on the day on which they were told; without that
  day on 1 January of the year in which they end.
- Accents, capitals and abbreviations of months do not matter.

The sources say the words, not the days; the rules are those of this register. Seasons are three
whole months, as meteorologists count them (KNMI, KMI: 1 March, 1 June, 1 September, 1 December).
The recesses follow the list of the House,
<https://www.tweedekamer.nl/debat_en_vergadering/recessen>: the summer recess of 2018, 2019, 2022,
2023 and 2024 began on the first Friday from 3 July.
"""
SAME = "## Words that mean the same\n\n| Word | Stands for |\n|---|---|"
NOTHING = "## Words that change nothing"
WHAT = """\
## What is due

The first kind of which a word occurs; a start together with another kind is none.

| Kind | Words |
|---|---|"""


def page():
    """Return the page as Markdown."""
    return "\n".join(
        [
            INTRODUCTION,
            section("Terms with a date", RULES),
            section("Terms that count from a day", RELATIVE),
            SAME,
            *(f"| {words(others)} | {word} |" for word, others in SYNONYMS.items()),
            f"\n{NOTHING}\n\n{words(FILLERS)}.\n",
            f"What follows one of these is a condition: {words(CONDITIONS)}.\n",
            WHAT,
            *(f"| `{kind}` | {words(pattern)} |" for kind, pattern in DUE.items()),
            "",
        ]
    )


def section(title, rules):
    """Return the table of some rules: a row for each example."""
    rows = [
        f"| {example} | {period_in_words(found)} | {'' if index else rule.means} |"
        for rule in rules
        for index, example in enumerate(rule.examples)
        if (found := period_of(example, TOLD_ON))
    ]
    head = f"## {title}\n\n| Words | Days | Rule |\n|---|---|---|"
    return "\n".join([head, *rows, ""])


def words(alternatives):
    return ", ".join(f"`{each}`" for each in alternatives.split("|"))
