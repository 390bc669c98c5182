"""Sheets for a debate: one page to print about a field, a goal, a programme or a signatory.

Planned, told to the House, changed, what came of it, what is open, with the Kamerstuk numbers and
the sources.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.changes.in_register import last_moment
from programmes.lists.nouns import BY_MODEL, DUE
from programmes.models import (
    Activity,
    Adjustment,
    Event,
    Expectation,
    Goal,
    Letter,
    Planning,
    Signatory,
    SupervisionField,
    WorkProgramme,
)
from programmes.models.event_kind import CHANGES
from programmes.views.finding import record_page

# The most rows of a part of a sheet: the list has all of them.
SHOWN = 10
CAME = [Event.Kind.REPORT, Event.Kind.RESPONSE, Event.Kind.FINISHED]
NEWEST = F("date").desc(nulls_last=True)


@dataclass(frozen=True)
class Part:
    """A part of a sheet: the first rows, and how many there are."""

    rows: list
    number: int

    @property
    def left(self):
        """How many rows are not shown."""
        return self.number - len(self.rows)


def part(queryset):
    rows = list(queryset[: SHOWN + 1])
    number = len(rows) if len(rows) <= SHOWN else queryset.order_by().count()
    return Part(rows[:SHOWN], number)


@dataclass(frozen=True)
class Sheet:
    """What a sheet is about.

    Attributes:
        activities: the public activities.
        query: the filter of the list of activities that holds them, or "".
        letters: the public letters, where these do not follow from the activities.
    """

    activities: QuerySet
    query: str = ""
    letters: QuerySet | None = field(default=None)

    @cached_property
    def planned(self):
        """The plannings, the newest programme first."""
        found = Planning.objects.published().filter(activity__in=self.activities)
        found = found.select_related("activity", "programme")
        return part(found.order_by("-programme__first_year", "position", "pk"))

    @cached_property
    def told(self):
        """The letters to the House about the programmes, adjustments and terms, newest first."""
        found = self.letters_about() if self.letters is None else self.letters
        return part(found.for_names().order_by(NEWEST, "-pk"))

    @cached_property
    def changed(self):
        """The events by which activities changed, newest first."""
        return part(self.events(CHANGES))

    @cached_property
    def came(self):
        """The reports, responses and completions, newest first."""
        return part(self.events(CAME))

    @cached_property
    def open(self):
        """What is expected and not there yet, first what is over the longest."""
        found = DUE.published().filter(activity__in=self.activities)
        return part(found.select_related("activity"))

    @property
    def sources(self):
        """The addresses of what the sheet shows, each once, in order."""
        rows = [*self.told.rows, *self.changed.rows, *self.came.rows]
        shown = [each.official_url or each.url for each in rows]
        programmes = [source for each in self.planned.rows for source in each.programme.sources[:1]]
        return [*dict.fromkeys(filter(None, [*shown, *programmes]))]

    def events(self, kinds):
        found = Event.objects.published().filter(activity__in=self.activities, kind__in=kinds)
        return found.select_related("activity", "moved_to").order_by(NEWEST, "-pk")

    def letters_about(self):
        about = {"activity__in": self.activities}
        documents = [
            WorkProgramme.objects.published().filter(
                plannings__in=Planning.objects.published().filter(**about)
            ),
            Adjustment.objects.published().filter(
                events__in=Event.objects.published().filter(**about)
            ),
            Expectation.objects.published().filter(**about),
        ]
        offered = Q()
        for each in documents:
            offered |= Q(pk__in=each.order_by().values("letter"))
        return Letter.objects.published().filter(offered)


def sheet_page(request, record, sheet):
    """Render the sheet of a public record."""
    # The metadata is of this page, not of the record.
    if hasattr(request, "record"):
        del request.record
    context = {
        "noun": BY_MODEL[type(record)],
        "kind": record._meta.verbose_name,
        "record": record,
        "sheet": sheet,
        "has_rule": any(each.by_rule for each in sheet.open.rows),
        "today": timezone.localdate(),
        "last_change": last_moment(),
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "records/debate.html", context)


@require_safe
def of_field(request, slug):
    record = get_object_or_404(SupervisionField.objects.published(), slug=slug)
    activities = Activity.objects.published().filter(fields=record)
    return sheet_page(request, record, Sheet(activities, f"gebied={slug}"))


@record_page(Goal, "perspective")
def of_goal(request, goal):
    return sheet_page(request, goal, Sheet(goal.activities.published(), f"doel={goal.slug}"))


@record_page(WorkProgramme)
def of_programme(request, programme):
    activities = planned_in(WorkProgramme.objects.filter(pk=programme.pk))
    return sheet_page(request, programme, Sheet(activities, f"werkprogramma={programme.slug}"))


@record_page(Signatory)
def of_signatory(request, signatory):
    """Show what the letters of a signatory offered, and what came of the activities in it."""
    signatures = signatory.signatures.published()
    letters = Letter.objects.published().filter(signatures__in=signatures).distinct()
    programmes = WorkProgramme.objects.published().filter(letter__in=letters)
    return sheet_page(request, signatory, Sheet(planned_in(programmes), letters=letters))


def planned_in(programmes):
    """Return the public activities in some public programmes."""
    plannings = Planning.objects.published().filter(programme__in=programmes)
    return Activity.objects.published().filter(pk__in=plannings.order_by().values("activity"))


SHEETS = {
    "supervision-field": of_field,
    "goal": of_goal,
    "programme": of_programme,
    "signatory": of_signatory,
}
