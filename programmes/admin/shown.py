"""The values of a form as a browser posts them, for a three-way merge of two people's input.

A control has a key that stays the same when rows are added or removed: a field name for the record,
"<prefix>#<primary key>-<field name>" for a stored row, and its HTML name otherwise.
"""

import json
import re
from dataclasses import dataclass
from hashlib import blake2b

from django import forms
from django.template.defaultfilters import yesno
from django.utils.choices import flatten_choices
from django.utils.text import capfirst


@dataclass(frozen=True)
class Control:
    """A field of a form or of a row, with the values that a browser posts when it is left alone."""

    field: forms.BoundField
    values: list

    @property
    def label(self):
        """Its label; for a field of a row with the row before it."""
        row = self.field.form.prefix and self.field.form.instance
        label = capfirst(self.field.label)
        return f"{capfirst(row._meta.verbose_name)} “{row}”: {label}" if row else label


def controls(form, formsets):
    """Return {key: `Control`} of an unbound form and its formsets."""
    found = {bound.name: bound for bound in form}
    for formset in formsets:
        for row in formset.forms:
            found |= {f"{head_of(formset, row)}-{bound.name}": bound for bound in row}
    return {key: Control(bound, values_of(bound)) for key, bound in found.items()}


def head_of(formset, row):
    """Return the key of a row: by its primary key when its number may change."""
    key = row.instance.pk if is_numbered(formset) else None
    return f"{formset.prefix}#{key}" if key else row.prefix


def is_numbered(formset):
    """Return whether the rows have their place as a number in the names of their fields."""
    return all(row.prefix == f"{formset.prefix}-{index}" for index, row in enumerate(formset.forms))


def values_of(bound):
    """Return the list of texts that a browser posts for a `BoundField` that is left alone."""
    # `RelatedFieldWidgetWrapper` wraps the real widget.
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    if isinstance(widget, forms.FileInput):
        return []
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if bound.value() else []
    found = widget.format_value(bound.value())
    return found if isinstance(found, list) else [found or ""]


def posted(data, formsets):
    """Return {key: list of texts} of POST data, with the keys of `controls`."""
    heads = {}
    for formset in filter(is_numbered, formsets):
        place = re.compile(rf"({re.escape(formset.prefix)}-\d+)-{formset.model._meta.pk.name}")
        found = ((place.fullmatch(name), value) for name, value in data.items() if value)
        heads |= {match[1]: f"{formset.prefix}#{value}" for match, value in found if match}
    return {keyed(name, heads): values for name, values in data.lists()}


def keyed(name, heads):
    head, dash, field = name.rpartition("-")
    return f"{heads.get(head, head)}{dash}{field}"


def normal(values):
    """Return values in a form to compare: no empty ones, one kind of line end, in order."""
    return sorted(filter(None, ("\n".join(value.splitlines()).strip() for value in values)))


def digest(values):
    """Return a short hash of the values of a control; "" when it is empty."""
    kept = normal(values)
    return blake2b("\0".join(kept).encode(), digest_size=6).hexdigest() if kept else ""


def digests(found):
    """Return the JSON object {key: digest} of `controls`, without the empty ones."""
    all_digests = {key: digest(control.values) for key, control in found.items()}
    return json.dumps({key: each for key, each in all_digests.items() if each})


def read_digests(text):
    """Return the dict of `digests` in its JSON; empty when that is malformed."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def text_of(field, values):
    """Return the values of a control as a person reads them, one on a line."""
    if isinstance(field, forms.ModelChoiceField):
        return "\n".join(sorted(str(each) for each in chosen(field, values)))
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in flatten_choices(field.choices)}
        return "\n".join(labels.get(value, value) for value in values if value)
    if isinstance(field, forms.BooleanField):
        return yesno(bool(values))
    return "\n".join(values)


def chosen(field, values):
    """Return the records of a choice that exist; what is no key of a record is left out."""
    try:
        return field.queryset.filter(pk__in=[value for value in values if value])
    except (TypeError, ValueError):
        return []
