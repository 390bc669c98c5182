"""Filters and orders: one FilterSet a noun, for every format of its list."""

from programmes.lists.filters.activity import ActivityFilter, EventFilter, FieldFilter, planned_for
from programmes.lists.filters.annual_report import AnnualReportFilter
from programmes.lists.filters.due import DueFilter
from programmes.lists.filters.filterset import SinceFilter, YearFilter
from programmes.lists.filters.form import (
    FROM_KEY,
    PAGE_KEY,
    SINCE_KEY,
    UNTIL_KEY,
    AddressForm,
    DayField,
    StrictForm,
    YearField,
    beginning_of,
)
from programmes.lists.filters.kinds import (
    ALL,
    UNKNOWN,
    KamerstukFilter,
    RecordFilter,
    RecordsFilter,
    Several,
    covers,
)
from programmes.lists.filters.letter import LetterFilter, SignatoryFilter
from programmes.lists.filters.links import (
    ActivityFieldFilter,
    ActivityGoalFilter,
    ExpectedFilter,
    GoalContinuationFilter,
    GoalFocusFilter,
    GoalResultFilter,
    PlanningFilter,
    SignatureFilter,
)
from programmes.lists.filters.perspective import GoalFilter, PerspectiveFilter
from programmes.lists.filters.programme import AdjustmentFilter, ProgrammeFilter
from programmes.lists.filters.searched import FindingFilter, QueryField
