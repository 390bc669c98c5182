"""Spreadsheets of supervision fields and their groups."""

from django.utils.text import slugify

from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.layout import Layout, unread
from programmes.intake.sheets.linked import Linked
from programmes.lists import columns
from programmes.lists.columns.column import field
from programmes.models import FieldGroup, SupervisionField


class FieldBatch(Batch):
    def check_fields(self, record, errors):
        record.slug = record.slug or slugify(record.name)
        super().check_fields(record, errors)


# Unlike the name of the column: the reader tells from it whether a header has labels or names.
LABEL = FieldGroup._meta.verbose_name
GROUPS = Layout(
    model=FieldGroup,
    columns=(field(FieldGroup, "naam", "name", label=LABEL), field(FieldGroup, "adres", "slug")),
    batch=FieldBatch,
    order=("name",),
    needed=("naam",),
    identity=("naam",),
    once=("name",),
)
FIELDS = Layout(
    model=SupervisionField,
    columns=unread(columns.FIELD, "activiteiten", "laatste_rapport"),
    batch=FieldBatch,
    order=("name",),
    needed=("naam",),
    identity=("naam",),
    once=("name",),
    links={"groep": Linked("group", FieldGroup.objects.all(), ("name", "slug"))},
)
