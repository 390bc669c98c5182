"""Compare two programmes: which goals, fields and activities continue, are new, or gone."""

from dataclasses import dataclass

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from programmes.lists.filters import AddressForm
from programmes.models import Activity, Goal, Planning, SupervisionField, WorkProgramme
from programmes.views.pictured import continuations, reach


class ProgrammeField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            WorkProgramme.objects.published(),
            to_field_name="slug",
            empty_label=_("choose a year"),
            error_messages={
                "invalid_choice": _("This choice does not exist."),
                "required": _("Choose a programme."),
            },
            **kwargs,
        )


class CompareForm(AddressForm):
    a = ProgrammeField(label=_("First programme"))
    b = ProgrammeField(label=_("Second programme"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", _("Choose another programme than the first."))
        return cleaned


@dataclass(frozen=True)
class Pair:
    """Corresponding records of two programmes.

    Attributes:
        before, after: lists of records; both are filled when something continues.
        is_known: whether both programmes have any record of this kind.
        origin: the first programme with an activity that the earlier of the two does not have.
    """

    before: list
    after: list
    is_known: bool = True
    origin: WorkProgramme | None = None

    @property
    def verdict(self):
        if self.origin:
            return _("runs on from another earlier programme")
        if not self.is_known:
            return _("not known")
        if self.before and self.after:
            return _("goes on")
        return _("new") if self.after else _("gone")


@require_safe
def compare(request):
    """Show two programmes, the earlier one first; without parameters, the form to choose them."""
    form = CompareForm(request.GET or None)
    context = {"form": form}
    if form.is_bound and form.is_valid():
        chosen = [form.cleaned_data["a"], form.cleaned_data["b"]]
        context |= comparison(*sorted(chosen, key=lambda each: (each.first_year, each.last_year)))
    wrong = form.is_bound and bool(form.errors)
    return render(request, "programmes/compare.html", context, status=400 if wrong else 200)


def comparison(earlier, later):
    both = (earlier, later)
    before, after = map(activities_of, both)
    return {
        "earlier": earlier,
        "later": later,
        "tables": [
            (_("Goals"), "goal-detail", goal_pairs(*map(goals_of, both))),
            (_("Supervision fields"), "", pairs(*map(fields_of, both))),
            (
                _("Activities"),
                "activity-detail",
                pairs(before, after, first_programmes(after, later)),
            ),
        ],
    }


def goals_of(programme):
    """Return the public goals of a programme's perspective, in order."""
    goals = Goal.objects.published().filter(perspective=programme.perspective_id)
    return list(goals.order_by("position"))


def activities_of(programme):
    planned = programme.plannings.published()
    return list(Activity.objects.published().filter(plannings__in=planned))


def fields_of(programme):
    planned = programme.plannings.published().values("activity")
    return list(SupervisionField.objects.published().filter(activities__in=planned).distinct())


def pairs(before, after, origins=None):
    """Return the `Pair`s of two lists of records: equal ones, then new ones, then gone ones.

    Args:
        origins: {record: a programme} for new ones that are in an earlier programme; these are
            the first of the new ones.
    """
    earlier, later, known = set(before), set(after), bool(before and after)
    going_on = [Pair([each], [each]) for each in before if each in later]
    origins = origins or {}
    new = [Pair([], [each], known, origins.get(each)) for each in after if each not in earlier]
    new.sort(key=lambda pair: not pair.origin)
    gone = [Pair([each], [], known) for each in before if each not in later]
    return [*going_on, *new, *gone]


def first_programmes(activities, programme):
    """Return {activity: the first public programme with it that begins before `programme`}."""
    plannings = Planning.objects.published().filter(
        activity__in=activities, programme__first_year__lt=programme.first_year
    )
    last_first = plannings.select_related("activity", "programme").order_by(
        "-programme__first_year"
    )
    return {each.activity: each.programme for each in last_first}


def goal_pairs(before, after):
    """Return the `Pair`s of goals, by `Goal.continues`.

    The relation is followed through the perspectives between the two.
    """
    (earlier_of, _later_of), known = continuations(), bool(before and after)
    found, carried = [], set()
    for goal in after:
        sources = {goal.pk} | reach(goal.pk, earlier_of)
        origins = [each for each in before if each.pk in sources]
        carried |= {each.pk for each in origins}
        found.append(Pair(origins, [goal], known))
    found.sort(key=lambda pair: not pair.before)
    return [*found, *(Pair([each], [], known) for each in before if each.pk not in carried)]
