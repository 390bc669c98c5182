"""The forms of the screen of outcomes: one for each activity, and one note for readers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.admin.adjustment_forms import RowForm
from programmes.admin.kamerstuk import KamerstukForm
from programmes.admin.record_form import RecordForm
from programmes.admin.when import WhenField
from programmes.models import Event, Expectation, Precision, State
from programmes.models.event_kind import CHANGES
from programmes.workflow.context import history_context

Kind = Event.Kind
STEPS = (Kind.REPORT, Kind.RESPONSE, Kind.FINISHED, Kind.FOLLOW_UP)
COURSE = (Kind.ANNOUNCED, Kind.PLAN, Kind.STARTED, Kind.NOTICE)
# The choice of a row that adds an expectation and no event.
ONLY_EXPECTED = "verwachting"


def labelled(kinds):
    return [(Kind(kind).value, Kind(kind).label) for kind in kinds]


KINDS = [
    ("", gettext_lazy("nothing new")),
    (gettext_lazy("What came of it"), labelled(STEPS)),
    (gettext_lazy("How it goes"), labelled(COURSE)),
    (gettext_lazy("What is to come"), [(ONLY_EXPECTED, gettext_lazy("only an expectation"))]),
    (gettext_lazy("Changed without an adjustment"), labelled(CHANGES)),
]


class OutcomeForm(KamerstukForm, RowForm):
    """A new event of one activity, a new expectation, or both; nothing without a kind.

    Args:
        activity: one of `outcomes.found`.
        may_change: whether this user may add events to it.
        is_second: whether it is the second event in the row of the activity.

    Attributes:
        expectation: after validation the unsaved `Expectation`, or None.
    """

    expectation = None

    kind = forms.ChoiceField(label=gettext_lazy("what happened"), required=False, choices=KINDS)
    when = WhenField(label=gettext_lazy("when"), required=False)
    url = forms.URLField(
        label=gettext_lazy("address at the source"),
        max_length=Event._meta.get_field("url").max_length,
        required=False,
        assume_scheme="https",
    )
    expected_kind = forms.ChoiceField(
        label=gettext_lazy("what is expected"),
        required=False,
        choices=[("", "---------"), *Expectation.Kind.choices],
    )
    expected_words = forms.CharField(
        label=gettext_lazy("by when, in the words of the source"),
        max_length=Expectation._meta.get_field("words").max_length,
        required=False,
    )
    field_order = (
        "kind", "when", "title", "kamerstuk", "ministry", "url", "note", "expected_kind",
        "expected_words",
    )  # fmt: skip

    class Meta:
        model = Event
        fields = ("title", "ministry", "url", "note")

    def __init__(self, data, *, activity, may_change, is_second=False):
        super().__init__(
            data,
            instance=Event(activity=activity),
            prefix=f"{activity.pk}-tweede" if is_second else str(activity.pk),
            empty_permitted=True,
            use_required_attribute=False,
        )
        self.activity, self.may_change = activity, may_change
        second = _("%(activity)s, second event") % {"activity": activity}
        self.call(second if is_second else str(activity))

    @property
    def seen(self):
        """Return the value of `activity.seen` when the form was opened, as text."""
        return self.data.get(f"{self.activity.pk}-seen")

    @property
    def is_outdated(self):
        return self.is_bound and self.has_changed() and self.seen != self.activity.seen

    @property
    def has_event(self):
        return self.cleaned_data.get("kind") != ONLY_EXPECTED

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == "":
            self.add_error("kind", _("Choose what happened with this activity."))
        self.check_expectation(cleaned)
        if not self.activity.is_planned:
            self.add_error(None, _("This activity does not stand in the programme any more."))
        elif not self.may_change:
            self.add_error(None, _("Only a publicist changes what is public or scheduled."))
        elif self.is_outdated:
            self.add_error(None, _("Somebody else saved something here meanwhile."))
        return cleaned

    def check_expectation(self, cleaned):
        """Set `expectation`, and add errors for what is lacking or does not belong to it."""
        given = [cleaned.get("expected_kind"), cleaned.get("expected_words")]
        if not self.has_event:
            self.check_only_expected(cleaned)
        if not any(given) and self.has_event:
            return
        for name, value in zip(("expected_kind", "expected_words"), given, strict=True):
            if not value and name not in self.errors:
                self.add_error(name, _("Say what is expected, and by when."))
        if not self.errors:
            self.fill_expectation(cleaned)

    def check_only_expected(self, cleaned):
        for name in ("title", "kamerstuk", "ministry"):
            if any(cleaned.get(name) or ()):
                self.add_error(name, _("This belongs to something that happened. Choose what."))
        _day, precision = cleaned.get("when", (None, None))
        if precision not in (None, Precision.DAY):
            self.add_error("when", _("Give the day on which it was told, or leave this empty."))

    def fill_expectation(self, cleaned):
        """Set `expectation`: told with the event, or by the address that is given."""
        found = Expectation(
            activity=self.activity, kind=cleaned["expected_kind"], words=cleaned["expected_words"]
        )
        if self.has_event:
            found.event = self.told()
        else:
            found.told_on, found.url, found.note = (
                cleaned["when"][0], cleaned.get("url", ""), cleaned.get("note", ""),
            )  # fmt: skip
        try:
            found.full_clean(exclude=["event"] if self.has_event else [])
        except ValidationError as error:
            self.add_error("expected_words", error.messages)
        self.expectation = found

    def told(self):
        """Return the unsaved event that was filled in."""
        event = self.instance
        event.kind = self.cleaned_data["kind"]
        event.date, event.date_precision = self.cleaned_data["when"]
        return event


class OutcomesForm(forms.Form):
    """The whole screen: a row with two forms for each activity, and a note for readers.

    Args:
        data: the POST data, or None.
        activities: as of `outcomes.found`.
        may_change: whether this user may fill in anything.
        may_store: a function from an activity to whether this user may add events to it; what is
            filled in for another one makes the whole form a proposal.
    """

    change_note = RecordForm.declared_fields["change_note"]

    def __init__(self, data=None, *, activities, may_change, may_store):
        super().__init__(data)
        self.may_change = may_change
        self.rows = [OutcomeForm(data, activity=each, may_change=may_change) for each in activities]
        for row in self.rows:
            row.second = OutcomeForm(
                data, activity=row.activity, may_change=may_change, is_second=True
            )
            row.may_store = row.second.may_store = may_store(row.activity)
        self.forms = [form for row in self.rows for form in (row, row.second)]

    @property
    def is_proposed(self):
        """Whether something is filled in that this user may only propose."""
        return any(not row.may_store for row in self.filled)

    @property
    def may_propose(self):
        """Whether there are rows that this user may only propose something for."""
        return self.may_change and any(not row.may_store for row in self.rows)

    def clean(self):
        cleaned = super().clean()
        self.filled = [row for row in self.forms if row.has_changed()]
        self.check_rows()
        # A scheduled record may become public before this is stored.
        seen_by_readers = any(row.activity.state != State.CONCEPT for row in self.filled)
        if seen_by_readers and not cleaned.get("change_note"):
            self.add_error("change_note", _("Tell readers why this changes."))
        return cleaned

    def check_rows(self):
        """Add errors for invalid rows and for duplicates."""
        if not self.filled:
            self.add_error(None, _("Nothing is filled in yet."))
        told = [row for row in self.filled if row.is_valid() and row.has_event]
        there = Event.objects.filter(activity__in=[row.activity for row in told])
        known = set(there.values_list(*Event.identifying_fields))
        for row in told:
            identity = row.told().identity
            if identity in known:
                row.add_error("kind", _("This event is there already."))
            known.add(identity)
        self.check_expectations()
        if any(row.errors for row in self.filled):
            self.add_error(None, _("Nothing is stored yet: mend the rows that are marked first."))

    def check_expectations(self):
        """Add errors for duplicates of an expectation; one told with an event is not compared."""
        seen = set()
        for row in self.filled:
            if (told := row.expectation) and not row.has_event:
                identity = (told.activity_id, told.kind, told.words, told.told_on)
                if identity in seen:
                    row.add_error("expected_words", _("This expectation is there already."))
                seen.add(identity)

    def save(self):
        """Store and return the events and the expectations."""
        events = [row.told() for row in self.filled if row.has_event]
        expectations = [row.expectation for row in self.filled if row.expectation]
        with history_context(note=self.cleaned_data["change_note"]):
            Event.objects.bulk_create(events)
            for each in expectations:
                # Its event has a primary key only now.
                each.event = each.event
            Expectation.objects.bulk_create(expectations)
        return events, expectations
