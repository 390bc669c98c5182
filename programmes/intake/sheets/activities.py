"""The rows of a spreadsheet of activities."""

from django.core.exceptions import ValidationError
from import_export.fields import Field

from programmes.intake.sheets import links
from programmes.intake.sheets.resource import SheetResource
from programmes.intake.sheets.widgets import (
    CodeWidget,
    LinesWidget,
    TextWidget,
    YesWidget,
    parts,
    slug_of,
)
from programmes.models import Activity


class ActivityResource(SheetResource):
    linked = links.NAMES

    titel = Field("title", "titel", TextWidget())
    vorm = Field("form", "vorm", CodeWidget(Activity.Form.choices, Activity.Form.UNKNOWN))
    vorm_afgeleid = Field("form_inferred", "vorm_afgeleid", YesWidget())
    samen_met = Field("partners", "samen_met", LinesWidget())
    samenvatting = Field("summary", "samenvatting", TextWidget())
    bronnen = Field("sources", "bronnen", LinesWidget())
    toelichting = Field("note", "toelichting", TextWidget())

    class Meta(SheetResource.Meta):
        model = Activity
        fields = (
            "titel",
            "vorm",
            "vorm_afgeleid",
            "samen_met",
            "samenvatting",
            "bronnen",
            "toelichting",
        )

    def key_of(self, row):
        return slug_of(row.get(self.layout.key))

    def look_up(self, rows):
        new = [row for row in rows if not self.key_of(row)]
        titles = {self.plain(row["titel"] or "").lower() for row in new if "titel" in row}
        self.known = links.Known(list(self.records.values()), titles)
        self.links = {}

    def import_instance(self, instance, row, **kwargs):
        """Fill the fields, and find what the row is linked with.

        Raises:
            ValidationError: with all that is wrong, by column.
        """
        errors = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        found = links.Links(instance, row, self.known)
        try:
            found.find()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        self.links[len(self.told) - 1] = found

    def write_records(self, writes):
        Activity.assign_slugs([each.record for each in writes if each.is_new])
        super().write_records(writes)
        links.write([self.links[each.number] for each in writes], self.known)

    def facts_of(self, row):
        title = " ".join(self.plain(row.get("titel") or "").lower().split())
        return [title], sorted({part.lower() for part in parts(row.get("werkprogrammas"))})
