"""The formsets of an adjustment: a row for each activity, each stored as an event."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from programmes.admin.adjustment_forms import PLANNED_KINDS, Kind, day
from programmes.admin.pages import SHOWN
from programmes.models import Activity, Event, WorkProgramme
from programmes.models.keys import is_key

EMPTY_ROWS = 3


@dataclass(frozen=True)
class Row:
    """One row.

    Attributes:
        key: the last part of its prefix: the primary key of the activity, or the name of an empty
            row.
        activity: None in an empty row.
        event: the stored event, or None.
        terms: the stored expectations that say until when; the first is that of the row.
    """

    key: str
    activity: Activity | None = None
    event: Event | None = None
    terms: tuple = ()


class RowFormSet(BaseInlineFormSet):
    """Rows with the key of their activity in the prefix, not a number.

    So input stays with its activity when others change the programme or the adjustment meanwhile.
    A row that is missing in the POST data, or that this user may not change, keeps what is stored.
    """

    may_change = True

    def __init__(self, data=None, files=None, *, instance, queryset, **kwargs):
        events = queryset.filter(adjustment=instance) if instance.pk else queryset.none()
        self.rows = self.find_rows(instance, events.select_related("activity", "moved_to"))
        # The stored date: an event on the date of the adjustment follows when that changes.
        self.last_date = instance.pk and type(instance).objects.get(pk=instance.pk).date
        super().__init__(data, files, instance=instance, queryset=queryset, **kwargs)
        if self.is_bound:
            self.data = self.completed(data)

    def find_rows(self, adjustment, events):
        """Return the `Row`s, given the stored events of the adjustment."""
        raise NotImplementedError

    def completed(self, data):
        """Return the POST data, completed with the stored values of every row it lacks."""
        data = data.copy()
        for index, row in enumerate(self.rows):
            prefix = self.add_prefix(index)
            sent = [name for name in data if name.startswith(f"{prefix}-")]
            if sent and self.may_change:
                continue
            for name in sent:
                del data[name]
            form = self.form(prefix=prefix, **self.options(row))
            stored = {field.html_name: field.value() for field in form}
            data.update({name: value for name, value in stored.items() if value})
        return data

    def options(self, row):
        """Return the instance and the initial values of the form of a row."""
        event = row.event or Event(activity=row.activity)
        own = (event.date, event.date_precision)
        follows = row.event is None or own == day(self.last_date)
        return {"instance": event, "initial": {"when": None if follows else own}}

    def total_form_count(self):
        return len(self.rows)

    def initial_form_count(self):
        return 0

    def add_prefix(self, index):
        # The template row of Django (`empty_form`) has "__prefix__" as its index.
        key = self.rows[index].key if isinstance(index, int) else index
        return f"{self.prefix}-{key}"

    def add_fields(self, form, index):
        """Label the fields, without the hidden primary and foreign key that Django adds."""
        activity = None if index is None else self.rows[index].activity
        form.call(str(activity or _("added activity %(number)s") % {"number": (index or 0) + 1}))

    def _construct_form(self, index, **kwargs):
        return super()._construct_form(index, **kwargs, **self.options(self.rows[index]))

    def validate_unique(self):
        """Skip the check between rows: each has an activity of its own."""

    def save(self, commit=True):
        """Store the rows that are filled in, and delete the events of those that were emptied."""
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        for form in self.forms:
            if form.takes_away:
                self.deleted_objects.append(form.instance)
                form.instance.delete()
            elif form.instance.pk or form.has_changed():
                self.store(form)
        return [*self.new_objects, *(event for event, _fields in self.changed_objects)]

    def store(self, form):
        event, is_new = form.instance, form.instance.pk is None
        date = form.own_date or day(self.instance.date)
        if not form.has_changed() and (event.date, event.date_precision) == date:
            return
        event.adjustment, (event.date, event.date_precision) = self.instance, date
        form.save()
        if is_new:
            self.new_objects.append(event)
        else:
            self.changed_objects.append((event, form.changed_data))


class ChangeFormSet(RowFormSet):
    """A row for each activity planned before this adjustment, in the order of the programme.

    Those on one page only, and those that the adjustment changes. POST data gives its own rows.

    Attributes:
        number, words: the page, and the words in the titles of the activities.
        may_tell: whether this user may say until when; an expectation of each activity.
        saved_terms: after saving, the expectations that were created or changed.
    """

    number, words = 1, ""
    may_tell = True
    saved_terms = ()

    def __init__(self, data=None, *args, instance, prefix, **kwargs):
        self.sent = None if data is None else sent_keys(data, prefix)
        self.others = WorkProgramme.objects.exclude(pk=instance.programme_id)
        # One query for the choices of all rows.
        self.targets = [("", "---------"), *((each.pk, str(each)) for each in self.others)]
        super().__init__(data, *args, instance=instance, prefix=prefix, **kwargs)

    def find_rows(self, adjustment, events):
        stored = {event.activity: event for event in events.filter(kind__in=PLANNED_KINDS)}
        terms = terms_of(adjustment)
        plannings = adjustment.programme.plannings.select_related("activity")
        if adjustment.pk:
            plannings = plannings.exclude(adjustment=adjustment)
        shown = plannings.filter(activity__title__icontains=self.words) if self.words else plannings
        self.page = Paginator(shown, SHOWN).get_page(self.number)
        on_page = self.page if self.sent is None else plannings.filter(activity__in=self.sent)
        planned = [planning.activity for planning in on_page]
        # A stored event keeps its row when its activity was removed from the programme by hand.
        activities = dict.fromkeys([*planned, *stored])
        return [
            Row(str(each.pk), each, stored.get(each), tuple(terms[each.pk])) for each in activities
        ]

    def options(self, row):
        given = super().options(row)
        if row.terms:
            given["initial"]["until"] = row.terms[0].words
        return given | {"terms": row.terms}

    def save(self, commit=True):
        """Store the rows, and until when each is postponed."""
        saved = super().save(commit)
        terms = [form.save_term(self.instance) for form in self.forms]
        self.saved_terms = [term for term in terms if term]
        return saved

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["until"].disabled = not self.may_tell
        form.fields["moved_to"].queryset = self.others
        form.fields["moved_to"].choices = self.targets


def sent_keys(data, prefix):
    """Return the keys of the activities with a field in POST data."""
    names = (name.removeprefix(f"{prefix}-") for name in data if name.startswith(f"{prefix}-"))
    return {key for key in (name.partition("-")[0] for name in names) if is_key(key)}


def terms_of(adjustment):
    """Return {key of an activity that an adjustment postpones: what it told of it, in order}."""
    terms = defaultdict(list)
    if adjustment.pk:
        postponed = adjustment.events.filter(kind=Kind.POSTPONED).values("activity")
        for term in adjustment.expectations.filter(activity__in=postponed).order_by("pk"):
            terms[term.activity_id].append(term)
    return terms


class AdditionFormSet(RowFormSet):
    """The activities that the adjustment adds, and some empty rows."""

    may_create = True

    def find_rows(self, adjustment, events):
        added = events.filter(kind=Kind.ADDED).order_by("pk")
        stored = [Row(str(event.activity_id), event.activity, event) for event in added]
        empty = [Row(f"nieuw-{number}") for number in range(1, EMPTY_ROWS + 1)]
        return [*stored, *(empty if self.may_change else [])]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if not self.may_create:
            form.fields.pop("is_new", None)

    def clean(self):
        super().clean()
        elsewhere, seen = self.changed_elsewhere(), set()
        for form in self.forms:
            if not form.errors and form.has_changed() and not form.instance.pk:
                form.check_place(self.instance, elsewhere, seen)
            seen.add(form.identity)

    def changed_elsewhere(self):
        """Return the keys of the activities for which a `ChangeForm` has a kind."""
        names = [name.split("-") for name, value in self.data.items() if value]
        return {int(name[1]) for name in names
                if name[0] == "changes" and name[-1] == "kind" and is_key(name[1])}  # fmt: skip
