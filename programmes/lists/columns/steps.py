"""Where an activity stands: its newest programme, its last step and since when it waits."""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column
from programmes.lists.columns.dates import PLANNINGS, known_before
from programmes.models import ActivityField, Event
from programmes.models.by_language import kept_by_language
from programmes.models.event import ENDS
from programmes.models.facts import Fact
from programmes.models.outcome import KNOWN, Outcome, outcome_in_words
from programmes.models.when import date_in_words

# The kinds of events after which no next step is expected.
LAST = (Event.Kind.RESPONSE, Event.Kind.FINISHED, Event.Kind.DROPPED)
# The outcomes of which more could have been found.
UNSETTLED = {*Outcome} - {*KNOWN, Outcome.MOVED, Outcome.NOT_YET}


def newest(path):
    """Return the expression for a field of the planning in an activity's newest public programme.

    Args:
        path: the lookup path of the field, from the planning.
    """
    plannings = PLANNINGS.filter(activity=OuterRef("pk"))
    newest_first = plannings.order_by("-programme__last_year", "-programme__first_year", "pk")
    return Subquery(newest_first.values(path)[:1])


@kept_by_language(10_000)
def step_in_words(text):
    """Return a `kind_and_date` as text for people: "rapport, 3 mei 2024"."""
    label = str(Event.Kind(text.split()[0]).label)
    return ", ".join(filter(None, [label, when(text)]))


def kind_and_date(kind, precision, day):
    """Return the expression for a step: "rapport dag 2024-…", or "rapport" without a date."""
    parts = (kind, precision, Cast(day, CharField()))
    return Func(Value(" "), *parts, function="concat_ws", output_field=CharField())


def when(text):
    """Return the date of a `kind_and_date` as precisely as it is known, or None."""
    _kind, *known = text.split()
    return date_in_words(date.fromisoformat(known[1]), known[0]) if known else None


def number_of_activities():
    """Return the expression for the number of public activities of a supervision field."""
    links = ActivityField.objects.published().filter(supervisionfield=OuterRef("pk"))
    counted = links.order_by().values("supervisionfield").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def last_report():
    """Return the expression for the date of the last public report about a supervision field."""
    reports = Event.objects.published().filter(
        kind=Event.Kind.REPORT, activity__fields=OuterRef("pk"), date__isnull=False
    )
    return Subquery(reports.order_by("-date").values("date")[:1])


def waiting_since():
    """Return the expression for the day since which an activity waits for its next step.

    That is the day of its last dated event, else the first day of its newest programme; null when
    no next step is expected.
    """
    begin = Func(newest("programme__first_year"), 1, 1, function="make_date")
    ends = Event.objects.with_public_links().filter(activity=OuterRef("pk"), kind__in=LAST)
    ended = known_before(ends, ENDS)
    return Case(
        When(~Exists(ended), then=Coalesce("last_step_on", begin)), output_field=DateField()
    )


WAITING_SINCE = Fact("waiting_since", waiting_since())
NEWEST_SLUG = Fact("newest_slug", newest("programme__slug"))
NEWEST_PROGRAMME_FIRST = (
    Fact("newest_last_year", newest("programme__last_year")).desc(nulls_last=True),
    Fact("newest_first_year", newest("programme__first_year")).desc(nulls_last=True),
)
PROMISED_FOR = Column(
    "beloofd_voor",
    _("promised for"),
    _("The words of the newest programme, else its years."),
    Coalesce(
        NullIf(Fact("newest_words", newest("planned_for")), Value("")),
        NEWEST_SLUG,
        output_field=CharField(),
    ),
)
LAST_STEP = Column(
    "laatste_stap",
    _("last step"),
    _("The kind and the date of the last event that is no notice."),
    NullIf(kind_and_date("last_step", "last_step_precision", "last_step_on"), Value("")),
    reading=step_in_words,
)
# Whether somebody searched for the outcome in vain; a search without a day counts today only.
SEARCHED = Q(searched_on__lt=F("known_until")) | Q(
    known_until=date.max, not_found__contains=["uitkomst"]
)


@kept_by_language(1000)
def outcome_and_search(text):
    """Return a `verdict` as text for people, and whether somebody searched in vain for more."""
    words = text.split()
    searched = words[-1] == "gezocht"
    outcome, *days = words[:-1] if searched else words
    said = outcome_in_words(outcome, *days)
    if not searched or Outcome(outcome) not in UNSETTLED:
        return said
    return _("%(outcome)s, searched in vain") % {"outcome": said}


# As `with_outcome` annotates it.
OUTCOME = Column(
    "uitkomst",
    _("outcome"),
    _("What came of it, beside what was promised."),
    Concat(F("verdict"), Case(When(SEARCHED, then=Value(" gezocht")), default=Value(""))),
    reading=outcome_and_search,
)
