from django.contrib import admin, messages
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from programmes.admin.choices import OFFERED
from programmes.admin.expectation import ExpectationInline, told_terms
from programmes.admin.kamerstuk import KamerstukForm
from programmes.admin.record import SEARCH, PartInline, PartTable, PublishedAdmin, StateFilter
from programmes.lists.filters import covers
from programmes.models import Activity, Event, Expectation, Planning
from programmes.models.record import State, in_state
from programmes.models.responses import early_responses, question
from programmes.models.when import Precision
from programmes.workflow.joining import join


class EventForm(KamerstukForm):
    """A date that begins no month is a day, also when its precision is not chosen.

    Who clears a precision that was stored is asked for one.
    """

    def clean(self):
        cleaned = super().clean()
        date = cleaned.get("date")
        is_open = not (cleaned.get("date_precision") or self.initial.get("date_precision"))
        if date and date.day > 1 and is_open:
            cleaned["date_precision"] = Precision.DAY
        return cleaned


class EventInline(PartInline, admin.StackedInline):
    model = Event
    form = EventForm
    fields = (
        ("kind", "date", "date_precision"),
        "title",
        "url",
        ("kamerstuk", "ministry"),
        "note",
        "adjustment",
        "moved_to",
    )


class PlannedInline(PartTable):
    model = Planning
    fields = ("programme", "planned_for", "position")
    verbose_name_plural = _("in which programmes")


class ProgrammeYearFilter(admin.SimpleListFilter):
    title = _("year")
    parameter_name = "jaar"

    def lookups(self, request, model_admin):
        years = Planning.objects.order_by("-programme__first_year").values_list(
            "programme__first_year", flat=True
        )
        return [(year, year) for year in years.distinct()]

    def queryset(self, request, queryset):
        year = str(self.value() or "")
        if not year.isdecimal():
            return queryset
        planned = Planning.objects.filter(covers(year, "programme__"))
        return queryset.filter(pk__in=planned.values("activity"))


def to_be_part_of(activities):
    """Return the activities that another one can join: public, and in a programme."""
    planned = Planning.objects.filter(activity=OuterRef("pk"))
    return activities.filter(in_state(State.PUBLISHED), Exists(planned))


OFFERED[Activity, "Activity.part_of"] = to_be_part_of


@admin.register(Activity)
class ActivityAdmin(PublishedAdmin):
    inlines = [PlannedInline, EventInline, ExpectationInline]
    list_display = ("title", "state_badge", "form", "in_fields")
    list_filter = (StateFilter, ProgrammeYearFilter, "form", "fields")
    search_fields = ("title", "summary", "slug")
    fieldsets = [
        (None, {"fields": ["state_badge", "title"]}),
        (
            _("What it says"),
            {"fields": [("form", "form_inferred"), "fields", "goals", "partners", "summary"]},
        ),
        (_("In a programme under another title"), {"fields": [("part_of", "part_of_source")]}),
        (_("For readers"), {"fields": ["slug", "sources", "note", *SEARCH]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("fields")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        activities = [form.instance]
        if form.instance.part_of and "part_of" in form.changed_data:
            with form.explained():
                join(form.instance)
            activities.append(form.instance.part_of)
        for response in early_responses(activities):
            self.message_user(request, question(response), messages.WARNING)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is Expectation:
            changed = [expectation for expectation, _names in formset.changed_objects]
            for message in told_terms([*formset.new_objects, *changed]):
                self.message_user(request, message)

    @admin.display(description=_("supervision fields"))
    def in_fields(self, activity):
        return ", ".join(field.name for field in activity.fields.all())
