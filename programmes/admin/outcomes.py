"""The outcomes of a programme: one screen to add events to all of its activities."""

from django.contrib import messages
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.admin.outcome_forms import OutcomesForm
from programmes.admin.pages import require
from programmes.changes.for_staff import change, history_of, people
from programmes.models import Activity, Event
from programmes.models.event import stage
from programmes.models.keys import is_key

EventHistory = Event.history.rel.related_model


class OutcomesMixin:
    def get_urls(self):
        own = self.own_path("<key:pk>/uitkomsten/", self.outcomes_view, "outcomes")
        return [own, *super().get_urls()]

    def buttons(self, request, record):
        found = super().buttons(request, record)
        if self.may_see_outcomes(request, record):
            found.append((gettext_lazy("Outcomes"), self.address("outcomes", record.pk)))
        return found

    def may_see_outcomes(self, request, programme):
        sees_activities = request.user.has_perm("programmes.view_activity")
        return self.has_view_permission(request, programme) and sees_activities

    def outcomes_view(self, request, pk):
        """Show the form of all activities; store its events in one transaction."""
        programme = get_object_or_404(self.model, pk=pk)
        require(self.may_see_outcomes(request, programme))
        may_change = self.may_add_events(request)
        with transaction.atomic():
            activities = found(programme, request.POST)
            form = OutcomesForm(request.POST or None, activities=activities, may_change=may_change)
            require(not form.is_bound or form.may_change)
            stored = form.save() if form.is_valid() else []
        if stored:
            return self.stored(request, stored)
        return self.show_outcomes(request, programme, form)

    def may_add_events(self, request):
        """Return a function from an activity to whether this user may add events to it."""
        activities = self.admin_site.get_model_admin(Activity)
        may_add = request.user.has_perm("programmes.add_event")
        return lambda each: may_add and activities.has_change_permission(request, each)

    def stored(self, request, events):
        message = ngettext("%(count)s event added.", "%(count)s events added.", len(events))
        self.message_user(request, message % {"count": len(events)}, messages.SUCCESS)
        return redirect(request.path)

    def show_outcomes(self, request, programme, form):
        add_meanwhile(form.rows)
        title = _("Outcomes: %(programme)s") % {"programme": programme}
        return self.page(request, "admin/outcomes.html", title, programme=programme, form=form)


def found(programme, sent):
    """Return the activities of a programme in its order, and those that were sent, with attributes.

    Each has its `status`, its `last_event`, `is_planned` and `seen`, the key of the last row in the
    history of its events. When something was sent, the rows are locked.

    Args:
        programme: a `WorkProgramme`.
        sent: the POST data; an activity in it that is no longer planned comes last.
    """
    planned = list(programme.plannings.values_list("activity", flat=True))
    keys = dict.fromkeys([*planned, *filled_in(sent)])
    if sent:
        list(Activity.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    events = Event.objects.filter(activity=OuterRef("pk")).with_public_links()
    last = events.order_by(F("date").desc(nulls_last=True), stage().desc(), "-pk")
    history = EventHistory.objects.filter(activity=OuterRef("pk"))
    seen = Subquery(history.order_by("-pgh_id").values("pgh_id")[:1])
    activities = Activity.objects.with_status().annotate(
        last=Subquery(last.values("pk")[:1]), seen=Coalesce(seen, 0)
    )
    by_key = activities.in_bulk(list(keys))
    last_events = Event.objects.in_bulk({each.last for each in by_key.values()})
    for each in by_key.values():
        each.last_event, each.is_planned = last_events.get(each.last), each.pk in planned
    return [by_key[key] for key in keys if key in by_key]


def filled_in(sent):
    """Return the keys of the activities with a field in the POST data that is not empty."""
    names = [name.partition("-") for name, value in sent.items() if value]
    return [int(key) for key, _dash, name in names if is_key(key) and name != "seen"]


def add_meanwhile(rows):
    """Set on each outdated row the `Change`s by others since it was opened, as `meanwhile`."""
    outdated = {row.activity.pk: row for row in rows if row.is_outdated}
    for row in outdated.values():
        row.meanwhile = []
    pairs = history_of(EventHistory, "activity_id__in", list(outdated)) if outdated else []
    names = people(row for row, _before in pairs)
    for row, before in pairs:
        outdated_row = outdated[row.activity_id]
        seen = outdated_row.seen or ""
        if is_key(seen) and row.pgh_id > int(seen):
            outdated_row.meanwhile.append(change(row, before, names))
