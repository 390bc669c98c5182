"""Submit, publish, schedule, send back, withdraw and restore: buttons, actions and their pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import re_path
from django.utils.translation import gettext_lazy as _

from programmes.admin.held import RESTORE, shows_kept_input
from programmes.admin.pages import require
from programmes.admin.verb_forms import (
    LISTED,
    AgreeForm,
    PublishForm,
    RestoreForm,
    ScheduleForm,
    SendBackForm,
    SubmitForm,
    TakeBackForm,
    WithdrawForm,
)
from programmes.models import State
from programmes.models.keys import is_key
from programmes.workflow.along import together
from programmes.workflow.package import named
from programmes.workflow.reviewing import (
    PUBLISH,
    edited_since,
    is_submitted,
    last_review,
    may_take_back,
    to_agree,
)

# In the query string of a page that lists all that goes along.
WHOLE = "alles"
# More pieces than this take so long that the page says so.
LONG = 200


@dataclass(frozen=True)
class Verb:
    """A change of the state of a record.

    Attributes:
        form: the `VerbForm` class of its page.
        label: the text of its button.
        outcome: what it will do, as a sentence.
        done: the message afterwards, with a placeholder for `records`.
        along: the heading above what goes along.
        suits: a function from a record to whether its state allows the verb.
        for_publicists: whether only publicists may use it, or everybody who may change the record.
        allows: a function from a record and a user to whether the verb is for that user, when it
            is for one person; such a verb is no action of the list.
    """

    form: type
    label: str
    outcome: str
    done: str
    along: str
    suits: Callable
    for_publicists: bool = True
    allows: Callable | None = None

    def is_for(self, user):
        return user.has_perm(PUBLISH) or not self.for_publicists


def is_to_publish(record):
    return record.state in (State.CONCEPT, State.SCHEDULED)


VERBS = {
    "aanbieden": Verb(
        SubmitForm,
        _("Submit for review"),
        _("A publicist finds this on the work list, and lets it through or sends it back."),
        _("Submitted for review: %(records)s."),
        _("This goes along"),
        lambda record: record.state == State.CONCEPT and not is_submitted(record),
        for_publicists=False,
    ),
    "terugnemen": Verb(
        TakeBackForm,
        _("Take back"),
        _("This waits for review no longer. You go on with it, and submit it again."),
        _("Taken back: %(records)s."),
        "",
        is_submitted,
        for_publicists=False,
        allows=may_take_back,
    ),
    "akkoord": Verb(
        AgreeForm,
        _("Agree"),
        _("You saw what the publicist changed, and agree. The publicist may then publish it."),
        _("Agreed: %(records)s."),
        _("This goes along"),
        is_submitted,
        for_publicists=False,
        allows=to_agree,
    ),
    "publiceren": Verb(
        PublishForm,
        _("Publish"),
        _("Everybody sees this at once: on the site, in the files, in the feeds and in the API."),
        _("Made public: %(records)s."),
        _("This goes along"),
        is_to_publish,
    ),
    "inplannen": Verb(
        ScheduleForm,
        _("Schedule"),
        _("Everybody sees this from the moment that you choose; nobody has to do anything then."),
        _("Scheduled: %(records)s."),
        _("This goes along"),
        is_to_publish,
    ),
    "terugsturen": Verb(
        SendBackForm,
        _("Send back"),
        _("This stays a draft, or becomes one again. The editor finds it on the work list."),
        _("Sent back: %(records)s."),
        _("This becomes a draft again too"),
        lambda record: record.state == State.SCHEDULED or is_submitted(record),
    ),
    "intrekken": Verb(
        WithdrawForm,
        _("Withdraw"),
        _("Readers no longer see this. Its address tells from when, and your reason."),
        _("Withdrawn: %(records)s."),
        _("This is withdrawn too"),
        lambda record: record.is_public,
    ),
    "herstellen": Verb(
        RestoreForm,
        _("Make public again"),
        _("Everybody sees this again at once, at the same address. The reason of before goes."),
        _("Made public again: %(records)s."),
        _("This becomes public again too"),
        lambda record: record.state == State.WITHDRAWN,
    ),
}


class VerbsMixin:
    """Adds the verbs as actions of the list, and as buttons of the form; each has a page first."""

    def get_urls(self):
        known = "|".join(VERBS)
        view, name = self.admin_site.admin_view(self.verb_view), self.url_name("verb")
        return [re_path(rf"^(?P<verb>{known})/$", view, name=name), *super().get_urls()]

    def get_actions(self, request):
        own = {
            name: (self.chosen(name), name, verb.label)
            for name, verb in VERBS.items()
            if verb.is_for(request.user) and self.has_change_permission(request)
            if verb.allows is None
        }
        return super().get_actions(request) | own

    def chosen(self, verb):
        """Return the action that redirects to the page of a verb for the chosen rows."""

        def ask(model_admin, request, queryset):
            return redirect(self.verb_address(verb, queryset.values_list("pk", flat=True)))

        return ask

    def verb_address(self, verb, keys):
        return f"{self.address('verb', verb)}?ids={','.join(map(str, keys))}"

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["verb_buttons"] = self.buttons(request, obj)
            context["review"] = review = last_review(obj) if is_to_publish(obj) else None
            if is_submitted(obj):
                context["edit"] = edited_since({obj: review}).get(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_change(self, request, obj):
        """Warn about a draft that waits for review, and drafts that a public record shows."""
        response = super().response_change(request, obj)
        # A change of a scheduled record made it a draft.
        obj.refresh_from_db(fields=["publish_at"])
        if is_submitted(obj):
            message = _("%(record)s waits for review. The work lists show that you changed it.")
            self.message_user(request, message % {"record": obj}, messages.WARNING)
        if obj.state in (State.PUBLISHED, State.SCHEDULED):
            self.warn(request, [each for each in together(obj) if each.state == State.CONCEPT])
        return response

    def warn(self, request, drafts):
        if drafts:
            message = _("Readers do not see this yet: %(records)s. Publish or schedule it too.")
            self.message_user(request, message % {"records": named(drafts)}, messages.WARNING)

    def buttons(self, request, record):
        """Return (label, address) of the verbs that this user may use on this record now."""
        return [
            (verb.label, self.verb_address(name, [record.pk]))
            for name, verb in VERBS.items()
            if verb.suits(record) and self.may(request, verb, record)
        ]

    def may(self, request, verb, record):
        allowed = verb.allows is None or bool(verb.allows(record, request.user))
        right = verb.is_for(request.user) and self.has_change_permission(request, record)
        return right and allowed

    @shows_kept_input
    def verb_view(self, request, verb):
        """Show the form of a verb; once valid, carry it out on all chosen records or on none."""
        chosen = VERBS[verb]
        require(chosen.is_for(request.user) and self.has_change_permission(request))
        records = self.records_of(request)
        require(all(self.may(request, chosen, record) for record in records))
        data = request.POST if request.method == "POST" else None
        listed = None if WHOLE in request.GET else LISTED
        form = chosen.form(data, records=records, user=request.user, listed=listed)
        if form.is_valid() and self.carry_out(form, records):
            return self.done(request, chosen, form)
        return self.ask(request, verb, form)

    def done(self, request, verb, form):
        along = [each for record in form.records for each in form.along(record)]
        names = named([*form.records, *along])
        self.message_user(request, verb.done % {"records": names}, messages.SUCCESS)
        return redirect(self.after(form.records))

    def ask(self, request, verb, form):
        if not form.is_bound or RESTORE in form.data:
            form.look()
        packages = [
            (each, pieces, rest, form.obstacles(each.record), form.changed(each))
            for each, pieces, rest in form.listings
        ]
        return self.page(
            request,
            "admin/verb.html",
            VERBS[verb].label,
            verb=VERBS[verb],
            form=form,
            packages=packages,
            shown=sum(
                (obstacles for *_package, obstacles, _changed in packages), [*form.objections]
            ),
            submit=self.submit_address(form.records),
            shown_rows=f":{form.listed or ''}",
            is_long=len(form.pieces) > LONG,
            media=self.media + form.media,
            back=self.after(form.records),
        )

    def submit_address(self, records):
        """Return the address to submit records for review; None when one of them cannot be."""
        if not all(VERBS["aanbieden"].suits(record) for record in records):
            return None
        return self.verb_address("aanbieden", [record.pk for record in records])

    def records_of(self, request):
        """Return the records in the parameter `ids`.

        Raises:
            Http404: when one of them does not exist.
        """
        keys = {key for key in request.GET.get("ids", "").split(",") if is_key(key)}
        records = list(self.model.objects.filter(pk__in=keys))
        if not records or len(records) != len(keys):
            raise Http404
        return records

    def carry_out(self, form, records):
        """Carry out a verb on all records in one transaction; return whether that succeeded."""
        try:
            with transaction.atomic():
                for record in records:
                    form.act(record)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        return True

    def after(self, records):
        """Return the address to go back to: the form of one record, else the list."""
        if len(records) == 1:
            return self.address("change", records[0].pk)
        return self.address("changelist")
