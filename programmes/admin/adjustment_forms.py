"""The forms of the rows of an adjustment: a planned activity that changes, or one that is added."""

from django import forms
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.admin.choices import in_context, with_context
from programmes.admin.expectation import taken_for
from programmes.admin.when import WhenField
from programmes.models import Activity, Event, Expectation, Planning, Precision, WorkProgramme
from programmes.models.expected import Expected
from programmes.models.standing import OUT_OF_PLAN
from programmes.models.text import TextLinesField, one_line

Kind = Event.Kind
# The changes of an activity that is in the programme.
PLANNED_KINDS = (Kind.POSTPONED, Kind.SLOWED, Kind.DROPPED, Kind.MOVED)
# The most activities to choose from for a title that was typed.
OFFERED = 10


def day(date):
    """Return a day, or None, as a date and its precision."""
    return date, Precision.DAY if date else None


class RowForm(forms.ModelForm):
    """The fields of every row: when, and a note for readers."""

    when = WhenField(label=gettext_lazy("when, if on another day"), required=False)
    note = TextLinesField(
        label=gettext_lazy("note for readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def call(self, subject):
        """Set an aria-label on every field so that screen readers announce its row."""
        self.subject = subject
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {subject}"
            # A table of rows shows no help text, which aria-describedby would refer to.
            field.help_text = ""

    @property
    def own_date(self):
        """Return the date of the row with its precision; None for the date of the adjustment."""
        when = self.cleaned_data["when"] if self.has_changed() else self.initial["when"]
        return when if when and when[0] else None

    @property
    def takes_away(self):
        """Return whether the stored event of the row has to be deleted."""
        return bool(self.instance.pk) and self.has_changed() and self.is_emptied


class ChangeForm(RowForm):
    """The change of one activity of the programme; none without a kind."""

    kind = forms.ChoiceField(
        label=gettext_lazy("what happens"),
        required=False,
        choices=[
            ("", gettext_lazy("nothing changes")),
            *((kind.value, kind.label) for kind in PLANNED_KINDS),
        ],
    )
    moved_to = forms.ModelChoiceField(
        WorkProgramme.objects.all(), label=gettext_lazy("to which programme"), required=False
    )
    until = forms.CharField(
        label=gettext_lazy("until when"),
        max_length=Expectation._meta.get_field("words").max_length,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("such as: autumn 2025")}),
    )
    field_order = ("kind", "moved_to", "until", "when", "note")

    class Meta:
        model = Event
        fields = ("kind", "moved_to", "note")

    def __init__(self, *args, terms=(), **kwargs):
        super().__init__(*args, **kwargs)
        # The first is that of the row; others were told elsewhere.
        self.term, *self.other_terms = terms or [None]

    @property
    def is_emptied(self):
        return not self.cleaned_data["kind"]

    @property
    def days(self):
        """The days that the stored words of "until when" were taken for, as text, or "".

        With the other terms that the adjustment told of the activity.
        """
        found = [taken_for(self.term)] if self.term else []
        if self.other_terms:
            told = {"terms": "; ".join(map(str, self.other_terms))}
            text = _("Also told: %(terms)s. Change that on the page of the activity.")
            found.append(text % told)
        return ". ".join(found)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == "" and not self.instance.pk:
            self.add_error("kind", _("Choose what happens with this activity."))
        target = cleaned.get("moved_to")
        if target and (problem := brought_by_another(self.instance, target)):
            self.add_error("moved_to", problem)
        return cleaned

    def save_term(self, adjustment):
        """Store the words of "until when" as an expectation, or delete it with them.

        Nothing is stored for a row with the same kind and words.

        Returns:
            The `Expectation` that was created or changed, or None.
        """
        if self.fields["until"].disabled or not {"kind", "until"} & {*self.changed_data}:
            return None
        words = self.cleaned_data["until"]
        if not words or self.instance.kind != Kind.POSTPONED:
            if self.term:
                self.term.delete()
            return None
        if not self.term and is_told(self.instance.activity, adjustment, words):
            return None
        term = self.term or new_term(self.instance.activity, adjustment)
        term.words, term.first_day, term.last_day = words, None, None
        # With its new date, from which the days may count.
        term.adjustment = adjustment
        term.save()
        return term


class AdditionForm(RowForm):
    """An activity that the adjustment adds to the programme, known or new."""

    title = forms.CharField(
        label=gettext_lazy("title of the activity"),
        max_length=300,
        # A datalist of the titles that exist.
        widget=forms.TextInput(
            attrs={"list": "known-activities", "autocomplete": "off", "placeholder": " "}
        ),
    )
    found = forms.CharField(
        label=gettext_lazy("which one do you mean"), required=False, widget=forms.Select
    )
    is_new = forms.BooleanField(label=gettext_lazy("is new in the register"), required=False)
    remove = forms.BooleanField(label=gettext_lazy("do not add after all"), required=False)
    field_order = ("title", "found", "is_new", "when", "note", "remove")

    class Meta:
        model = Event
        fields = ("note",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_stored = bool(self.instance.pk)
        for name in ("title", "found", "is_new") if is_stored else ("remove",):
            del self.fields[name]
        self.instance.kind = Kind.ADDED
        self.activity = self.instance.activity if is_stored else None
        if not is_stored:
            self.look_for(self["title"].value() or "")

    def look_for(self, title):
        """Find the activities with a title like this; keep the choice unless one fits exactly."""
        words = one_line(title).lower()
        called_so = Activity.objects.alias(lower=Lower("title")).filter(lower=words)
        self.called_so = list(with_context(called_so)) if words else []
        alike = self.called_so if len(self.called_so) == 1 else self.called_so or alike_to(words)
        self.offered = {str(each.pk): each for each in alike}
        if len(self.called_so) == 1 or not alike:
            del self.fields["found"]
        else:
            choices = [(key, in_context(each)) for key, each in self.offered.items()]
            self.fields["found"].widget.choices = [("", "---------"), *choices]

    @property
    def is_emptied(self):
        return self.cleaned_data["remove"]

    @property
    def identity(self):
        """Return the key of the activity, else its title; used to reject duplicate rows."""
        if self.activity:
            return self.activity.pk
        return one_line(self["title"].value() or "").lower()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk or not cleaned.get("title"):
            return cleaned
        self.activity = self.meant(cleaned)
        if self.activity and cleaned.get("is_new"):
            self.add_error("is_new", _("This activity is in the register already."))
        elif not self.activity and not cleaned.get("is_new"):
            self.add_error("title", self.unclear())
        return cleaned

    def meant(self, cleaned):
        """Return the chosen activity, or the only one with this title; else None."""
        chosen = self.offered.get(cleaned.get("found"))
        return chosen or (self.called_so[0] if len(self.called_so) == 1 else None)

    def unclear(self):
        if self.called_so:
            return _("More than one activity is called so. Choose which one you mean.")
        if self.offered:
            return _("No activity is called so. Choose one that looks like it, or tick “new”.")
        return _("No activity is called so. If it is new, tick that.")

    def check_place(self, adjustment, elsewhere, seen):
        """Add an error when the activity is in another row or in the programme already.

        Args:
            adjustment: the `Adjustment`.
            elsewhere: the keys of the activities in a `ChangeForm`.
            seen: the `identity` of the rows before.
        """
        if self.identity in seen:
            self.add_error("title", _("This activity stands in a row before."))
        elif self.activity and self.activity.pk in elsewhere:
            self.add_error("title", _("Above, something else happens with this activity."))
        elif self.activity and (problem := self.place_taken(adjustment)):
            self.add_error("title", problem)

    def place_taken(self, adjustment):
        """Return why the activity cannot be added to the programme, or None."""
        self.instance.activity = self.activity
        programme = adjustment.programme
        if problem := brought_by_another(self.instance, programme):
            return problem
        taken_out = Event.objects.filter(
            activity=self.activity, kind__in=OUT_OF_PLAN, adjustment__programme=programme
        )
        stands = programme.plannings.filter(activity=self.activity).exists()
        if stands and not taken_out.exclude(adjustment=adjustment.pk).exists():
            return _("This activity stands in the programme already.")
        return None

    def save(self, commit=True):
        """Create the activity when it is new: a draft, published with the adjustment."""
        if not self.instance.pk:
            title = self.cleaned_data["title"]
            self.instance.activity = self.activity or Activity.objects.create(title=title)
        return super().save(commit)


def brought_by_another(event, programme):
    """Return the error when an adjustment that is not public plans the activity there, or None."""
    places = Planning.objects.filter(programme=programme, activity=event.activity)
    place = places.exclude(adjustment=None).exclude(adjustment=event.adjustment_id).first()
    if place is None or place.adjustment.is_public:
        return None
    message = _("Another adjustment, which is not public, brings this activity there: %(other)s.")
    return message % {"other": place.adjustment}


def new_term(activity, adjustment):
    """Return an unsaved expectation told by an adjustment: of the kind that is due first."""
    due = Expected.objects.with_public_links().open().filter(activity=activity, by_rule=False)
    kind = due.in_order().values_list("kind", flat=True).first() or Expectation.Kind.FINISH
    return Expectation(activity=activity, kind=kind, adjustment=adjustment)


def is_told(activity, adjustment, words):
    """Return whether an expectation of the activity with these words is stored already."""
    return adjustment.expectations.filter(activity=activity, words=words).exists()


def alike_to(words):
    """Return some activities with all words in their title, else with any of the longer ones."""
    every, some = Q(), Q()
    for word in words.split():
        every &= Q(title__icontains=word)
        some |= Q(title__icontains=word) if len(word) > 4 else Q()
    for condition in filter(None, (every, some)):
        if found := list(with_context(Activity.objects.filter(condition))[:OFFERED]):
            return found
    return []
