"""What a row is about, for feeds and calendars."""

from django.utils.text import capfirst

from programmes.lists.nouns import BY_KEY
from programmes.models.prepared import IsOneOf, prepared


def described(noun, keys):
    """Return {primary key: (label, text) pairs of `told_columns`} of public rows.

    What is not known is left out.
    """
    cells = with_facts if noun.has_outcomes else without_facts
    columns = noun.told_columns
    return {
        key: [
            (capfirst(column.label), str(text))
            for column, value in zip(columns, values, strict=True)
            if (text := column.for_people(value))
        ]
        for key, *values in cells(keys, noun=noun.key)
    }


def cells_of(keys, noun):
    noun = BY_KEY[noun]
    rows = noun.published().filter(IsOneOf("pk", keys))
    return rows.values_list("pk", *(column.expression for column in noun.told_columns))


without_facts, with_facts = prepared()(cells_of), prepared(with_facts=True)(cells_of)
