"""Spreadsheets of letters, with their signatures, and of those who sign them."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.kinds import signatures
from programmes.intake.sheets.kinds.staff import STATE
from programmes.intake.sheets.layout import KAMERSTUK, Layout, unread
from programmes.lists import columns
from programmes.lists.columns.column import joined
from programmes.models import Letter, Signatory, Signature


class LetterBatch(Batch):
    def look_up(self, rows):
        super().look_up(rows)
        self.known = signatures.named_in([self.plain_row(row) for row in rows])
        signatures.look_up([*self.records.values()])

    def plain_row(self, row):
        return {name: self.plain(text) for name, text in row.items()}

    def fill(self, entry, record):
        super().fill(entry, record)
        entry.related = signatures.Signed(record, entry.cells, self.known)

    def check(self, entry, record):
        super().check(entry, record)
        signs = signatures.SIGNERS & entry.cells.keys()
        if signs and record.publish_at and not self.has_signer(entry):
            message = _("A letter that is public has somebody who signs.")
            raise ValidationError({"ambten": message})

    def has_signer(self, entry):
        kept = [*entry.related.changed, *entry.related.added]
        return any(each.capacity == Signature.Capacity.SIGNS for each in kept)

    def write_records(self, entries):
        super().write_records(entries)
        signatures.write([entry.related for entry in entries])

    def is_known_by_facts(self, record):
        """Return whether no number says which letter it is."""
        return not (record.reference or record.kamerstuk_dossier)

    def facts_of(self, row):
        numbers = [self.fact_of(row, name) for name in ("kenmerk", "kamerstuk")]
        return (numbers, []) if any(numbers) else super().facts_of(row)


# Of everybody who signs, in order; with a word for those whose name is not known.
NAMES = joined(
    Signature.objects.filter(capacity=Signature.Capacity.SIGNS),
    "letter",
    Coalesce("signatory__name", Value(signatures.UNKNOWN)),
    "position",
    "pk",
)
SIGNERS = next(each for each in columns.LETTER if each.name == "ondertekenaars")
LETTERS = Layout(
    model=Letter,
    columns=(*columns.LETTER, STATE),
    batch=LetterBatch,
    order=("date", "pk"),
    identity=("datum", "onderwerp"),
    once=("date", "subject"),
    readers={"kamerstuk": KAMERSTUK},
    linked=signatures.NAMES,
    staff=(STATE, replace(SIGNERS, expression=NAMES)),
)
SIGNATORIES = Layout(
    model=Signatory,
    columns=(*unread(columns.SIGNATORY, "ondertekende"), STATE),
    batch=Batch,
    order=("name", "pk"),
    needed=("naam",),
    identity=("naam", "ambt"),
    staff=(STATE,),
)
