"""What a row is about, for feeds and calendars."""

from django.utils.text import capfirst


def described(noun, keys):
    """Return {primary key: (label, text) pairs of `told_columns`} of public rows.

    What is not known is left out.
    """
    columns = noun.told_columns
    rows = noun.published().filter(pk__in=keys)
    cells = rows.values_list("pk", *(column.expression for column in columns))
    return {
        key: [
            (capfirst(column.label), str(text))
            for column, value in zip(columns, values, strict=True)
            if (text := column.for_people(value))
        ]
        for key, *values in cells
    }
