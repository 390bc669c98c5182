"""The screens to take in a letter: upload files, check what was read, confirm."""

import logging

from csp.decorators import csp_replace, csp_update
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from programmes.admin.held import (
    IS_BACK,
    RESTORE,
    DraftMixin,
    forget,
    why_not_stored,
    with_kept_input,
)
from programmes.admin.pages import UploadAdmin, require
from programmes.admin.record import refusal
from programmes.intake.letters.answer import ERRORS
from programmes.intake.letters.checking import ADD_LINE, Check
from programmes.intake.letters.facts import from_json
from programmes.intake.letters.storing import read_in, receive, remove
from programmes.models import IncomingLetter
from programmes.models.keys import is_key
from programmes.models.outage import is_full_disk
from programmes.workflow.reviewing import PUBLISH

logger = logging.getLogger(__name__)
CONTENT_TYPES = {
    IncomingLetter.Sort.PDF: "application/pdf",
    IncomingLetter.Sort.TEXT: "text/plain; charset=utf-8",
}
SELF = "'self'"
DISK_IS_FULL = gettext_lazy(
    "This file was not stored: the disk of the server is full. Ask an administrator to make room, "
    "and bring it in again."
)


class UploadWidget(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadField(forms.FileField):
    """One or several files."""

    widget = UploadWidget

    def clean(self, data, initial=None):
        files = data if data and isinstance(data, list | tuple) else [None]
        return [super(UploadField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    files = UploadField(
        label=gettext_lazy("Letters"),
        help_text=gettext_lazy(
            "One or several files: PDF, Word (DOCX) or text, at most 20 MB each. You can also drag "
            "them here."
        ),
    )


class ProcessedFilter(admin.SimpleListFilter):
    """By default only letters that are still to be processed."""

    title = gettext_lazy("state")
    parameter_name = "staat"

    def lookups(self, request, model_admin):
        return [("verwerkt", _("processed")), ("alles", _("all"))]

    def choices(self, changelist):
        own = {"query_string": changelist.get_query_string(remove=[self.parameter_name])}
        yield own | {"selected": self.value() is None, "display": _("to be processed")}
        yield from list(super().choices(changelist))[1:]

    def queryset(self, request, queryset):
        match self.value():
            case "verwerkt":
                return queryset.exclude(letter=None)
            case "alles":
                return queryset
        return queryset.to_process()


@admin.register(IncomingLetter)
class IncomingLetterAdmin(DraftMixin, UploadAdmin):
    add_title = gettext_lazy("Take in a letter")
    list_display = ("name", "received_at", "received_by", "state")
    list_filter = (ProcessedFilter,)
    list_select_related = ("letter", "received_by")
    search_fields = ("name",)

    @admin.display(description=gettext_lazy("state"))
    def state(self, incoming):
        if not incoming.letter:
            return _("to be processed")
        address = reverse("admin:programmes_letter_change", args=[incoming.letter.pk])
        return format_html('{} <a href="{}">{}</a>', _("processed:"), address, incoming.letter)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.letter)

    def delete_model(self, request, obj):
        remove(obj)

    def get_urls(self):
        return [self.own_path("lezen/", self.reading_view, "reading"), *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        """Upload one or several files; each is saved before it is read."""
        require(self.has_add_permission(request))
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(*sent)
        if form.is_valid():
            return self.receive_all(request, form.cleaned_data["files"])
        return self.page(request, "admin/incoming/upload.html", self.add_title, form=form)

    def receive_all(self, request, files):
        found = [self.receive_one(request, file) for file in files]
        received = [each for each in found if each]
        if not received:
            return redirect(self.address("add"))
        chosen = {"ids": received, "er_al": [each for each in received if each.is_read]}
        query = {name: ",".join(str(each.pk) for each in found) for name, found in chosen.items()}
        return redirect(f"{self.address('reading')}?{urlencode(query)}")

    def receive_one(self, request, file):
        """Return the `IncomingLetter` of a file, or None after a message why it was not stored."""
        try:
            return receive(file, file.name, request.user)
        except ValidationError as error:
            self.tell(request, file.name, error.messages[0])
        except OSError as error:
            why = DISK_IS_FULL if is_full_disk(error) else why_not_stored(error)
            if not why:
                raise
            logger.exception("A file was not stored")
            self.tell(request, file.name, why)
        return None

    def reading_view(self, request):
        """Read one file per request, and show the progress.

        The Refresh header loads the next one without a script. Reading is idempotent, so it may be
        done on a GET.
        """
        require(self.has_add_permission(request))
        keys = [key for key in request.GET.get("ids", "").split(",") if is_key(key)]
        chosen = IncomingLetter.objects.filter(pk__in=keys)
        waiting = chosen.unread().order_by("pk").first()
        if waiting is None:
            return self.after_reading(request, list(chosen.order_by("pk")))
        if "lees" in request.GET:
            if error := read_in(waiting):
                self.tell(request, waiting.name, ERRORS[error])
            query = {name: request.GET.get(name, "") for name in ("ids", "er_al")}
            return redirect(f"{request.path}?{urlencode(query)}")
        response = self.page(
            request,
            "admin/incoming/reading.html",
            _("Reading"),
            waiting=waiting,
            done=len(keys) - chosen.unread().count(),
            total=len(keys),
        )
        response["Refresh"] = f"0; url={request.get_full_path()}&lees=1"
        return response

    def after_reading(self, request, chosen):
        """Redirect to the only letter uploaded, or to the list of those to process."""
        if len(chosen) == 1:
            return redirect(self.address("change", chosen[0].pk))
        known = request.GET.get("er_al", "").split(",")
        for each in chosen:
            if str(each.pk) in known:
                self.tell(request, each.name, _("This file was here already."), messages.WARNING)
            elif not each.error:
                self.tell(request, each.name, _("read; check it."), messages.SUCCESS)
        return redirect(self.address("changelist" if chosen else "add"))

    def tell(self, request, name, message, level=messages.ERROR):
        self.message_user(request, f"“{name}”: {message}", level)

    @method_decorator(csp_update({"frame-src": [SELF]}))
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show a letter beside the form with what was read; confirming stores the drafts."""
        incoming = self.get_object(request, object_id)
        if incoming is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        require(self.has_change_permission(request, incoming))
        require(request.user.has_perm("programmes.add_letter"))
        if incoming.letter:
            self.message_user(request, _("This file is in the register already."))
            return redirect("admin:programmes_letter_change", incoming.letter.pk)
        if not incoming.is_read:
            return redirect(f"{self.address('reading')}?ids={incoming.pk}")
        return self.check_letter(request, incoming)

    def check_letter(self, request, incoming):
        request = with_kept_input(request)
        parsed, is_sent = from_json(incoming.facts), request.method == "POST"
        sent = request.POST if is_sent else None
        check = Check(parsed, sent, may_publish=request.user.has_perm(PUBLISH))
        confirmed = is_sent and not {ADD_LINE, RESTORE} & request.POST.keys()
        if check.is_valid() and confirmed and (answer := self.confirm(request, incoming, check)):
            forget(request, answer)
            return answer
        if RESTORE in request.POST:
            check.form.add_error(None, IS_BACK)
        return self.page(
            request,
            "admin/incoming/check.html",
            _("Check the letter"),
            incoming=incoming,
            check=check,
            form=check.form,
            lines=check.lines,
            parsed=parsed,
            is_sent=is_sent,
            # The letter needs the width.
            is_nav_sidebar_enabled=False,
        )

    def confirm(self, request, incoming, check):
        """Store the drafts and redirect to the edit screen; or add the error to the form."""
        try:
            letter, document = check.store(incoming)
        except ValidationError as error:
            check.form.add_error(None, error.messages)
            return None
        except IntegrityError as error:
            check.form.add_error(None, refusal(error))
            return None
        record = document or letter
        message = _("Stored as a draft: %(letter)s. Complete it here, then submit it for review.")
        self.message_user(request, message % {"letter": letter}, messages.SUCCESS)
        return redirect(f"admin:programmes_{record._meta.model_name}_change", record.pk)

    @method_decorator(require_safe)
    @method_decorator(xframe_options_sameorigin)
    @method_decorator(csp_replace({"frame-ancestors": [SELF]}))
    def file_view(self, request, pk):
        return super().file_view(request, pk)

    def content_type(self, incoming):
        """Return the media type of a PDF or a text: others are never shown."""
        return CONTENT_TYPES.get(incoming.sort)
