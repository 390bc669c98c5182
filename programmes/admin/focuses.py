"""The elaborations on the form of a programme: one for each goal."""

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.forms import BaseInlineFormSet

from programmes.admin.record import PartInline
from programmes.models import Goal, GoalFocus, Perspective


class FocusText(forms.CharField):
    def bound_data(self, data, initial):
        """Return the stored text where none was sent: goals.js leaves out other perspectives."""
        return initial if data is None else data


class FocusForm(forms.ModelForm):
    """The text for one goal; a text that is emptied, or not sent, removes the elaboration."""

    goal = forms.ModelChoiceField(Goal.objects.all(), widget=forms.HiddenInput)
    text = FocusText(widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = GoalFocus
        fields = ("goal", "text")

    @property
    def is_emptied(self):
        return bool(self.instance.pk) and not (self["text"].data or "").strip()


class FocusFormSet(BaseInlineFormSet):
    """A row for each goal of every perspective; goals.js shows those of the chosen one.

    The goal of a row without a text is not elaborated.
    """

    def __init__(self, *args, instance, **kwargs):
        told = instance.focuses.values("goal") if instance.pk else GoalFocus.objects.none()
        goals = Goal.objects.select_related("perspective").in_bulk()
        untold = [pk for pk in goals if pk not in set(told.values_list("goal", flat=True))]
        self.goals, self.extra = goals, len(untold)
        kwargs["initial"] = [{"goal": pk} for pk in untold]
        super().__init__(*args, instance=instance, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        goal = self.goals.get(form.initial.get("goal"))
        form.about = goal

    def _should_delete_form(self, form):
        return form.is_emptied

    def groups(self):
        """Yield (perspective, its rows) of every perspective, the newest first."""
        for perspective in Perspective.objects.all():
            rows = [row for row in self.forms if row.about and row.about.perspective == perspective]
            yield perspective, sorted(rows, key=lambda row: row.about.position)


class GoalFocusInline(PartInline, InlineModelAdmin):
    model = GoalFocus
    form, formset = FocusForm, FocusFormSet
    template = "admin/programme/focuses.html"
    extra = 0
