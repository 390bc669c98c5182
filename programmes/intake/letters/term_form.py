"""The form for a term that a letter names, and the activity that it belongs to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.intake.letters.matching import check_is_draft
from programmes.models import Activity, Expectation
from programmes.period import period_in_words, period_of


class ActivityField(forms.ModelChoiceField):
    """An activity, with the years of its programmes: several can have the same title."""

    def label_from_instance(self, activity):
        years = ", ".join(sorted(each.years for each in activity.programmes.all()))
        return f"{activity} ({years})" if years else str(activity)


class TermForm(forms.Form):
    """A term that the letter names; it is stored when its activity is chosen.

    Args:
        found: the `Fact` it was read from.
        may_publish: whether this person may add to an activity that is public.

    Attributes:
        told_on: the date of the letter, or None.
    """

    told_on = None

    kind = forms.ChoiceField(
        label=_("what is expected"), choices=Expectation.Kind.choices, required=False
    )
    words = forms.CharField(label=_("term in words"), max_length=200, required=False)
    activity = ActivityField(
        Activity.objects.prefetch_related("programmes").order_by("title"),
        label=_("activity"),
        required=False,
        empty_label=_("do not store this term"),
    )

    def __init__(self, data, *, prefix, found, may_publish):
        super().__init__(data, prefix=prefix)
        self.found, self.may_publish = found, may_publish

    def clean(self):
        cleaned = super().clean()
        activity = cleaned.get("activity")
        if activity and not cleaned.get("words"):
            self.add_error("words", _("Give the term in the words of the source."))
        if activity and not self.may_publish:
            check_is_draft(activity, "activity")
        return cleaned

    @property
    def days(self):
        """The days that the words stand for, as text; "" when they are not known."""
        period = period_of(self["words"].value() or "", self.told_on)
        return period_in_words(period) if period else ""

    @property
    def expectation(self):
        """The `Expectation` of a valid form, without its letter; None without an activity."""
        return Expectation(**self.cleaned_data) if self.cleaned_data["activity"] else None
