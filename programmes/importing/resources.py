"""A row of a spreadsheet to a record, with django-import-export; only what differs is touched.

Each cell is compared with what our own file would hold there. So a file that was downloaded here
changes nothing, whatever is in it, and the apostrophes that its Excel flavour adds are taken away
only where somebody changed a cell.
"""

import re
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import CharWidget, Widget

from programmes.columns.column import SEPARATOR
from programmes.exports import FLAVOURS, cell
from programmes.importing.layout import LAYOUTS
from programmes.importing.links import Links, slug_of
from programmes.models import Activity, Event, Precision

ESCAPED = re.compile(r"^'(?=[=+\-@\t\r\n])")


class TextWidget(CharWidget):
    def clean(self, value, row=None, **kwargs):
        return (value or "").replace("\r\n", "\n")


class LinesWidget(Widget):
    def clean(self, value, row=None, **kwargs):
        return parts(value)


class CodeWidget(Widget):
    """A code, written as itself or as its label."""

    def __init__(self, choices, empty=""):
        self.codes = {code: code for code, _label in choices}
        self.codes |= {str(label).lower(): code for code, label in choices} | {"": empty}

    def clean(self, value, row=None, **kwargs):
        """Return the code.

        Raises:
            ValueError: when there is no such code.
        """
        text = (value or "").strip()
        code = self.codes.get(text, self.codes.get(text.lower()))
        if code is None:
            raise ValueError(_("“%(value)s” is not one of the choices.") % {"value": text[:100]})
        return code


class YesWidget(Widget):
    def clean(self, value, row=None, **kwargs):
        """Return whether a cell says ja.

        Raises:
            ValueError: when it says something else than ja or nee.
        """
        answers = {"ja": True, "nee": False, "": False}
        if (text := (value or "").strip().lower()) not in answers:
            raise ValueError(_("Write ja or nee."))
        return answers[text]


def parts(text):
    """Return the values of a cell that holds several."""
    return [part.strip() for part in (text or "").split(SEPARATOR.strip()) if part.strip()]


class SheetResource(ModelResource):
    """What both kinds of spreadsheet share.

    Attributes:
        told: of each row, a dict of what it changes and what is wrong with it.
    """

    class Meta:
        import_id_fields = ()
        clean_model_instances = True
        skip_diff = True
        report_skipped = True
        store_instance = True
        use_transactions = True

    def __init__(self, sheet, may_change):
        super().__init__()
        self.layout = LAYOUTS[sheet.kind]
        self.flavour = FLAVOURS["excel" if sheet.for_people else "csv"]
        self.columns = [self.layout.by_name[name] for name in sheet.columns]
        self.may_change = may_change
        self.told = []

    def key_of(self, row):
        return (row.get(self.layout.key) or "").strip()

    def before_import(self, dataset, **kwargs):
        """Look up the records of all rows, and what our own file holds of each."""
        keys = {self.key_of(row) for row in dataset.dict} - {""}
        found = self._meta.model.objects.filter(**{f"{self.layout.path}__in": self.legal(keys)})
        self.records = {str(getattr(record, self.layout.path)): record for record in found}
        texts = found.values_list(self.layout.path, *(self.text_of(each) for each in self.columns))
        names = [column.name for column in self.columns]
        self.texts = {str(key): dict(zip(names, row, strict=True)) for key, *row in texts}

    def legal(self, keys):
        """Return the keys that can be one at all."""
        return keys

    def text_of(self, column):
        return column.expression if column.kind == "address" else cell(column, self.flavour, "")

    def before_import_row(self, row, **kwargs):
        """Leave in the row only what differs from the register, without our own apostrophes.

        Raises:
            ValidationError: when the row names a record that does not exist, or is not theirs.
        """
        key = self.key_of(row)
        now = self.texts.get(key, {})
        self.told.append({"changes": [], "is_public": False})
        for column in self.columns:
            self.compare(column, row, now.get(column.name))
        if key:
            self.check_record(self.layout.key, self.records.get(key))

    def compare(self, column, row, now):
        given, now = row[column.name] or "", "" if now is None else str(now)
        if column.name in (self.layout.key, *self.layout.derived) or same(given, now):
            del row[column.name]
            return
        row[column.name] = ESCAPED.sub("", given) if self.flavour.for_people else given
        self.told[-1]["changes"].append([str(column.label), now, given])

    def check_record(self, name, record):
        if record is None:
            raise ValidationError({name: _("There is no such record.")})
        owner = getattr(record, "activity", record)
        self.told[-1]["is_public"] |= owner.has_been_public
        if self.told[-1]["changes"] and not self.may_change(owner):
            raise ValidationError(
                {name: _("Only a publicist changes what is public or scheduled.")}
            )

    def get_instance(self, instance_loader, row):
        return self.records.get(self.key_now)

    def import_row(self, row, instance_loader, **kwargs):
        self.key_now = self.key_of(row)
        return super().import_row(row, instance_loader, **kwargs)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not self.told[-1]["changes"] and not import_validation_errors

    def column_of(self, name):
        """Return the name on screen of a column, or of a field behind one."""
        if name in (NON_FIELD_ERRORS, "slug"):
            return ""
        for column_name, each in self.fields.items():
            name = column_name if each.attribute == name else name
        column = self.layout.by_name.get(name)
        return str(column.label) if column else name


def same(given, now):
    return given.replace("\r\n", "\n") == now.replace("\r\n", "\n")


class ActivityResource(SheetResource):
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
        self.links = Links(
            instance, row, {name: parts(row[name]) for name in Links.NAMES & row.keys()}
        )
        try:
            self.links.find()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def save_m2m(self, instance, row, **kwargs):
        self.links.save()


class DateField(Field):
    """A date as precisely as it is known, to two fields."""

    def save(self, instance, row, is_m2m=False, **kwargs):
        instance.date, instance.date_precision = date_of((row[self.column_name] or "").strip())


def date_of(text):
    """Return a date and its `Precision`: of "2024-05-01", "2024-05", "2024", or (None, None).

    Raises:
        ValueError: for anything else.
    """
    if not text:
        return None, None
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}.get(len(text))
    try:
        return date.fromisoformat(f"{text}-01-01"[:10]), Precision(precision)
    except ValueError as error:
        raise ValueError(_("Write a date as 2024-05-01, 2024-05 or 2024.")) from error


class EventResource(SheetResource):
    soort = Field("kind", "soort", CodeWidget(Event.Kind.choices))
    datum = DateField("date", "datum")
    titel = Field("title", "titel", TextWidget())
    bij_de_bron = Field("url", "bij_de_bron", TextWidget())
    toelichting = Field("note", "toelichting", TextWidget())

    class Meta(SheetResource.Meta):
        model = Event
        fields = ("soort", "datum", "titel", "bij_de_bron", "toelichting")

    def legal(self, keys):
        return {key for key in keys if key.isdecimal() and len(key) < 18}

    def compare(self, column, row, now):
        if column.kind == "address":
            slug = slug_of(row[column.name])
            row[column.name] = f"/activiteiten/{slug}/" if slug else ""
        super().compare(column, row, now)

    def import_instance(self, instance, row, **kwargs):
        """Fill the fields, and find the activity.

        Raises:
            ValidationError: with all that is wrong, by column.
        """
        if "activiteit" in row:
            activity = Activity.objects.filter(slug=slug_of(row["activiteit"])).first()
            self.check_record("activiteit", activity)
            instance.activity = activity
        super().import_instance(instance, row, **kwargs)
        if instance.pk is None and is_there(instance):
            raise ValidationError({"soort": _("This event is there already; give its number.")})


def is_there(event):
    same_event = Event.objects.filter(
        activity=event.activity_id, kind=event.kind, title=event.title
    )
    return same_event.filter(date=event.date, date_precision=event.date_precision).exists()
