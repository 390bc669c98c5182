"""What a row is about, and its identifier, for feeds and calendars."""

from django.utils.text import capfirst

from programmes.lists.nouns import BY_KEY, have_outcomes
from programmes.models.prepared import IsOneOf, prepared


def described(noun, keys):
    """Return {primary key: (label, text) pairs of `told_columns`} of public rows.

    What is not known is left out.
    """
    columns = noun.told_columns
    return {
        key: [
            (capfirst(column.label), str(text))
            for column, value in zip(columns, values, strict=True)
            if (text := column.for_people(value))
        ]
        for key, *values in cells_of(keys, noun=noun.key)
    }


@prepared(with_facts=have_outcomes)
def cells_of(keys, noun):
    noun = BY_KEY[noun]
    rows = noun.published().filter(IsOneOf("pk", keys))
    return rows.values_list("pk", *(column.expression for column in noun.told_columns))


def tag_uri(request, *parts):
    """Return an identifier that does not depend on the address of a record (RFC 4151)."""
    return f"tag:{request.get_host().split(':')[0]},2026:{'/'.join(map(str, parts))}"
