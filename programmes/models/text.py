"""Texts as they are stored: in one Unicode form, trimmed, without characters that nobody sees."""

import re
import unicodedata

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# An address without a scheme: "www.rijksoverheid.nl/documenten".
HOST_FIRST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)", re.I)
# Ranges for a bracket expression, of Python and of PostgreSQL. Format characters (Unicode category
# Cf, such as the soft hyphen and the zero-width space), white space, and letters that are blank.
FORMAT = r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
SPACE = r"\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
BLANK = r"\u115f\u1160\u2800\u3164\uffa0"
UNSEEN = re.compile(rf"[{FORMAT}\x01-\x08\x0e-\x1b\x7f]")
VISIBLE = f"[^{SPACE}{FORMAT}{BLANK}]"


def normalised(text):
    """Return a text of several lines as it is stored.

    It is in NFC, with "\\n" for every line end, without format characters and without white space
    around it. A browser sends "\\r\\n": an untouched text would differ from what is stored.
    """
    if text.isascii() and text.isprintable():
        # Most texts of a spreadsheet: nothing in it is unseen, and there is one line.
        return text.strip()
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def one_line(text):
    """Return a text of one line as it is stored: `normalised`, with single spaces of one kind."""
    return " ".join(normalised(text).split())


def with_scheme(address):
    """Return an address with "https://" before it when it begins with a host name."""
    return f"https://{address}" if HOST_FIRST.match(address) else address


def visible(*fields):
    """Return the constraints that refuse a text without a visible character, one for each field."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__regex": VISIBLE}),
            name=f"%(class)s_{field}_visible",
            violation_error_code=field,
            violation_error_message=_("Give a text that can be seen."),
        )
        for field in fields
    ]


class NormalisedFormField(forms.CharField):
    """A form field for a text that is normalised before its length is checked."""

    normalise = staticmethod(one_line)

    def to_python(self, value):
        text = super().to_python(value)
        return text if text is None else self.normalise(text) or self.empty_value

    def has_changed(self, initial, data):
        return super().has_changed(self.normalise(initial or ""), data)


class TextLinesField(NormalisedFormField):
    """A form field for a text of several lines."""

    widget = forms.Textarea
    normalise = staticmethod(normalised)


class NormalisedMixin:
    """A model field for a text that is normalised when it is validated and when it is saved."""

    def to_python(self, value):
        return value if value is None else self.form_field.normalise(super().to_python(value))

    def get_prep_value(self, value):
        return super().get_prep_value(self.to_python(value) if isinstance(value, str) else value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": self.form_field, **kwargs})

    def deconstruct(self):
        """Return it as the field of Django for migrations: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.get_internal_type()}", args, kwargs


class Text(NormalisedMixin, models.TextField):
    """A text of several lines."""

    form_field = TextLinesField


class Line(NormalisedMixin, models.CharField):
    """A text of one line."""

    form_field = NormalisedFormField
