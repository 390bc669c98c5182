"""The known history into the register: all of it or nothing, and never over the work of staff."""

from collections import Counter
from dataclasses import dataclass, field

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.data.files import FOLDER, is_link_to_many, read
from programmes.models.publication import Published

SOURCE = "load_history"


@dataclass
class Report:
    """What loading did: counts per noun and outcome, and the differences that were kept."""

    counts: Counter = field(default_factory=Counter)
    kept: list = field(default_factory=list)

    def note(self, model, outcome):
        self.counts[model._meta.verbose_name_plural, outcome] += 1


def load(folder=FOLDER):
    """Load the files of a folder into the register, in one transaction.

    Returns:
        A `Report`.

    Raises:
        ValidationError: with all that is wrong; nothing is stored then.
    """
    files = read(folder)
    report, new = Report(), []
    with transaction.atomic(), pghistory.context(source=SOURCE):
        for source, records in files.items():
            for values in records:
                record = store_record(source, values, report)
                if record:
                    new.append(record)
        publish(new)
    return report


def publish(records):
    """Make new records public, now that their parts are there.

    Raises:
        ValidationError: when one of them is not complete.
    """
    now = timezone.now()
    for record in records:
        if isinstance(record, Published):
            record.publish_at = now
            checked(record)
            record.save()


def store_record(source, values, report):
    """Store a record of a file with its parts; return it when it is new, else None."""
    own = {k: v for k, v in values.items() if k not in {part.key for part in source.parts}}
    key = {source.identity: own[source.identity]}
    record = source.model.objects.filter(**key).first()
    is_new = record is None
    record = store(source, record or source.model(**key), own, report, is_new)
    for part in source.parts:
        store_parts(part, record, values.get(part.key, []), report)
    return record if is_new else None


def store_parts(part, parent, rows, report):
    """Store the parts of a record; those that a corrected file has no more go."""
    found = []
    for number, row in enumerate(rows, 1):
        values = row | ({"position": number} if part.numbered else {})
        linked = resolved(part, values)
        key = {part.parent: parent} | {name: linked.get(name, "") for name in part.identity}
        if "date" in key and not key["date"]:
            key["date"] = None
        existing = part.model.objects.filter(**key).first()
        given = existing or part.model(**key)
        found.append(store(part, given, values, report, existing is None).pk)
    for other in part.model.objects.filter(**{part.parent: parent}).exclude(pk__in=found):
        if by_loader(other):
            other.delete()
            report.note(part.model, _("removed"))


def store(kind, record, values, report, is_new):
    """Store a record or part with the values of a file, unless staff changed it; return it."""
    linked = resolved(kind, values)
    many = {name: v for name, v in linked.items() if is_link_to_many(kind.model, name)}
    plain = {name: v for name, v in linked.items() if name not in many}
    different = {} if is_new else differences(record, plain, many)
    if different and not by_loader(record):
        report.kept += [(record, name, *pair) for name, pair in different.items()]
        report.note(kind.model, _("kept as staff changed it"))
        return record
    if is_new or different:
        for name, value in plain.items():
            setattr(record, name, value)
        checked(record)
        record.save()
        for name, others in many.items():
            getattr(record, name).set(others)
    report.note(kind.model, _("new") if is_new else _("corrected") if different else _("unchanged"))
    return record


def resolved(kind, values):
    """Return the values of a file with records in the place of their slugs."""
    linked = dict(values)
    for name, model in kind.references.items():
        slugs = values.get(name)
        if isinstance(slugs, list):
            linked[name] = list(model.objects.filter(slug__in=slugs))
        elif slugs is not None:
            linked[name] = model.objects.get(slug=slugs)
    return linked


def differences(record, plain, many):
    """Return {field: (value in the register, value in the file)} where the two differ."""
    found = {name: (getattr(record, name), value) for name, value in plain.items()}
    for name, others in many.items():
        found[name] = (set(getattr(record, name).all()), set(others))
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def by_loader(record):
    """Return whether the last change of a record was made by loading, not by people."""
    last = record.history.order_by("-pgh_id").first()
    return bool(last and (last.pgh_context or {}).get("source") == SOURCE)


def checked(record):
    """Refuse a record that breaks a rule.

    Raises:
        ValidationError: with the record in front of each message.
    """
    try:
        record.full_clean()
    except ValidationError as error:
        name = f"{record._meta.verbose_name} “{record}”"
        raise ValidationError([f"{name}: {text}" for text in sentences(error)]) from error


def sentences(error):
    """Return the messages of an error, each with its field in front where it has one."""
    return [
        message if field == "__all__" else f"{field}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    ]
