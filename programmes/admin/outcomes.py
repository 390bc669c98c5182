"""The outcomes of a programme: one screen to add events and expectations to all its activities."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery, Value
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.admin.expectation import told_terms
from programmes.admin.held import IS_BACK, RESTORE, forget, with_kept_input
from programmes.admin.outcome_forms import OutcomesForm
from programmes.admin.outcome_proposals import OutcomesProposalMixin
from programmes.admin.pages import require
from programmes.changes.for_staff import change, history_of, people
from programmes.models import Activity, Event, Expectation
from programmes.models.event_kind import stage
from programmes.models.expected import Expected
from programmes.models.keys import is_key
from programmes.models.outcome import Outcome, with_outcome
from programmes.models.outcome_in_programme import seen_from
from programmes.models.responses import early_responses, question
from programmes.period import period_in_words

# The most activities on a page.
SHOWN = 50
# The history tables of what the screen adds.
HISTORIES = [model.history.rel.related_model for model in (Event, Expectation)]


class OutcomesMixin(OutcomesProposalMixin):
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
        """Show the form of all activities; store its events in one transaction, or propose them."""
        programme = get_object_or_404(self.model, pk=pk)
        require(self.may_see_outcomes(request, programme))
        request = with_kept_input(request)
        with transaction.atomic():
            planned = list(programme.plannings.values_list("activity", flat=True))
            page = Paginator(planned, SHOWN).get_page(request.GET.get("activiteiten"))
            form = self.outcomes_form(request, programme, page.object_list, request.POST)
            require(not form.is_bound or form.may_change)
            if RESTORE in request.POST:
                form.add_error(None, IS_BACK)
            is_sent = form.is_valid()
            is_proposed = is_sent and form.is_proposed
            stored = self.try_to_save(form, dry_run=is_proposed) if is_sent else None
            if stored and is_proposed:
                return self.propose_outcomes(request, programme)
        if stored:
            return self.stored(request, *stored)
        return self.show_outcomes(request, programme, form, page)

    def outcomes_form(self, request, programme, shown, data):
        """Return the form of the activities in `shown` and those in `data`, with their locks."""
        activities = self.admin_site.get_model_admin(Activity)
        rights = ["add_event", "add_expectation", "change_activity"]
        may_add = request.user.has_perms([f"programmes.{right}" for right in rights])
        return OutcomesForm(
            data or None,
            activities=found(programme, shown, data),
            may_change=may_add,
            may_store=lambda each: activities.has_change_permission(request, each),
        )

    def stored(self, request, events, expectations):
        added = ngettext("%(count)s event added.", "%(count)s events added.", len(events))
        expected = ngettext(
            "%(count)s expectation added.", "%(count)s expectations added.", len(expectations)
        )
        for message, rows in ((added, events), (expected, expectations)):
            if rows:
                self.message_user(request, message % {"count": len(rows)}, messages.SUCCESS)
        for message in told_terms(expectations):
            self.message_user(request, message)
        for reply in early_responses([event.activity_id for event in events]):
            self.message_user(request, question(reply), messages.WARNING)
        response = redirect(request.get_full_path())
        forget(request, response)
        return response

    def show_outcomes(self, request, programme, form, page=None, **context):
        add_meanwhile(form.rows)
        return self.page(
            request,
            "admin/outcomes.html",
            _("Outcomes: %(programme)s") % {"programme": programme},
            programme=programme,
            form=form,
            pages=page,
            **context,
        )


def found(programme, shown, sent):
    """Return the activities on a page, and those that were sent, with attributes.

    Each has its `known_outcome`, that in the programme, its `last_event`, its `terms` (each
    `Expected` that is not met, with its `days` as text), `is_planned` and `seen`: the key of the
    last row in each of `HISTORIES`, joined by a dot. When something was sent, the rows are locked.

    Args:
        shown: the keys of the activities on the page.
        sent: the POST data; an activity in it that is not on the page comes last.
    """
    keys = dict.fromkeys([*shown, *filled_in(sent)])
    if sent:
        list(Activity.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    rows = seen_from(with_outcome(Activity.objects.all()), Value(programme.pk))
    planned = Exists(programme.plannings.filter(activity=OuterRef("pk")))
    by_key = with_last_event(rows.annotate(is_planned=planned)).in_bulk(list(keys))
    last_events = Event.objects.in_bulk({each.last for each in by_key.values()})
    terms = terms_of(by_key)
    for each in by_key.values():
        each.known_outcome, each.terms = Outcome(each.outcome), terms[each.pk]
        each.last_event = last_events.get(each.last)
        each.seen = f"{each.seen_0 or 0}.{each.seen_1 or 0}"
    return [by_key[key] for key in keys if key in by_key]


def with_last_event(activities):
    """Annotate activities with the keys of their `last` event and of the last of `HISTORIES`."""
    events = Event.objects.filter(activity=OuterRef("pk")).with_public_links()
    last = events.order_by(F("date").desc(nulls_last=True), stage().desc(), "-pk")
    seen = {
        f"seen_{number}": Subquery(
            table.objects.filter(activity=OuterRef("pk")).order_by("-pgh_id").values("pgh_id")[:1]
        )
        for number, table in enumerate(HISTORIES)
    }
    return activities.annotate(last=Subquery(last.values("pk")[:1]), **seen)


def terms_of(keys):
    """Return the unmet `Expected`s of activities, by the key of the activity."""
    terms = {key: [] for key in keys}
    for each in Expected.objects.with_public_links().open().filter(activity__in=keys).in_order():
        each.days = period_in_words((each.first_day, each.last_day)) if each.last_day else ""
        terms[each.activity_id].append(each)
    return terms


def filled_in(sent):
    """Return the keys of the activities with a field in the POST data that is not empty."""
    names = [name.partition("-") for name, value in sent.items() if value]
    return [int(key) for key, _dash, name in names if is_key(key) and name != "seen"]


def add_meanwhile(rows):
    """Set on each outdated row the `Change`s by others since it was opened, as `meanwhile`."""
    outdated = {row.activity.pk: row for row in rows if row.is_outdated or row.second.is_outdated}
    for row in outdated.values():
        row.meanwhile = []
    for number, table in enumerate(HISTORIES if outdated else ()):
        pairs = history_of(table, "activity_id__in", list(outdated))
        names = people(row for row, _before in pairs)
        for row, before in pairs:
            if row.pgh_id > seen_before(outdated[row.activity_id], number):
                outdated[row.activity_id].meanwhile.append(change(row, before, names))


def seen_before(row, number):
    """Return the key of the last row that was seen in one of `HISTORIES`; infinite if not known."""
    seen = (row.seen or "").split(".")
    valid = len(seen) == len(HISTORIES) and all(map(is_key, seen))
    return int(seen[number]) if valid else float("inf")
