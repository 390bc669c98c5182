"""Take a text out of the history, delete files, hide a public change: each leaves who and why."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Cast, Replace, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext as _

from programmes.models import (
    PARTS,
    DocumentPage,
    Goal,
    HiddenChange,
    IncomingLetter,
    Proposal,
    ProposalFile,
    PublicChange,
    Redaction,
    Review,
    SearchEntry,
    SearchWord,
    SheetImport,
    SheetRow,
)
from programmes.models.parts import tables_of

# What stands in the place of the text. A text is not shorter, so that no column overflows.
MARK = "[…]"


@dataclass(frozen=True)
class Place:
    """A record whose history has a text.

    Attributes:
        record: the record; None when it was deleted.
        rows: the number of rows that have the text.
        is_present: whether the record itself has the text too; it has to be changed first.
    """

    noun: type
    key: int
    record: models.Model | None
    rows: int
    is_present: bool

    def __str__(self):
        return str(self.record or f"{self.noun._meta.verbose_name} #{self.key}")

    @property
    def sort(self):
        return self.noun._meta.verbose_name

    @property
    def value(self):
        """Its value in a form, such as "letter-12"."""
        return f"{self.noun._meta.model_name}-{self.key}"


def nouns():
    """Return the models with a history of their own, which are no part of another."""
    parts = {part for found in PARTS.values() for part, _key in found} - {Goal}
    return [each for each in apps.get_models() if hasattr(each, "history") and each not in parts]


def kept_about(noun):
    """Yield (queryset, column with the key) of what is kept about the records of a noun."""
    if noun is IncomingLetter:
        yield IncomingLetter.objects, "pk"
    elif noun is SheetImport:
        yield SheetImport.objects, "pk"
        yield SheetRow.objects, "sheet_id"
    else:
        for table, column in tables_of(noun):
            yield table.objects, column
        name = noun._meta.model_name
        for model in (PublicChange, Review, Proposal):
            yield model.objects.filter(noun=name), "record_id"
        yield ProposalFile.objects.filter(proposal__noun=name), "proposal__record_id"
        yield DocumentPage.objects.about(noun), "record_id"


def places(text):
    """Return the `Place`s of a text, also within longer words, in the case as given."""
    return [
        place for noun in [*nouns(), IncomingLetter, SheetImport] for place in places_in(noun, text)
    ]


def places_in(noun, text):
    counts = Counter()
    for rows, column in kept_about(noun):
        found = rows.filter(has(rows.model, text))
        counts.update(found.order_by().values_list(column, flat=True))
    # Parts without this owner, such as an event of no adjustment.
    counts.pop(None, None)
    records, present = noun.objects.in_bulk(counts), having(noun, text)
    return [
        Place(noun, key, records.get(key), rows, key in present) for key, rows in counts.items()
    ]


def having(noun, text):
    """Return the keys of the records of a noun with a text now, or a part or document with it."""
    if not hasattr(noun, "history"):
        return set()
    pages = DocumentPage.objects.about(noun).filter(has(DocumentPage, text))
    keys = {*pages.values_list("record_id", flat=True)}
    keys |= set(noun.objects.filter(has(noun, text)).values_list("pk", flat=True))
    for part, column in PARTS.get(noun, []):
        keys |= {*part.objects.filter(has(part, text)).values_list(column, flat=True)}
    return keys


def redacted_fields(model):
    """Return the fields of a model that hold texts, also in a list or in JSON."""
    kinds = (models.CharField, models.TextField, models.FileField, ArrayField, models.JSONField)
    has_original = model in (IncomingLetter, SheetImport, ProposalFile)
    originals = {"file", "sha256"} if has_original else set()
    return [
        each
        for each in model._meta.fields
        if isinstance(each, kinds) and not each.choices and each.name not in originals
    ]


def has(model, text):
    """Return the condition that a row of a model has a text in one of its fields."""
    condition = Q(pk__in=[])
    for field in redacted_fields(model):
        condition |= Q(GreaterThan(StrIndex(as_text(field), Value(within(field, text))), 0))
    return condition


def as_text(field):
    """Return the expression for a field as one text."""
    if isinstance(field, ArrayField):
        return Func(F(field.name), Value("\n"), function="array_to_string")
    return Cast(F(field.name), models.TextField())


def within(field, text):
    """Return a text as it stands in the text of a field."""
    is_json = isinstance(field, models.JSONField)
    return json.dumps(text, ensure_ascii=False)[1:-1] if is_json else text


def without(field, text):
    """Return the expression for a field in which `MARK` replaces a text."""
    mended = Replace(as_text(field), Value(within(field, text)), Value(MARK))
    if isinstance(field, ArrayField):
        return Func(mended, Value("\n"), function="string_to_array")
    return Cast(mended, models.JSONField()) if isinstance(field, models.JSONField) else mended


@transaction.atomic
def redact(text, chosen, reason, by, files=()):
    """Replace a text by `MARK` in the history of records, delete files, and record who and why.

    Args:
        chosen: `Place`s of the text.
        files: `StoredFile`s to delete.

    Returns:
        The `Redaction`.

    Raises:
        ValidationError: when the text is too short, a record still has the text or the file, or
            without a reason.
    """
    if len(text.strip()) < len(MARK):
        raise ValidationError(_("Give a longer text."))
    if kept := [str(each) for each in [*chosen, *files] if each.is_present]:
        names = ", ".join(kept)
        raise ValidationError(
            _("Change this first, it still has the text or the file: %s.") % names
        )
    redaction = Redaction(
        by=by,
        reason=reason.strip(),
        records=", ".join(dict.fromkeys(masked(str(each), text) for each in [*chosen, *files])),
        rows=sum(place.rows for place in chosen),
        files="\n".join(masked(each.name, text) for each in files),
    )
    redaction.full_clean()
    redaction.save()
    for place in chosen:
        take_out(text, place)
    forget_words(text)
    # The row of a file of a proposal is nothing without it.
    ProposalFile.objects.filter(file__in=[each.name for each in files]).delete()
    for each in files:
        transaction.on_commit(partial(default_storage.delete, each.name))
    return redaction


def masked(name, text):
    return re.sub(re.escape(text), MARK, name, flags=re.IGNORECASE)


def take_out(text, place):
    """Replace a text in everything that is kept about the record of a place."""
    for rows, column in kept_about(place.noun):
        values = {each.name: without(each, text) for each in redacted_fields(rows.model)}
        rows.filter(has(rows.model, text), **{column: place.key}).update(**values)


def forget_words(text):
    """Delete the words of a text from those to suggest for a misspelled one.

    Those that another record has stay.
    """
    own = Q(pk__in=[])
    for word in re.findall(r"[^\W\d_]{4,}", text.lower()):
        own |= Q(word__contains=word)
    names = ("title", "keywords", "body")
    has_it = [Q(**{f"{name}__icontains": OuterRef("word")}) for name in names]
    entries = SearchEntry.objects.filter(reduce(or_, has_it))
    SearchWord.objects.filter(own).exclude(Exists(entries)).delete()


def hide(change, reason, by):
    """Hide a `PublicChange` from readers.

    Raises:
        ValidationError: when it is hidden already, or without a reason.
    """
    hidden = HiddenChange(change=change, by=by, reason=reason.strip())
    hidden.full_clean()
    hidden.save()
    return hidden
