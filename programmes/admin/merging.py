"""A three-way merge of a form: as it was opened, as it is stored now, and as it was posted."""

import re

from programmes.admin.shown import digest, head_of, is_numbered, normal, posted

DELETE = "DELETE"


class Merge:
    """Merges POST data with what others stored since the form was opened.

    A field that only one of the two changed gets that value. A field that both changed is one of
    the `clashes`, and keeps what was posted until the stored value is chosen.

    Args:
        data: the POST data.
        stored: the `controls` of the form as it is stored now.
        formsets: those of that form.
        seen: the digests of the form as it was opened, by key.
        given_up: the keys for which the stored value was chosen.
        asked: the keys for which a choice was asked and not made.

    Attributes:
        mine: the posted values by key.
        values: the merged values by key.
        clashes, kept: the keys that both changed, and those that only this user changed.
    """

    def __init__(self, data, stored, formsets, seen, *, given_up=(), asked=()):
        self.data, self.stored, self.formsets, self.seen = data, stored, formsets, seen
        self.given_up, self.asked = given_up, asked
        self.mine = posted(data, formsets)
        self.clashes, self.kept = [], []
        added = {key for each in formsets for key in keys_of_new_rows(each)}
        self.values = {
            key: control.values if key in added else self.merged(key, control.values)
            for key, control in stored.items()
        }

    def merged(self, key, stored):
        """Return the values for a key, and add it to `clashes` or `kept` when it is posted."""
        mine = self.mine.get(key, [])
        if key in self.given_up or not self.is_touched(key) or normal(mine) == normal(stored):
            return stored
        clashes = self.is_newer(key) or self.removes_newer_row(key) or key in self.asked
        (self.clashes if clashes else self.kept).append(key)
        return mine

    def is_touched(self, key):
        """Return whether this user changed a control."""
        return digest(self.mine.get(key, [])) != self.seen.get(key, "")

    def is_newer(self, key):
        """Return whether somebody else changed a control."""
        return digest(self.stored[key].values) != self.seen.get(key, "")

    def removes_newer_row(self, key):
        row, _dash, name = key.rpartition("-")
        if name != DELETE:
            return False
        return any(self.is_newer(each) for each in self.stored if each.startswith(f"{row}-"))

    def to_post(self):
        """Return the merged values as POST data, with the rows numbered anew."""
        data, rows = self.data.copy(), by_row(self.values)
        for formset in filter(is_numbered, self.formsets):
            known = [rows.pop(head_of(formset, row)) for row in formset.forms]
            renumber(data, formset, [*known, *self.own_rows(formset)])
        for head, row in rows.items():
            put(data, f"{head}-" if head else "", row)
        return data

    def own_rows(self, formset):
        """Return the rows that this user added, or changed while somebody else removed them."""
        stored = {head_of(formset, row) for row in formset.forms if row.instance.pk}
        is_row = re.compile(rf"{re.escape(formset.prefix)}[#-]\d+").fullmatch
        return [
            row | {formset.model._meta.pk.name: []}
            for head, row in by_row(self.mine).items()
            if is_row(head) and head not in stored and not row.get(DELETE)
            if any(self.is_touched(f"{head}-{name}") for name in row)
        ]


def keys_of_new_rows(formset):
    """Return the keys of the controls of rows that are not stored and have a number only."""
    rows = formset.extra_forms if is_numbered(formset) else []
    return [f"{row.prefix}-{bound.name}" for row in rows for bound in row]


def by_row(values):
    """Return {key of the row, "" for the record: {field name: values}}."""
    rows = {}
    for key, each in values.items():
        head, _dash, name = key.rpartition("-")
        rows.setdefault(head, {})[name] = each
    return rows


def renumber(data, formset, rows):
    """Replace the rows of a formset in POST data, with its counts."""
    number = re.compile(rf"{re.escape(formset.prefix)}-\d+-.*")
    for name in [name for name in data if number.fullmatch(name)]:
        del data[name]
    for index, row in enumerate(rows):
        put(data, f"{formset.prefix}-{index}-", row)
    data[f"{formset.prefix}-TOTAL_FORMS"] = len(rows)
    data[f"{formset.prefix}-INITIAL_FORMS"] = formset.initial_form_count()


def put(data, prefix, row):
    for name, values in row.items():
        data.setlist(f"{prefix}{name}", values)
