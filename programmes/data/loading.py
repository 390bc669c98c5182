"""Load the known history into the register in one transaction; keep what staff changed."""

from collections import Counter
from dataclasses import dataclass, field

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from programmes.data.files import FOLDER, read
from programmes.models.parts import links_to_many
from programmes.models.publication import Published
from programmes.models.record import database_now
from programmes.models.text import Text

SOURCE = "load_history"
# The note for readers with changes of public records.
NOTE = "Bijgewerkt naar de bronnen."


@dataclass
class Report:
    """The outcome of loading.

    Attributes:
        counts: number of rows by (plural noun, outcome), as on screen.
        kept: (record, field, value in the register, value in the file) of what staff changed.
    """

    counts: Counter = field(default_factory=Counter)
    kept: list = field(default_factory=list)

    def note(self, model, outcome):
        self.counts[model._meta.verbose_name_plural, outcome] += 1

    def note_removed(self, model, name):
        """Report a record of the files that staff removed; it is not added again."""
        self.kept.append((name, _("whole record"), _("removed"), _("present")))
        self.note(model, _("kept as staff changed it"))


def load(folder=FOLDER):
    """Load the files of a folder into the register, in one transaction.

    Returns:
        A `Report`.

    Raises:
        ValidationError: with all problems of the files, or those of the first invalid record.
    """
    files = read(folder)
    report, now = Report(), database_now()
    with transaction.atomic(), pghistory.context(source=SOURCE, note=NOTE):
        for kind, records in files.items():
            new = [store_record(kind, values, report) for values in records]
            # A file comes after those that it refers to, such as programmes after perspectives.
            publish(filter(None, new), now)
    return report


def publish(records, now):
    """Publish new records, after their parts were stored.

    Raises:
        ValidationError: when one of them is incomplete.
    """
    for record in records:
        if isinstance(record, Published):
            record.publish_at = now
            save(record)


def store_record(kind, values, report):
    """Store a record of a file with its parts; return it if it is new, else None."""
    own = {name: v for name, v in values.items() if name not in {part.key for part in kind.parts}}
    record = find(kind.model, {name: own[name] for name in kind.identity})
    if record is None:
        report.note_removed(kind.model, *(own[name] for name in kind.identity))
        return None
    is_new = record._state.adding
    store(kind, record, resolved(kind, own), report)
    for part in kind.parts:
        store_parts(part, record, values.get(part.key, []), report)
    return record if is_new else None


def store_parts(part, parent, rows, report):
    """Store the parts of a record; delete those that were loaded and are no longer in the file."""
    found = []
    for number, row in enumerate(rows, 1):
        values = resolved(part, row | ({"position": number} if part.numbered else {}))
        missing = {name: part.fields[name].get_default() for name in part.identity}
        key = missing | {name: v for name, v in values.items() if name in missing}
        record = find(part.model, key | {part.parent: parent})
        if record is None:
            report.note_removed(part.model, f"{parent}, {part.key} {number}")
            continue
        store(part, record, values, report)
        found.append(record.pk)
    for other in part.model.objects.filter(**{part.parent: parent}).exclude(pk__in=found):
        if by_loader(other):
            other.delete()
            report.note(part.model, _("removed"))


def store(kind, record, values, report):
    """Store the values of a file in a record or part, unless staff changed it."""
    is_new = record._state.adding
    many = {name: v for name, v in values.items() if kind.fields[name].many_to_many}
    plain = {name: v for name, v in values.items() if name not in many}
    different = {} if is_new else differences(record, plain, many)
    if different and not by_loader(record):
        report.kept += [(record, name, *pair) for name, pair in different.items()]
        report.note(kind.model, _("kept as staff changed it"))
        return
    if is_new or different:
        for name, value in plain.items():
            setattr(record, name, value)
        save(record)
        for name, others in many.items():
            getattr(record, name).set(others)
    report.note(kind.model, _("new") if is_new else _("corrected") if different else _("unchanged"))


def resolved(kind, values):
    """Return the values of a file as they are stored, with slugs replaced by records."""
    linked = {
        name: kind.fields[name].to_python(value) if isinstance(kind.fields[name], Text) else value
        for name, value in values.items()
    }
    for name, model in kind.references.items():
        slugs = values.get(name)
        if isinstance(slugs, list):
            found = [find(model, {"slug": slug}) for slug in slugs]
            linked[name] = [record for record in found if record]
        elif slugs is not None:
            linked[name] = find(model, {"slug": slugs})
    return linked


def find(model, key):
    """Return the stored record with a key, or a new one; None if staff removed it.

    A record whose key has changed, such as its slug, is found by its history.
    """
    if record := model.objects.filter(**key).first():
        return record
    history = model.history.rel.related_model.objects.order_by("-pgh_id")
    earlier = history.filter(**key).first()
    if earlier is None:
        return model(**key)
    last = history.filter(pgh_obj_id=earlier.pgh_obj_id).first()
    if last.pgh_label == "delete":
        return model(**key) if is_ours(last) else None
    return model.objects.get(pk=earlier.pgh_obj_id)


def differences(record, plain, many):
    """Return {field: (value in the register, value in the file)} where the two differ."""
    found = {name: (getattr(record, name), value) for name, value in plain.items()}
    for name, others in many.items():
        found[name] = (set(getattr(record, name).all()), set(others))
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def by_loader(record):
    """Return whether the last changes of a record and of its links were made by `load`."""
    rows = [record.history.order_by("-pgh_id").first()]
    for name, through in links_to_many(type(record)).items():
        side = {record._meta.get_field(name).m2m_field_name(): record}
        links = through.history.rel.related_model.objects.filter(**side)
        rows.append(links.order_by("-pgh_id").first())
    return all(is_ours(row) for row in rows if row)


def is_ours(row):
    """Return whether a row of the history was made by `load`."""
    return (row.pgh_context or {}).get("source") == SOURCE


def save(record):
    """Validate and save a record.

    The database checks the constraints: to ask it for each of them first takes most of the time.

    Raises:
        ValidationError: with the name of the record before each message.
    """
    try:
        record.full_clean(validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            record.save()
    except (ValidationError, IntegrityError):
        refuse_invalid(record)
        raise


def refuse_invalid(record):
    """Raise a ValidationError with all that is wrong with a record, if anything is."""
    try:
        record.full_clean()
    except ValidationError as error:
        name = f"{record._meta.verbose_name} “{record}”"
        raise ValidationError([f"{name}: {text}" for text in sentences(error)]) from error


def sentences(error):
    """Return the messages of an error, each after the name of its field, if any."""
    return [
        message if field == "__all__" else f"{field}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    ]
