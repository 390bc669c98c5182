"""What a kind of spreadsheet is: all steps of an import, and the files to begin with, follow."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from dataclasses import field as field_of
from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ImproperlyConfigured, ValidationError
from django.db.models import DateField, F, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from programmes.intake.sheets.cells import date_of, slug_of
from programmes.intake.sheets.linked import number_of
from programmes.lists.columns.column import Column, address_of
from programmes.lists.columns.keys import IDENTITY
from programmes.models.address import Addressed
from programmes.models.kamerstuk import parts_of
from programmes.models.keys import is_key
from programmes.models.text import one_line


class Reader(NamedTuple):
    """A column that is read in a way of its own.

    Attributes:
        read: returns a value for each of `fields`, given the text of a cell.
        fields: the names of the fields that these are written to.
    """

    read: Callable
    fields: tuple


@dataclass(frozen=True)
class Layout:
    """One kind of spreadsheet.

    Attributes:
        model: of the records that its rows are about. A column with a field of it as its `source`
            is written to that field.
        columns: the `Column`s, in the order of a template.
        batch: the subclass of `Batch` that writes its rows.
        order: the fields to order the rows of a file by.
        key: the name of the column that says which record a row is; empty there is a new one.
        path: the field that the key names.
        needed: the names of the columns that a new record cannot do without.
        identity: the names of the columns that tell new records in one file apart.
        once: the fields that no two records may have the same.
        links: the `Linked` of each column that is written to a foreign key, by name.
        readers: the `Reader` of each column that has one, by name.
        linked: the names of columns that are written as rows of other tables.
        terms: the names of columns with a term in words: a date that a spreadsheet program made of
            it is read as words again.
        owner: the name of the column with the record that a row is part of; "" when it is none.
        renamed: the present names of columns by the names that they had.
        staff: those of `columns` as staff see them, drafts included.

    Raises:
        ImproperlyConfigured: for a column that is read but nowhere written.
    """

    model: type[Model]
    columns: tuple
    batch: type
    order: tuple
    key: str = "adres"
    path: str = "slug"
    needed: tuple = ()
    identity: tuple = ()
    once: tuple = ()
    links: dict = field_of(default_factory=dict)
    readers: dict = field_of(default_factory=dict)
    linked: frozenset = frozenset()
    terms: frozenset = frozenset()
    owner: str = ""
    renamed: dict = field_of(default_factory=dict)
    staff: tuple = ()

    def __post_init__(self):
        read = [
            each for each in self.columns if self.is_read(each) and each.name not in self.linked
        ]
        if lost := [column.name for column in read if not self.is_written(column)]:
            raise ImproperlyConfigured(f"No import writes the columns {', '.join(lost)}.")

    @cached_property
    def by_name(self):
        return {column.name: column for column in self.columns}

    @cached_property
    def complete(self):
        """The columns of `staff` by name."""
        return {column.name: column for column in self.staff}

    @property
    def exported(self):
        """The columns of a file for staff: those that are read, and those of `staff`."""
        read = [each for each in self.columns if not each.derived or each.name in self.complete]
        return [self.complete.get(each.name, each) for each in read]

    @cached_property
    def dates(self):
        """The names of the columns with a date."""
        return {
            each.name
            for each in self.columns
            if isinstance(each.source, DateField)
            or (each.name in self.readers and self.readers[each.name].read is date_of)
        }

    @property
    def template(self):
        """The columns of an empty file."""
        return [self.complete.get(each.name, each) for each in self.columns if not each.derived]

    @property
    def root(self):
        """The model whose records an import is taken back by: the row's own, or its owner's."""
        if issubclass(self.model, Addressed) or not self.owner:
            return self.model
        return self.links[self.owner].records.model

    def owner_of(self, record):
        """Return the record whose state and rights count for one of `model`."""
        return getattr(record, self.links[self.owner].field) if self.owner else record

    def key_of(self, row):
        """Return the key of the record that a row names, or ""."""
        text = row.get(self.key, "")
        return slug_of(text) if self.path == "slug" else number_of(text)

    def legal(self, keys):
        """Return the keys that a query can be made with."""
        if self.path == "slug":
            return keys - {""}
        return {int(key) for key in keys if is_key(key)}

    def is_read(self, column):
        return column.name != self.key and not column.derived

    def is_written(self, column):
        return bool(self.fields_of(column))

    def fields_of(self, column):
        """Return the names of the fields that a column is written to."""
        if link := self.links.get(column.name):
            return (link.field,)
        if reader := self.readers.get(column.name):
            return reader.fields
        source = column.source
        is_own = source is not None and source.model is self.model and source.editable
        return (source.name,) if is_own else ()

    def label_of(self, name):
        """Return the label of a column, given its name or that of the field it is written to."""
        if name in (NON_FIELD_ERRORS, "slug"):
            return ""
        by_field = {field: each for each in self.columns for field in self.fields_of(each)}
        column = by_field.get(name) or self.by_name.get(name)
        return str(column.label) if column else name

    def names_of(self, header):
        """Return the names of the columns in a header, and whether they are written for people.

        Raises:
            ValidationError: for a column that is not known, that is there twice, or not at all.
        """
        header = [one_line(title) for title in header]
        while header and not header[-1]:
            header.pop()
        known = {column.name: column.name for column in self.columns} | self.renamed
        labels = {str(column.label).lower(): column.name for column in self.columns}
        names = [known.get(title) or labels.get(title.lower()) for title in header]
        if unknown := [at for at, name in enumerate(names, 1) if name is None]:
            told = {
                "columns": ", ".join(header[at - 1] or without_title(at) for at in unknown)[:300],
                "known": ", ".join(str(each.label) for each in self.columns if not each.derived),
            }
            raise ValidationError(
                _("Unknown columns: %(columns)s. These are known: %(known)s.") % told
            )
        twice = [each for each, name in zip(header, names, strict=True) if names.count(name) > 1]
        if twice:
            raise ValidationError(_("The column %(name)s is there twice.") % {"name": twice[0]})
        if {self.key, "id"}.isdisjoint(names) and (
            missing := [n for n in self.needed if n not in names]
        ):
            told = {"columns": ", ".join(missing)}
            raise ValidationError(_("Columns are missing: %(columns)s.") % told)
        return names, any(title not in known for title in header)


def without_title(number):
    """Return what a column without a title is called, by its letter in a spreadsheet."""
    return _("column %(letter)s (without a title)") % {"letter": get_column_letter(number)}


KAMERSTUK = Reader(parts_of, ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number"))
NUMBER = Column(
    "nummer",
    gettext_lazy("number"),
    gettext_lazy("Empty for a new one."),
    F("pk"),
    "number",
)
# Its label differs from its name, so that a header is certain to say which of them it has.
ID = replace(IDENTITY, derived=False, label=NUMBER.label, description=NUMBER.description)
# The letter that offers a document: files for readers have its reference and its date only.
OFFERED_WITH = Column(
    "brief",
    gettext_lazy("letter that offers it"),
    gettext_lazy("The address of the letter on this site, its reference, or its Kamerstuk."),
    address_of("brieven", F("letter__slug")),
    kind="address",
)


def after(name, columns, *added):
    """Return columns with others after the one with a name."""
    place = [column.name for column in columns].index(name) + 1
    return (*columns[:place], *added, *columns[place:])


def numbered(columns):
    """Return the columns of a link between records, of which the id says which row it is."""
    return tuple(ID if each.name == "id" else each for each in columns)


def with_unread(own, columns):
    """Return columns, and after them those of a list for readers that they lack, not to be read."""
    known = {each.name for each in own}
    added = (replace(each, derived=True) for each in columns if each.name not in known)
    return (*own, *added)


def unread(columns, *names):
    """Return columns of which an import does not read some: those, and the ids of other records."""
    return tuple(
        replace(each, derived=True) if each.name in names or each.refers_to else each
        for each in columns
    )
