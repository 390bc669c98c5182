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


def stored_files(text, places=()):
    """Return the `StoredFile`s with a text in their name, in any case, and those of places.

    Args:
        places: `redacting.Place`s.
    """
    return [
        each
        for noun in apps.get_models()
        if noun in IN_USE or has_file(noun) and hasattr(noun, "history")
        for each in files_of(noun, text, keys_of(noun, places))
        if default_storage.exists(each.name)
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


def files_of(noun, text, keys):
    """Return the `StoredFile`s of a noun, of the records with these keys or with a text."""
    rows, column, named = noun.objects, "pk", Q(file__icontains=text)
    if noun in IN_USE:
        named |= Q(name__icontains=text)
    else:
        rows, column = noun.history.rel.related_model.objects, "pgh_obj_id"
    found = rows.filter(named | Q(**{f"{column}__in": keys})).exclude(file="").order_by()
    pairs = dict(found.values_list("file", column))
    records = noun.objects.in_bulk(pairs.values())
    present = noun.objects.filter(IN_USE.get(noun, Q()), file__in=pairs)
    in_use = {*present.values_list("file", flat=True)}
    return [StoredFile(noun, name, records.get(key), name in in_use) for name, key in pairs.items()]
