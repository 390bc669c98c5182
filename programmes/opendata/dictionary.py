"""The data dictionary, generated from `programmes/lists/columns/`."""

from programmes.lists.nouns import ALL, BY_MODEL

INTRODUCTION = """\
# Data dictionary

The columns of every list, in the order of the files. `make manage do="data_dictionary"` writes
this page from `programmes/lists/columns/`; a test keeps the two equal.

`<list>.csv` is for programs: comma, UTF-8, CRLF, names as below, ISO dates, codes, values
untouched. `<list>.excel.csv` is for people: semicolon, labels instead of names and codes, a byte
order mark, and an apostrophe before a cell that a spreadsheet could take for a formula. What is
not known is empty. A file that could not be finished says so in its last line, in a cell that is
never closed, so that programs refuse it.

`id` is the key of a row: the same in every file, in the API, in `register.zip` and in
`register.sqlite`. Join on it: a column whose name ends with `_id` holds the `id` of a row of the
list after the arrow. Both stand last, so that older columns keep their position. The last part of
an address may change; an `id` never does.

`<list>.json` and `<list>.ndjson` hold the values of `<list>.csv`, with null for what is not known
and an array for a list.
"""


def dictionary():
    """Return the data dictionary as Markdown."""
    return "\n".join([INTRODUCTION, *map(section, ALL)])


def section(noun):
    rows = [
        f"| `{each.name}` | {each.label} | {each.kind} | {explained(each)} |"
        for each in noun.columns
    ]
    head = ["| Name | Label | Kind | Means |", "|---|---|---|---|"]
    return "\n".join([f"## {noun.title} (`/{noun.path}.csv`)", "", *head, *rows, ""])


def explained(column):
    """Return the description of a column, with its codes and their labels, or the list it joins."""
    codes = ", ".join(f"`{code}` ({label})" for code, label in column.choices)
    joins = f"→ `{BY_MODEL[column.refers_to].path}.id`" if column.refers_to else ""
    return f"{column.description} {codes}{joins}".strip()
