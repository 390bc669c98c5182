"""Texts of several lines: one way to write line ends, however a text comes in."""

import re

from django import forms
from django.db import models

# An address without a scheme: "www.rijksoverheid.nl/documenten".
HOST_FIRST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)", re.I)


def normalised(text):
    """Return a text with "\\n" for every line end, and without white space around it.

    A browser sends "\\r\\n": an untouched text would differ from what is stored.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def with_scheme(address):
    """Return an address with "https://" before it when it begins with a host name."""
    return f"https://{address}" if HOST_FIRST.match(address) else address


class TextLinesField(forms.CharField):
    """A form field for a text of several lines, normalised before its length is checked."""

    widget = forms.Textarea

    def to_python(self, value):
        return normalised(super().to_python(value))

    def has_changed(self, initial, data):
        return super().has_changed(normalised(initial or ""), data)


class Text(models.TextField):
    """A `TextField` that is normalised when it is validated and when it is saved."""

    def to_python(self, value):
        return value if value is None else normalised(super().to_python(value))

    def get_prep_value(self, value):
        return super().get_prep_value(self.to_python(value) if isinstance(value, str) else value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": TextLinesField, **kwargs})

    def deconstruct(self):
        """Return it as a `TextField` for migrations: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
