"""The forms of the screen of outcomes: one for each activity, and one note for readers."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.admin.adjustment_forms import RowForm
from programmes.admin.record_form import RecordForm
from programmes.admin.when import WhenField
from programmes.models import Event, State
from programmes.models.event import CHANGES
from programmes.workflow.context import history_context

Kind = Event.Kind
OUTCOMES = (Kind.REPORT, Kind.RESPONSE, Kind.FINISHED, Kind.FOLLOW_UP)
COURSE = (Kind.ANNOUNCED, Kind.PLAN, Kind.STARTED)


def labelled(kinds):
    return [(Kind(kind).value, Kind(kind).label) for kind in kinds]


KINDS = [
    ("", gettext_lazy("nothing new")),
    (gettext_lazy("What came of it"), labelled(OUTCOMES)),
    (gettext_lazy("How it goes"), labelled(COURSE)),
    (gettext_lazy("Changed without an adjustment"), labelled(CHANGES)),
]


class OutcomeForm(RowForm):
    """A new event of one activity; none without a kind.

    Args:
        activity: one of `outcomes.found`.
        may_change: whether this user may add events to it.
    """

    kind = forms.ChoiceField(label=gettext_lazy("what happened"), required=False, choices=KINDS)
    when = WhenField(label=gettext_lazy("when"), required=False)
    url = forms.URLField(
        label=gettext_lazy("address at the source"),
        max_length=Event._meta.get_field("url").max_length,
        required=False,
        assume_scheme="https",
    )
    field_order = ("kind", "when", "title", "url", "note")

    class Meta:
        model = Event
        fields = ("kind", "title", "url", "note")

    def __init__(self, data, *, activity, may_change):
        super().__init__(
            data,
            instance=Event(activity=activity),
            prefix=str(activity.pk),
            empty_permitted=True,
            use_required_attribute=False,
        )
        self.activity, self.may_change = activity, may_change
        self.call(str(activity))

    @property
    def seen(self):
        """Return the value of `activity.seen` when the form was opened, as text."""
        return self.data.get(self.add_prefix("seen"))

    @property
    def is_outdated(self):
        return self.is_bound and self.has_changed() and self.seen != str(self.activity.seen)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == "":
            self.add_error("kind", _("Choose what happened with this activity."))
        if not self.activity.is_planned:
            self.add_error(None, _("This activity does not stand in the programme any more."))
        elif not self.may_change:
            self.add_error(None, _("Only a publicist changes what is public or scheduled."))
        elif self.is_outdated:
            self.add_error(None, _("Somebody else saved something here meanwhile."))
        return cleaned

    def told(self):
        """Return the unsaved event that was filled in."""
        event = self.instance
        event.date, event.date_precision = self.cleaned_data["when"]
        return event


class OutcomesForm(forms.Form):
    """The whole screen: a row for each activity, and a note for readers.

    Args:
        data: the POST data, or None.
        activities: as of `outcomes.found`.
        may_change: a function from an activity to whether this user may add events to it.
    """

    change_note = RecordForm.declared_fields["change_note"]

    def __init__(self, data=None, *, activities, may_change):
        super().__init__(data)
        self.rows = [
            OutcomeForm(data, activity=each, may_change=may_change(each)) for each in activities
        ]

    @property
    def may_change(self):
        return any(row.may_change for row in self.rows)

    def clean(self):
        cleaned = super().clean()
        self.filled = [row for row in self.rows if row.has_changed()]
        self.check_rows()
        # A scheduled record may become public before this is stored.
        seen_by_readers = any(row.activity.state != State.CONCEPT for row in self.filled)
        if seen_by_readers and not cleaned.get("change_note"):
            self.add_error("change_note", _("Tell readers why this changes."))
        return cleaned

    def check_rows(self):
        """Add errors for invalid rows and for duplicate events."""
        if not self.filled:
            self.add_error(None, _("Nothing is filled in yet."))
        told = [row for row in self.filled if row.is_valid()]
        there = Event.objects.filter(activity__in=[row.activity for row in told])
        known = set(there.values_list(*Event.identifying_fields))
        for row in told:
            if row.told().identity in known:
                row.add_error("kind", _("This event is there already."))
        if any(row.errors for row in self.filled):
            self.add_error(None, _("Nothing is stored yet: mend the rows that are marked first."))

    def save(self):
        """Store and return the events."""
        with history_context(note=self.cleaned_data["change_note"]):
            return Event.objects.bulk_create([row.told() for row in self.filled])
