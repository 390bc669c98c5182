import django_filters as filters
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.filterset import YearsFilterSet
from programmes.lists.filters.kinds import ALL, CodesFilter, RecordsFilter, SortFilter
from programmes.lists.filters.searched import SearchedFilter
from programmes.models import Expectation, FieldGroup, SearchEntry, SupervisionField

OVERDUE, COMING = "over_tijd", "komt"


class DueFilter(YearsFilterSet):
    stand = filters.ChoiceFilter(
        label=_("Overdue or not"),
        choices=[(OVERDUE, _("overdue")), (COMING, _("to come"))],
        method="of_standing",
        empty_label=ALL,
    )
    soort = CodesFilter(
        label=_("What is expected"), choices=Expectation.Kind.choices, field_name="kind"
    )
    gebied = RecordsFilter(
        SupervisionField, label=_("Supervision field"), field_name="activity__fields"
    )
    groep = RecordsFilter(
        FieldGroup, label=_("Group of fields"), field_name="activity__fields__group"
    )
    q = SearchedFilter(activity=SearchEntry.Kind.ACTIVITY)
    sorteer = SortFilter(
        {
            "datum": (_("by term"), [F("last_day").asc(nulls_last=True)]),
            "-datum": (_("by term, last first"), [F("last_day").desc(nulls_last=True)]),
            "activiteit": (_("by activity"), [Lower("activity__title")]),
        }
    )

    @staticmethod
    def in_years(first, last):
        return Q(first_day__year__lte=last, last_day__year__gte=first)

    def of_standing(self, queryset, name, standing):
        return queryset.filter(days_over__isnull=standing == COMING)
