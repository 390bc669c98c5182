"""Sheets for a debate: one page to print about a field, a goal, a programme or a signatory.

Planned, told to the House, changed, what came of it, what is open, with the Kamerstuk numbers and
the sources.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Window
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
    Signature,
    SupervisionField,
    WorkProgramme,
)
from programmes.models.event_kind import CHANGES
from programmes.models.prepared import prepared
from programmes.views.finding import record_page
from programmes.views.pictured import all_documents

# The most rows of a part of a sheet, which is one page of A4: the list has all of them.
SHOWN = 7
CAME = (Event.Kind.REPORT, Event.Kind.RESPONSE, Event.Kind.FINISHED)
NEWEST = F("date").desc(nulls_last=True)


@dataclass(frozen=True)
class Part:
    """A part of a sheet: the first rows, and how many there are."""

    rows: list

    @property
    def number(self):
        return self.rows[0].number if self.rows else 0

    @property
    def left(self):
        """How many rows are not shown."""
        return self.number - len(self.rows)


def first(queryset):
    """Return the rows that a sheet shows, each with the `number` of all rows."""
    return queryset.annotate(number=Window(Count("*")))[:SHOWN]


class Sheet:
    """What a sheet shows of a record.

    Args:
        record: a supervision field, goal, programme or signatory.
        query: the filter of the list of activities that holds those of the sheet, or "".
    """

    def __init__(self, record, query=""):
        self.query = query
        about = {"model": type(record)}
        self.planned = Part(planned(record, **about))
        self.told = Part(told(record, **about))
        self.changed = Part(events(record, kinds=CHANGES, **about))
        self.came = Part(events(record, kinds=CAME, **about))
        self.open = Part(still_open(record, **about))
        documents = all_documents()
        for letter in self.told.rows:
            letter.offers(documents)

    @property
    def sources(self):
        """The addresses of what the sheet shows, each once, in order."""
        rows = [*self.told.rows, *self.changed.rows, *self.came.rows]
        shown = [each.official_url or each.url for each in rows]
        programmes = [source for each in self.planned.rows for source in each.programme.sources[:1]]
        return [*dict.fromkeys(filter(None, [*shown, *programmes]))]


def activities_about(record, model):
    """Return the public activities of a record of `model`."""
    if model is SupervisionField:
        return Activity.objects.published().filter(fields=record)
    if model is Goal:
        return Activity.objects.published().filter(goals=record)
    if model is WorkProgramme:
        return activities_in(WorkProgramme.objects.filter(pk=record))
    letters = letters_about(record, model).order_by()
    return activities_in(WorkProgramme.objects.published().filter(letter__in=letters.values("pk")))


def activities_in(programmes):
    """Return the public activities in some public programmes."""
    plannings = Planning.objects.published().filter(programme__in=programmes)
    return Activity.objects.published().filter(pk__in=plannings.order_by().values("activity"))


def letters_about(record, model):
    """Return the public letters that offer what is about a record, or that it signed."""
    public = Letter.objects.published()
    if model is Signatory:
        signatures = Signature.objects.published().filter(signatory=record)
        return public.filter(pk__in=signatures.order_by().values("letter"))
    about = {"activity__in": activities_about(record, model)}
    documents = [
        WorkProgramme.objects.published().filter(
            plannings__in=Planning.objects.published().filter(**about)
        ),
        Adjustment.objects.published().filter(events__in=Event.objects.published().filter(**about)),
        Expectation.objects.published().filter(**about),
    ]
    offered = Q()
    for each in documents:
        offered |= Q(pk__in=each.order_by().values("letter"))
    return public.filter(offered)


@prepared()
def planned(record, model):
    """Return the plannings, the newest programme first."""
    found = Planning.objects.published().filter(activity__in=activities_about(record, model))
    found = found.select_related("activity", "programme")
    return first(found.order_by("-programme__first_year", "position", "pk"))


@prepared()
def told(record, model):
    """Return the letters to the House about programmes, adjustments and terms, newest first."""
    return first(letters_about(record, model).order_by(NEWEST, "-pk"))


@prepared()
def events(record, kinds, model):
    """Return the events of some kinds, newest first."""
    about = activities_about(record, model)
    found = Event.objects.published().filter(activity__in=about, kind__in=kinds)
    return first(found.select_related("activity", "moved_to").order_by(NEWEST, "-pk"))


@prepared()
def still_open(record, model):
    """Return what is expected and not there yet, first what is over the longest."""
    found = DUE.published().filter(activity__in=activities_about(record, model))
    return first(found.select_related("activity"))


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
    return sheet_page(request, record, Sheet(record, f"gebied={slug}"))


@record_page(Goal, "perspective")
def of_goal(request, goal):
    return sheet_page(request, goal, Sheet(goal, f"doel={goal.slug}"))


@record_page(WorkProgramme)
def of_programme(request, programme):
    return sheet_page(request, programme, Sheet(programme, f"werkprogramma={programme.slug}"))


@record_page(Signatory)
def of_signatory(request, signatory):
    """Show what the letters of a signatory offered, and what came of the activities in it."""
    return sheet_page(request, signatory, Sheet(signatory))


SHEETS = {
    "supervision-field": of_field,
    "goal": of_goal,
    "programme": of_programme,
    "signatory": of_signatory,
}
