"""The page with what changed in the register."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from programmes import feeds, news
from programmes.filters import ALL, PAGE_KEY, StrictForm
from programmes.models.years import FIRST, LAST
from programmes.views.lists import PAGE_SIZE, page_of, problems_of, refusal

YEAR = _("Give a year from %(first)s to %(last)s.") % {"first": FIRST, "last": LAST}


class ChangesForm(StrictForm):
    soort = forms.ChoiceField(
        label=_("What"),
        choices=[("", ALL), *((noun.path, noun.title) for noun in news.TOLD)],
        required=False,
    )
    wijziging = forms.ChoiceField(
        label=_("Kind of change"), choices=[("", ALL), *news.KINDS.items()], required=False
    )
    jaar = forms.IntegerField(
        label=_("Year in which it changed"),
        min_value=FIRST,
        max_value=LAST,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), YEAR),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def rows(self):
        """Return the rows that the valid parameters ask for."""
        by_path = {noun.path: noun for noun in news.TOLD}
        return news.rows(
            noun=by_path.get(self.cleaned_data["soort"]),
            year=self.cleaned_data["jaar"],
            kind=self.cleaned_data["wijziging"] or None,
        )


@require_safe
def register_changes(request):
    """Show a page of what changed; a wrong parameter gives a notice and no rows."""
    form = ChangesForm(request.GET)
    problems = problems_of(form)
    paginator = Paginator([] if problems else form.rows(), PAGE_SIZE)
    page, problem = page_of(paginator, request.GET.get(PAGE_KEY, "1"))
    query = request.GET.copy()
    query.pop(PAGE_KEY, None)
    context = {
        "form": form,
        "problems": [*problems, *filter(None, [problem])],
        "entries": news.entries(page.object_list) if page else [],
        "page": page,
        "pages": paginator.get_elided_page_range(page.number) if page else [],
        "query": query.urlencode(),
    }
    return render(request, "changes.html", context)


@require_safe
def changes_feed(request):
    """Answer with the feed of what changed; a wrong parameter gives the reason."""
    form = ChangesForm(request.GET)
    if problems := problems_of(form):
        return refusal(problems)
    return feeds.changes_response(request, form)
