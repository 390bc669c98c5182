from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.filterset import YearsFilterSet
from programmes.lists.filters.kinds import BY_DATE, BY_YEARS, RecordsFilter, SortFilter, overlaps
from programmes.lists.filters.searched import SearchedFilter
from programmes.models import Goal, Perspective, SearchEntry, State, WorkProgramme
from programmes.models.record import in_state


class ProgrammeFilter(YearsFilterSet):
    in_years = staticmethod(overlaps)
    perspectief = RecordsFilter(Perspective, label=_("Perspective"), field_name="perspective")
    doel = RecordsFilter(Goal, label=_("Goal"), field_name="focuses__goal")
    q = SearchedFilter(pk=SearchEntry.Kind.PROGRAMME)
    sorteer = SortFilter(BY_YEARS)


class AdjustmentFilter(YearsFilterSet):
    werkprogramma = RecordsFilter(WorkProgramme, label=_("Work programme"), field_name="programme")
    q = SearchedFilter(pk=SearchEntry.Kind.ADJUSTMENT)
    sorteer = SortFilter(BY_DATE)

    @staticmethod
    def in_years(first, last):
        years = overlaps(first, last, "programme__")
        return in_state(State.PUBLISHED, "programme__") & years
