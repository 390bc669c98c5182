"""Columns that are written to a foreign key: a cell names the record that it leads to."""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import CharField, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from programmes.intake.sheets.cells import slug_of
from programmes.models.kamerstuk import key_of, parts_of
from programmes.models.keys import is_key
from programmes.models.text import one_line


def number_of(cell):
    """Return a primary key without leading zeros; another text without spaces around it."""
    text = cell.strip()
    return str(int(text)) if is_key(text) else text


def text_of(cell):
    return one_line(cell).lower()


def kst_of(cell):
    """Return the identifier of the Kamerstuk that a cell names, in any spelling; or ""."""
    try:
        return key_of(*parts_of(cell))
    except ValidationError:
        return ""


# The function that makes a key of a cell, by the field or annotation that the key is compared with.
KEYS = {"slug": slug_of, "pk": number_of, "kst": kst_of}


class Linked(NamedTuple):
    """The foreign key that a column is written to.

    Attributes:
        field: the name of the foreign key.
        records: what a cell can name.
        paths: the fields by which it does, of which the first that finds a record counts.
        fits: returns, given the record of the row and one that a cell names, whether the latter may
            be meant; it decides only between several.
    """

    field: str
    records: QuerySet
    paths: tuple = ("slug",)
    fits: Callable | None = None

    def key_in(self, cell, path=""):
        """Return the key of the record that a cell names, by the first path or another; or ""."""
        return KEYS.get(path or self.paths[0], text_of)(cell)

    def named_in(self, cells):
        """Return the records that cells name, as lists by (path, key)."""
        found = defaultdict(list)
        for path in self.paths:
            keys = {self.key_in(cell, path) for cell in cells} - {""}
            for key, record in keyed(self.records, path, keys):
                found[path, key].append(record)
        return found

    def chosen(self, cell, named, record):
        """Return the record that a cell names, or None for an empty cell.

        Args:
            named: the result of `named_in`.
            record: that of the row, with the columns before this one filled in.

        Raises:
            ValidationError: when it does not exist, or several have the name.
        """
        if not one_line(cell):
            return None
        for path in self.paths:
            found = named.get((path, self.key_in(cell, path)), [])
            if len(found) > 1 and self.fits:
                found = [each for each in found if self.fits(record, each)] or found
            if len(found) == 1:
                return found[0]
            if found:
                raise ValidationError(_("Not clear which: %(name)s.") % {"name": cell[:100]})
        raise ValidationError(_("There is no such record."))


def keyed(records, path, keys):
    """Yield (key, record) of the records with one of some keys in the field `path`."""
    if path in KEYS:
        legal = {int(key) for key in keys if is_key(key)} if path == "pk" else keys
        found = records.filter(**{f"{path}__in": legal})
    else:
        found = records.annotate(key_of_link=Lower(path, output_field=CharField()))
        found = found.filter(key_of_link__in=keys)
    for record in found:
        value = str(getattr(record, path))
        yield value if path in KEYS else value.lower(), record
