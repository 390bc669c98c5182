from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.kinds import (
    BY_DATE,
    BY_YEARS,
    RecordFilter,
    RegisterFilterSet,
    SortFilter,
    WordsFilter,
    YearFilter,
    covers,
)
from programmes.models import Goal, Perspective, State, WorkProgramme
from programmes.models.record import in_state


class ProgrammeFilter(RegisterFilterSet):
    jaar = YearFilter(covers)
    perspectief = RecordFilter(Perspective, label=_("Perspective"), field_name="perspective")
    doel = RecordFilter(Goal, label=_("Goal"), field_name="focuses__goal")
    q = WordsFilter("title", "motto", "summary")
    sorteer = SortFilter(BY_YEARS)


class AdjustmentFilter(RegisterFilterSet):
    jaar = YearFilter(
        lambda year: in_state(State.PUBLISHED, "programme__") & covers(year, "programme__")
    )
    werkprogramma = RecordFilter(WorkProgramme, label=_("Work programme"), field_name="programme")
    q = WordsFilter("explanation")
    sorteer = SortFilter(BY_DATE)
