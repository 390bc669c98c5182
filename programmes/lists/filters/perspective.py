from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.kinds import (
    BY_TITLE,
    BY_YEARS,
    NEWEST,
    OLDEST,
    RecordFilter,
    RegisterFilterSet,
    SortFilter,
    WordsFilter,
    YearFilter,
    covers,
)
from programmes.models import Perspective


class PerspectiveFilter(RegisterFilterSet):
    jaar = YearFilter(covers)
    q = WordsFilter("title", "motto", "summary")
    sorteer = SortFilter(BY_YEARS)


class GoalFilter(RegisterFilterSet):
    perspectief = RecordFilter(Perspective, label=_("Perspective"), field_name="perspective")
    jaar = YearFilter(lambda year: covers(year, "perspective__"))
    q = WordsFilter("title", "explanation")
    sorteer = SortFilter(
        {
            "-jaar": (NEWEST, ["-perspective__first_year", "-perspective__last_year", "position"]),
            "jaar": (OLDEST, ["perspective__first_year", "perspective__last_year", "position"]),
            "titel": (BY_TITLE, [Lower("title")]),
        }
    )
