"""Unfinished business: reports without a policy response, and missing facts of programmes.

For activities without an outcome see `without_outcome()` in past.py.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Model, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models.activity import Activity
from programmes.models.annual_report import AnnualReport
from programmes.models.event import Event
from programmes.models.expected import Expected
from programmes.models.perspective import Goal
from programmes.models.planning import Planning
from programmes.models.programme import GoalFocus, WorkProgramme
from programmes.models.record import State, in_state

FIELDS = (
    "perspective", "summary", "adopted_on", "approved_on", "published_on", "offered_on", "letter",
    "file", "sources",
)  # fmt: skip
LETTER_FIELDS = ("date", "reference", "file")


def reports_without_response(today=None):
    """Return the public reports of over six weeks ago without a policy response, oldest first.

    Six weeks are 42 calendar days, from the day after the report, or after its month or year. A
    report without a date may be that old: it is included, at the end. A response answers
    the first report that waits for one (`ExpectedQuerySet.open`).

    Args:
        today: the date to count back from; by default today.
    """
    today = today or timezone.localdate()
    due = Expected.objects.published().filter(by_rule=True).open()
    old = due.filter(Q(last_day=None) | Q(last_day__lt=today))
    reports = Event.objects.published().filter(pk__in=old.values("event"))
    return reports.select_related("activity").order_by(F("date").asc(nulls_last=True), "pk")


def counted(rows, key, value):
    """Return the expression for the number of `rows` with `value` in the field `key`."""
    same = rows.filter(**{key: value}).order_by().values(key)
    return Coalesce(Subquery(same.annotate(number=Count("pk")).values("number")), 0)


@dataclass(frozen=True)
class Fact:
    """A fact about a programme that the register should have.

    Attributes:
        label: its name on screen.
        is_known: whether the register has it.
        place: the record to enter it in, unsaved when it does not exist yet.
    """

    label: str
    is_known: bool
    place: Model


@dataclass(frozen=True)
class Completeness:
    """A programme, the number of its facts, and the `Fact`s that are missing."""

    programme: WorkProgramme
    total: int
    missing: list


def incomplete_programmes(year=None):
    """Return the `Completeness` of each programme with missing facts, drafts too, newest first.

    Args:
        year: an int, to limit the answer to the programmes of that year.
    """
    reported = set(AnnualReport.objects.values_list("year", flat=True))
    found = []
    for programme in programmes_with_counts(year):
        facts = facts_of(programme, reported)
        missing = [fact for fact in facts if not fact.is_known]
        found += [Completeness(programme, len(facts), missing)] if missing else []
    return found


def programmes_with_counts(year=None):
    """Return the programmes that are not withdrawn, annotated with the counts of `facts_of`."""
    programmes = WorkProgramme.objects.exclude(in_state(State.WITHDRAWN))
    if year:
        programmes = programmes.filter(first_year__lte=year, last_year__gte=year)
    plannings = Planning.objects.all()
    formless = plannings.filter(activity__form=Activity.Form.UNKNOWN)
    return programmes.select_related("letter", "perspective").annotate(
        goal_count=counted(Goal.objects.all(), "perspective", OuterRef("perspective")),
        focus_count=counted(GoalFocus.objects.all(), "programme", OuterRef("pk")),
        planned_count=counted(plannings, "programme", OuterRef("pk")),
        formless_count=counted(formless, "programme", OuterRef("pk")),
    )


def facts_of(programme, reported):
    """Return the `Fact`s of a programme of `programmes_with_counts`.

    Args:
        reported: the set of years with an annual report.
    """
    facts = [fact_of(programme, name) for name in FIELDS]
    if letter := programme.letter:
        of_letter = _("of the letter: %(field)s")
        facts += [fact_of(letter, name, of_letter) for name in LETTER_FIELDS]
        facts.append(Fact(of_letter % {"field": _("Kamerstuk")}, bool(letter.kamerstuk), letter))
    facts += goal_facts(programme) + activity_facts(programme)
    return facts + report_facts(programme, reported)


def fact_of(record, name, wording="%(field)s"):
    label = wording % {"field": record._meta.get_field(name).verbose_name}
    return Fact(label, bool(getattr(record, name)), record)


def goal_facts(programme):
    """Return the `Fact`s about the goals that a programme makes concrete."""
    goals, focuses = programme.goal_count, programme.focus_count
    if not programme.perspective:
        return []
    if not goals:
        return [Fact(_("goals of the perspective"), False, programme.perspective)]
    label = _("elaborations of goals: %(done)s of %(all)s are there")
    return [Fact(label % {"done": focuses, "all": goals}, focuses >= goals, programme)]


def activity_facts(programme):
    """Return the `Fact`s about the activities of a programme."""
    planned, formless = programme.planned_count, programme.formless_count
    if not planned:
        return [Fact(_("activities"), False, programme)]
    label = _("form of supervision of %(count)s of %(all)s activities")
    return [Fact(label % {"count": formless, "all": planned}, not formless, programme)]


def report_facts(programme, reported):
    """Return the `Fact`s about the annual reports of the years of a programme that are over."""
    label, this_year = _("annual report of %(year)s"), timezone.localdate().year
    return [
        Fact(label % {"year": year}, year in reported, AnnualReport(year=year))
        for year in range(programme.first_year, min(programme.last_year + 1, this_year))
    ]
