"""The rows of a spreadsheet of events."""

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from import_export.fields import Field

from programmes.intake.sheets.resource import SheetResource
from programmes.intake.sheets.widgets import (
    CodeWidget,
    DateField,
    RecordWidget,
    TextWidget,
    slug_of,
)
from programmes.models import Activity, Adjustment, Event, WorkProgramme
from programmes.models.keys import is_key
from programmes.workflow.adjusting import settle

# By column, the records that an event is linked with.
LINKED = {
    "activiteit": Activity.objects.all(),
    "bijstelling": Adjustment.objects.select_related("programme"),
    "verplaatst_naar": WorkProgramme.objects.all(),
}


class EventResource(SheetResource):
    activiteit = Field("activity", "activiteit", RecordWidget())
    soort = Field("kind", "soort", CodeWidget(Event.Kind.choices))
    datum = DateField("date", "datum")
    titel = Field("title", "titel", TextWidget())
    bij_de_bron = Field("url", "bij_de_bron", TextWidget())
    toelichting = Field("note", "toelichting", TextWidget())
    bijstelling = Field("adjustment", "bijstelling", RecordWidget())
    verplaatst_naar = Field("moved_to", "verplaatst_naar", RecordWidget())

    class Meta(SheetResource.Meta):
        model = Event
        fields = (
            "activiteit",
            "soort",
            "datum",
            "titel",
            "bij_de_bron",
            "toelichting",
            "bijstelling",
            "verplaatst_naar",
        )

    def legal(self, keys):
        return {int(key) for key in keys if is_key(key)}

    def key_of(self, row):
        key = super().key_of(row)
        return str(int(key)) if is_key(key) else key

    def look_up(self, rows):
        for name, records in LINKED.items():
            slugs = {slug_of(row.get(name)) for row in rows}
            found = records.filter(slug__in=slugs)
            self.fields[name].widget.known = {record.slug: record for record in found}
        linked = ("activity", "adjustment__programme", "moved_to")
        prefetch_related_objects(list(self.records.values()), *linked)
        activities = self.fields["activiteit"].widget.known.values()
        there = Event.objects.filter(activity__in=activities)
        self.there = set(there.values_list(*Event.identifying_fields))
        self.adjustments = {}

    def import_instance(self, instance, row, **kwargs):
        """Fill the fields.

        Raises:
            ValidationError: with all that is wrong, by column.
        """
        before = instance.adjustment
        super().import_instance(instance, row, **kwargs)
        if instance.activity_id and "activiteit" in row:
            self.check_record("activiteit", instance.activity)
        if instance.pk is None and instance.identity in self.there:
            raise ValidationError({"soort": _("This event is there already; give its number.")})
        touched = [each for each in (before, instance.adjustment) if each]
        self.adjustments[len(self.told) - 1] = touched

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        super().validate_instance(instance, import_validation_errors, validate_unique)
        instance.clean()

    def written_fields(self):
        names = super().written_fields()
        return [*names, "date_precision"] if "date" in names else names

    def write_records(self, writes):
        super().write_records(writes)
        touched = {each for write in writes for each in self.adjustments[write.number]}
        for adjustment in sorted(touched, key=lambda each: each.pk):
            settle(adjustment)

    def name_of(self, instance):
        return f"{instance.activity}: {instance}" if instance.activity_id else str(instance)

    def facts_of(self, row):
        kind = (row.get("soort") or "").strip().lower()
        kind = self.fields["soort"].widget.codes.get(kind, kind)
        day, title = (row.get("datum") or "").strip(), self.plain(row.get("titel") or "")
        return [slug_of(row.get("activiteit")), kind, day, title], []
