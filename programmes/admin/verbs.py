"""Publish, schedule, withdraw and restore: from the list and from the screen of a record."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes import publishing
from programmes.models import State

PUBLISH = "programmes.publish_register"


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button is the answer."""

    def act(self, record):
        publishing.publish(record)


class RestoreForm(forms.Form):
    def act(self, record):
        publishing.restore(record)


class ScheduleForm(forms.Form):
    at = forms.SplitDateTimeField(
        label=gettext_lazy("Public from"),
        widget=AdminSplitDateTime,
        help_text=gettext_lazy("A moment to come, such as 17-9-2026 and 10:00."),
    )

    def act(self, record):
        publishing.publish(record, self.cleaned_data["at"])


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Readers see this reason at the address of the record."),
    )

    def act(self, record):
        publishing.withdraw(record, self.cleaned_data["reason"])


# Per verb: its form, its name on the button, from which states it goes.
VERBS = {
    "publiceren": (
        ConfirmForm,
        gettext_lazy("Publish"),
        (State.CONCEPT, State.SCHEDULED),
    ),
    "inplannen": (ScheduleForm, gettext_lazy("Schedule"), (State.CONCEPT, State.SCHEDULED)),
    "intrekken": (WithdrawForm, gettext_lazy("Withdraw"), (State.PUBLISHED,)),
    "herstellen": (RestoreForm, gettext_lazy("Make public again"), (State.WITHDRAWN,)),
}


class VerbsMixin:
    """Adds the verbs to the screens of a noun, each with a page that asks first."""

    change_form_template = "admin/record_change_form.html"

    def get_urls(self):
        known = "|".join(VERBS)
        own = re_path(
            rf"^(?P<verb>{known})/$",
            self.admin_site.admin_view(self.verb_view),
            name=self.url_name("verb"),
        )
        return [own, *super().get_urls()]

    def url_name(self, suffix):
        return f"{self.opts.app_label}_{self.opts.model_name}_{suffix}"

    def get_actions(self, request):
        """Offer the verbs for the chosen rows to those who may use them."""
        own = {
            verb: (self.chosen(verb), verb, label) for verb, (_form, label, _from) in VERBS.items()
        }
        return super().get_actions(request) | (own if request.user.has_perm(PUBLISH) else {})

    def chosen(self, verb):
        """Return the action that asks about a verb for the chosen rows."""

        def ask(model_admin, request, queryset):
            keys = ",".join(str(key) for key in queryset.values_list("pk", flat=True))
            return redirect(f"{self.verb_address(verb)}?ids={keys}")

        return ask

    def verb_address(self, verb):
        return reverse(f"admin:{self.url_name('verb')}", args=[verb])

    def change_view(self, request, object_id, form_url="", extra_context=None):
        record = self.get_object(request, object_id)
        buttons = self.buttons(request, record) if record else []
        extra = {"verb_buttons": buttons} | (extra_context or {})
        return super().change_view(request, object_id, form_url, extra)

    def buttons(self, request, record):
        """Return (label, address) of the verbs that this person may use on this record now."""
        if not request.user.has_perm(PUBLISH):
            return []
        return [
            (label, f"{self.verb_address(verb)}?ids={record.pk}")
            for verb, (_form, label, states) in VERBS.items()
            if record.state in states
        ]

    def verb_view(self, request, verb):
        """Ask whether, when or why; then do it for all chosen records, or for none of them."""
        if not request.user.has_perm(PUBLISH) or not self.has_view_permission(request):
            raise PermissionDenied
        form_class, label, states = VERBS[verb]
        records = self.records_of(request)
        form = form_class(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid() and self.carry_out(form, records):
            names = ", ".join(str(record) for record in records)
            self.message_user(
                request, _("Done: %(records)s.") % {"records": names}, messages.SUCCESS
            )
            return redirect(self.after(records))
        context = {
            **self.admin_site.each_context(request),
            "title": label,
            "opts": self.opts,
            "form": form,
            "records": [self.outlook(record, verb) for record in records],
            "media": self.media + form.media,
            "back": self.after(records),
        }
        return TemplateResponse(request, "admin/verb.html", context)

    def records_of(self, request):
        """Return the records that the address names.

        Raises:
            Http404: when one of them does not exist.
        """
        keys = {key for key in request.GET.get("ids", "").split(",") if key.isdecimal()}
        records = list(self.model.objects.filter(pk__in=keys))
        if not records or len(records) != len(keys):
            raise Http404
        return records

    def carry_out(self, form, records):
        """Act on all records in one transaction; return whether that went well."""
        try:
            with transaction.atomic():
                for record in records:
                    form.act(record)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        return True

    def after(self, records):
        if len(records) == 1:
            return reverse(f"admin:{self.url_name('change')}", args=[records[0].pk])
        return reverse(f"admin:{self.url_name('changelist')}")

    def outlook(self, record, verb):
        """Return a record with what goes along and what stands in the way."""
        if verb not in ("publiceren", "inplannen"):
            return {"record": record}
        along = [each for each in publishing.together(record) if each != record]
        return {"record": record, "along": along, "obstacles": publishing.obstacles(record)}
