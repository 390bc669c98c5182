"""Drafts as the public would see them, and the links that show them to others."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.models import PreviewLink
from programmes.models.keys import is_key
from programmes.views.preview import Preview, show

DAYS = {1: _("1 day"), 7: _("7 days"), 14: _("14 days"), 30: _("30 days")}


class LinkForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("The link holds for"), choices=list(DAYS.items()), coerce=int, initial=7
    )


class PreviewMixin:
    """Adds to the screens of a noun: the preview of a draft, and sharing it by a link."""

    def get_urls(self):
        view = self.admin_site.admin_view
        preview, share = self.url_name("preview"), self.url_name("share")
        own = [
            path("<int:pk>/voorvertoning/", view(self.preview_view), {"path": ""}, name=preview),
            path("<int:pk>/voorvertoning/<path:path>", view(self.preview_view)),
            path("<int:pk>/delen/", view(self.share_view), name=share),
        ]
        return [*own, *super().get_urls()]

    def buttons(self, request, record):
        """Add the preview and the links to the verbs of what is not public yet."""
        buttons = super().buttons(request, record)
        if record.has_been_public:
            return buttons
        own = [(_("Preview"), reverse(f"admin:{self.url_name('preview')}", args=[record.pk]))]
        if self.has_change_permission(request, record):
            own += [(_("Share"), reverse(f"admin:{self.url_name('share')}", args=[record.pk]))]
        return [*own, *buttons]

    def preview_view(self, request, pk, path):
        """Show a draft to staff as the public would see it."""
        record = get_object_or_404(self.model, pk=pk)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        start = reverse(f"admin:{self.url_name('preview')}", args=[pk])
        return show(request, Preview(record, start, back=self.after([record])), path)

    def share_view(self, request, pk):
        """Show the links to a draft; make one, or revoke one."""
        record = get_object_or_404(self.model, pk=pk)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        if record.has_been_public:
            raise Http404
        form = LinkForm(request.POST if "days" in request.POST else None)
        if request.method == "POST" and self.carry_out_sharing(request, record, form):
            return redirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Share %(record)s") % {"record": record},
            "opts": self.opts,
            "record": record,
            "form": form if form.is_bound else LinkForm(),
            "links": self.links_of(request, record),
            "media": self.media,
            "back": self.after([record]),
        }
        return TemplateResponse(request, "admin/share.html", context)

    def carry_out_sharing(self, request, record, form):
        """Make or revoke a link; return whether that was asked and went well."""
        if revoked := request.POST.get("intrekken"):
            return self.revoke(request, record, revoked)
        if not form.is_valid():
            return False
        PreviewLink.objects.create(
            noun=record._meta.model_name,
            record_id=record.pk,
            made_by=request.user,
            expires_at=timezone.now() + timedelta(days=form.cleaned_data["days"]),
        )
        self.message_user(request, gettext("The link is made."), messages.SUCCESS)
        return True

    def revoke(self, request, record, key):
        links = PreviewLink.objects.about(record).filter(revoked_at=None)
        link = get_object_or_404(links, pk=key if is_key(key) else None)
        link.revoked_at, link.revoked_by = timezone.now(), request.user
        link.save(update_fields=["revoked_at", "revoked_by"])
        self.message_user(request, gettext("The link does not work any more."), messages.SUCCESS)
        return True

    def links_of(self, request, record):
        """Return (link, its whole address) of each link to a record, the newest first."""
        links = PreviewLink.objects.about(record).select_related("made_by", "revoked_by")
        return [(link, request.build_absolute_uri(link.get_absolute_url())) for link in links]
