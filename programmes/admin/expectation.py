"""The expectations of an activity on its own screen."""

from django import forms
from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.admin.record import PartInline
from programmes.models import Event, Expectation
from programmes.models.expected import Expected
from programmes.period import period_in_words

DAYS = ("first_day", "last_day")


class ExpectationForm(forms.ModelForm):
    """An expectation; days that follow from its words are not in the fields for days.

    So they are worked out again when the words, or the day on which they were told, change.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.has_days_of_words:
            self.initial |= dict.fromkeys(DAYS)

    def save(self, commit=True):
        """Store it; an event saved just before may have another date than when it was checked."""
        if not any(self.cleaned_data.get(name) for name in DAYS):
            self.instance.forget_days()
        return super().save(commit)


class ExpectationInline(PartInline, admin.StackedInline):
    model = Expectation
    form = ExpectationForm
    # An empty row, so that one can be added without script.
    extra = 1
    fields = (
        "standing",
        ("kind", "words"),
        "term",
        DAYS,
        "told_on",
        ("programme", "letter"),
        ("adjustment", "event"),
        "url",
        "note",
    )
    readonly_fields = ("standing", "term")

    def get_queryset(self, request):
        """Order by the day on which each was told, and annotate that with `is_current`."""
        own = Expected.objects.filter(expectation=OuterRef("pk"))
        return (
            super()
            .get_queryset(request)
            .annotate(told=Subquery(own.values("told")), is_current=Exists(own.current()))
            .order_by("kind", F("told").asc(nulls_first=True), "pk")
        )

    def get_formset(self, request, obj=None, **kwargs):
        """Offer the events of this activity that the expectation may have been told with."""
        formset = super().get_formset(request, obj, **kwargs)
        if event := formset.form.base_fields.get("event"):
            event.queryset = Event.objects.filter(activity=obj, adjustment=None)
            event.help_text = _("An event of this activity. Save a new one first.")
        return formset

    @admin.display(description=gettext_lazy("does it hold"))
    def standing(self, expectation):
        if not expectation.pk:
            return _("new")
        if not getattr(expectation.origin, "is_public", True):
            return _("holds once what told it is public")
        return _("holds") if expectation.is_current else _("replaced by a later one")

    @admin.display(description=gettext_lazy("taken for"))
    def term(self, expectation):
        """Return the days of the term, and whether they follow from the words."""
        if not expectation.pk:
            return _("Shown after saving: the days that follow from the words.")
        days = taken_for(expectation)
        by_hand = expectation.first_day and not expectation.has_days_of_words
        return _("%(days)s (filled in by hand)") % {"days": days} if by_hand else days


def taken_for(expectation):
    """Return the days of a term as text, or that none follow from its words."""
    if not expectation.first_day:
        return _("no days follow from these words; fill them in if the source has them")
    return period_in_words((expectation.first_day, expectation.last_day))


def told_terms(expectations):
    """Return what the words of expectations that were saved are taken for, each text once."""
    told = [{"words": each.words, "days": taken_for(each)} for each in expectations]
    return list(dict.fromkeys(_("“%(words)s”: %(days)s.") % each for each in told))
