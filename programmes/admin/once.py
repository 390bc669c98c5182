"""A form for a new record makes one record, however often it is sent."""

from hashlib import sha256
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import connection, transaction
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from programmes.models import FormToken
from programmes.workflow.worklist import admin_address

# What differs between two submissions of the same input.
NOT_INPUT = {
    "csrfmiddlewaretoken", "typed_by", "form_token", "draft", "_save", "_continue", "_addanother",
    "_restore",
}  # fmt: skip


class OnceMixin:
    """Redirects the second submission of an add form to the record that the first one made.

    Other input with the same token is shown again, with a new token: it may be a record of its own.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or object_id is not None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            request.form_token = token_of(request)
            made = record_of(request.form_token)
            if made and made.digest == digest_of(request):
                return self.response_made(request, made.record)
            if made:
                request.form_token = None
                request.refusal = made_already(made.record)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def response_made(self, request, record):
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, record)
        text = _("“%(record)s” was stored already. No second one was made.")
        self.message_user(request, text % {"record": record}, messages.SUCCESS)
        return redirect(admin_address(record))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change and request.form_token:
            FormToken.objects.update_or_create(
                token=request.form_token,
                defaults={
                    "noun": obj._meta.model_name,
                    "record_id": obj.pk,
                    "digest": digest_of(request),
                },
            )

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is None:
            context["form_token"] = getattr(request, "form_token", None) or uuid4()
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def token_of(request):
    """Return the `UUID` in POST data; None when there is none."""
    try:
        return UUID(request.POST.get("form_token", ""))
    except ValueError:
        return None


def record_of(token):
    """Return the `FormToken` of a token with a record that still exists, or None.

    Waits for a transaction that has the same token, by an advisory lock.
    """
    if token is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(token)])
    made = FormToken.objects.filter(token=token).first()
    return made if made and made.record else None


def digest_of(request):
    """Return the hash of what was typed and chosen, in hexadecimal digits."""
    sent = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_INPUT)
    files = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    return sha256(repr((sent, files)).encode()).hexdigest()


def made_already(record):
    """Return the message, with a link, that a form with other input made this record before."""
    text = _(
        "This form was stored already, as “{}”. Change it there: what you typed is still below. If "
        "you save this form all the same, that makes a second one."
    )
    link = format_html('<a href="{}" target="_blank">{}</a>', admin_address(record), record)
    return format_html(text, link)
