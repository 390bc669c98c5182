"""What spreadsheets of parts of activities share: each row has a number of its own."""

from django.utils.translation import gettext_lazy as _

from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.linked import Linked
from programmes.lists.columns.column import address_of, field
from programmes.models import Activity

OF_ACTIVITY = Linked("activity", Activity.objects.all(), ("title", "slug"))


def link(model, name, path, noun, description, **options):
    """Return the column with the address of another record.

    Args:
        name: of the column.
        path: the name of the foreign key.
        noun: the path of the noun that it leads to.
        options: attributes of `Column` to set otherwise.
    """
    given = {"expression": address_of(noun, f"{path}__slug"), "kind": "address"} | options
    return field(model, name, path, description=description, **given)


def activity_of(model):
    """Return the column with the activity of a part."""
    description = _("The address of the activity on this site, or its title.")
    return link(model, "activiteit", "activity", "activiteiten", description, label=_("activity"))


class PartBatch(Batch):
    def for_staff(self, row):
        """Take the activity from its address, as a list for readers has its title beside that."""
        return row | {"activiteit": row["adres"]} if row.get("adres", "").strip() else row

    def update(self, records):
        self.layout.model.objects.bulk_update(records, self.written_fields())

    def name_of(self, record):
        return f"{record.activity}: {record}" if record.activity_id else str(record)
