"""The rows of a spreadsheet of activities."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.intake.sheets import links
from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.cells import parts, slug_of
from programmes.models import Activity
from programmes.models.keys import is_key
from programmes.models.text import one_line


class ActivityBatch(Batch):
    def entries(self, rows):
        """Return an `Entry` for each row; an `id` finds its activity as its address does."""
        given = {row.get("id", "").strip() for row in rows}
        keys = {int(key) for key in given if is_key(key)}
        slugs = dict(Activity.objects.filter(pk__in=keys).values_list("pk", "slug"))
        return super().entries([with_address(row, slugs) for row in rows])

    def key_of(self, row):
        return slug_of(row.get(self.layout.key, ""))

    def look_up(self, rows):
        new = [row for row in rows if not self.key_of(row)]
        titles = {one_line(self.plain(row["titel"])).lower() for row in new if "titel" in row}
        self.known = links.Known(list(self.records.values()), titles)

    def entry(self, row):
        entry = super().entry(row)
        if entry.record and row.get("id", "").strip() not in ("", str(entry.record.pk)):
            told = [str(self.layout.by_name["id"].label), _("It is not that of this address.")]
            entry.problems.append(told)
        return entry

    def fill(self, entry, record):
        errors = {}
        entry.related = links.Links(record, entry.cells, self.known)
        for step in (lambda: super(ActivityBatch, self).fill(entry, record), entry.related.find):
            try:
                step()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        entry.touched += entry.related.changed_programmes()

    def write_records(self, entries):
        Activity.assign_slugs([each.record for each in entries if each.is_new])
        super().write_records(entries)
        links.write([each.related for each in entries], self.known)

    def facts_of(self, row):
        title = one_line(self.plain(row.get("titel", ""))).lower()
        return [title], sorted({part.lower() for part in parts(row.get("werkprogrammas", ""))})


def with_address(row, slugs):
    """Return a row with the address of the activity that its `id` names, when it has none.

    Args:
        slugs: the slug by id; an id that is not there becomes an address that is not there.
    """
    key = row.get("id", "").strip()
    if not key or row.get("adres", "").strip():
        return row
    return row | {"adres": slugs.get(int(key), key) if is_key(key) else key}
