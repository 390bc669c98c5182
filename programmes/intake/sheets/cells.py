"""Text of cells to values of model fields; a ValidationError says what is wrong with a text."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, CharField, DateField, TextField, URLField
from django.utils.translation import gettext as _

from programmes.lists.columns.column import SEPARATOR
from programmes.models import Precision
from programmes.models.text import one_line, with_scheme
from programmes.models.when import date_in_words, when


def converter(field):
    """Return the function that turns the text of a cell into a value of a model field."""
    if field.choices:
        return Code(field)
    if isinstance(field, BooleanField):
        return yes
    if isinstance(field, ArrayField):
        return parts
    if isinstance(field, URLField):
        return address
    if isinstance(field, CharField | TextField):
        return field.to_python
    if isinstance(field, DateField):
        return day
    return lambda cell: field.to_python(one_line(cell) or None)


class Code:
    """Returns the code for a code or a label of a field with choices; empty is the default."""

    def __init__(self, field):
        self.labels = ", ".join(str(label) for _code, label in field.choices)
        self.codes = {code: code for code, _label in field.choices}
        self.codes |= {str(label).lower(): code for code, label in field.choices}
        self.codes[""] = field.get_default()

    def __call__(self, cell):
        text = one_line(cell)
        code = self.codes.get(text, self.codes.get(text.lower()))
        if code is None:
            told = {"value": text[:100], "choices": self.labels}
            raise ValidationError(
                _("“%(value)s” is not one of the choices. Choose from: %(choices)s.") % told
            )
        return code


def yes(cell):
    answers = dict.fromkeys(("ja", "waar", "true"), True)
    answers |= dict.fromkeys(("nee", "onwaar", "false", ""), False)
    if (text := one_line(cell).lower()) not in answers:
        raise ValidationError(_("Write ja or nee."))
    return answers[text]


def address(cell):
    return with_scheme(one_line(cell))


def parts(cell):
    """Return the values of a cell that holds several."""
    return list(filter(None, map(one_line, cell.split(SEPARATOR.strip()))))


def date_of(cell):
    """Return a date and its `Precision`, or (None, None) for an empty cell: see `when`."""
    try:
        return when(cell) if one_line(cell) else (None, None)
    except ValueError as error:
        raise ValidationError(_("Write a date as 2024-05-01, 2024-05 or 2024.")) from error


def day(cell):
    """Return the date of a cell, or None; a month or a year is not enough."""
    found, precision = date_of(cell)
    if precision not in (None, Precision.DAY):
        raise ValidationError(_("Give a day, such as 2024-05-01 or 1 mei 2024."))
    return found


def term(cell):
    """Return "mei 2024" for a cell with the date 2024-05; the text of one without a legal date."""
    try:
        return date_in_words(*when(cell))
    except (ValueError, ValidationError):
        return str(cell)


def slug_of(cell):
    """Return the slug in the address of a record on this site; a text that is no address as is."""
    text = one_line(cell)
    if not text.lower().startswith(("/", "http://", "https://")):
        return text.strip("/")
    path = text.partition("?")[0].partition("#")[0]
    return path.strip("/").rpartition("/")[2]
