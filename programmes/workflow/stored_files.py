"""The uploaded files that an administrator may delete, with a `Redaction`."""

from dataclasses import dataclass

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q

from programmes.models import IncomingLetter, ProposalFile, SheetImport

# What has no history; the file of such a row is in use as long as this holds.
IN_USE = {
    IncomingLetter: Q(letter=None),
    SheetImport: Q(stored_at=None),
    ProposalFile: Q(pk__in=[]),
}


@dataclass(frozen=True)
class StoredFile:
    """A file in the storage, of a record or of an earlier version of it.

    Attributes:
        name: its path in the storage.
        record: the record; None when it was deleted.
        is_present: whether the record still needs it, so that it has to be changed first.
    """

    noun: type
    name: str
    record: models.Model | None
    is_present: bool

    def __str__(self):
        return str(self.record or self.noun._meta.verbose_name)


def stored_files(text, places=(), names=()):
    """Return the `StoredFile`s with a text in their name, in any case, and those of places.

    Args:
        places: `redacting.Place`s.
        names: the names of other files to return.
    """
    return [
        each
        for noun in nouns_with_files()
        for each in files_of(noun, text, keys_of(noun, places), names)
        if default_storage.exists(each.name)
    ]


def unread_files():
    """Return the names of the files whose text is nowhere in the database."""
    known = (IncomingLetter, SheetImport)
    nouns = [noun for noun in nouns_with_files() if noun not in known]
    names = {name for noun in nouns for name in rows_of(noun)[0].values_list("file", flat=True)}
    return sorted(name for name in names if name and default_storage.exists(name))


def nouns_with_files():
    return [
        noun
        for noun in apps.get_models()
        if noun in IN_USE or has_file(noun) and hasattr(noun, "history")
    ]


def has_file(model):
    return any(isinstance(field, models.FileField) for field in model._meta.fields)


def keys_of(noun, places):
    """Return the keys of the rows of a noun that are the records of places, or proposed for one."""
    records = {(place.noun._meta.model_name, place.key) for place in places}
    if noun is ProposalFile:
        files = ProposalFile.objects.select_related("proposal")
        return [
            each.pk for each in files if (each.proposal.noun, each.proposal.record_id) in records
        ]
    return [key for name, key in records if name == noun._meta.model_name]


def rows_of(noun):
    """Return (rows with the present files of a noun and those of before, column with the key)."""
    if noun in IN_USE:
        return noun.objects, "pk"
    return noun.history.rel.related_model.objects, "pgh_obj_id"


def files_of(noun, text, keys, names):
    """Return the `StoredFile`s of a noun, by name: of these keys or names, or with a text in it."""
    (rows, column), named = rows_of(noun), Q(file__icontains=text) | Q(file__in=names)
    if noun in IN_USE:
        named |= Q(name__icontains=text)
    found = rows.filter(named | Q(**{f"{column}__in": keys})).exclude(file="").order_by("file")
    pairs = dict(found.values_list("file", column))
    records = noun.objects.in_bulk(pairs.values())
    present = noun.objects.filter(IN_USE.get(noun, Q()), file__in=pairs)
    in_use = {*present.values_list("file", flat=True)}
    return [StoredFile(noun, name, records.get(key), name in in_use) for name, key in pairs.items()]
