"""The change log of the whole register, as a page and as a feed."""

from itertools import groupby

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from programmes.changes import in_register
from programmes.formats import atom
from programmes.lists.filters import ALL, PAGE_KEY, StrictForm, YearField
from programmes.lists.paging import without
from programmes.views.lists import inputs, made, paged, refusal

# Changes of a day that are shown; the rest is in a details element.
IN_THE_OPEN = 8


class ChangesForm(StrictForm):
    soort = forms.ChoiceField(
        label=_("What"),
        choices=[("", ALL), *((noun.path, noun.title) for noun in in_register.TOLD)],
        required=False,
    )
    wijziging = forms.ChoiceField(
        label=_("Kind of change"), choices=[("", ALL), *in_register.KINDS.items()], required=False
    )
    jaar = YearField(label=_("Year in which it changed"), required=False)

    def rows(self):
        """Return the rows for the valid parameters."""
        by_path = {noun.path: noun for noun in in_register.TOLD}
        return in_register.rows(
            noun=by_path.get(self.cleaned_data["soort"]),
            year=self.cleaned_data["jaar"],
            kind=self.cleaned_data["wijziging"] or None,
        )


@require_safe
def register_changes(request):
    """Show a page of changes; an invalid parameter gives a notice and no rows."""
    form = ChangesForm(request.GET)
    context = {
        "form": form,
        "inputs": inputs(form),
        "chosen": made(request, form),
        "query": without(request.GET, PAGE_KEY).urlencode(),
        **paged(request, form.rows() if form.is_valid() else [], form.problems),
    }
    context["entries"] = in_register.entries(context["page"].object_list) if context["page"] else []
    context["days"] = by_day(context["entries"])
    return render(request, "changes.html", context)


@require_safe
def changes_feed(request):
    """Answer with the feed of changes, or 400 with the reason."""
    form = ChangesForm(request.GET)
    if problems := form.problems:
        return refusal(problems)
    return atom.changes_response(request, form)


def by_day(entries):
    """Return (day, entries shown, entries folded) tuples, in the order of the entries."""
    days = groupby(entries, key=lambda entry: timezone.localdate(entry.at))
    lists = [(day, list(found)) for day, found in days]
    return [(day, found[:IN_THE_OPEN], found[IN_THE_OPEN:]) for day, found in lists]
