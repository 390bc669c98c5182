"""The preview of a draft, and the links that show it to people without an account."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.admin.pages import require
from programmes.models import PreviewLink
from programmes.models.keys import is_key
from programmes.views.preview import Preview, show

DAYS = {1: _("1 day"), 7: _("7 days"), 14: _("14 days"), 30: _("30 days")}


class LinkForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("The link holds for"), choices=list(DAYS.items()), coerce=int, initial=7
    )


class PreviewMixin:
    """Adds the pages to preview a draft and to share it by a link."""

    def get_urls(self):
        return [
            self.own_path("<key:pk>/voorvertoning/", self.preview_view, "preview"),
            self.own_path("<key:pk>/voorvertoning/<path:path>", self.preview_view, "preview_page"),
            self.own_path("<key:pk>/delen/", self.share_view, "share"),
            *super().get_urls(),
        ]

    def buttons(self, request, record):
        """Add the buttons of these pages, for what is not public yet."""
        buttons = super().buttons(request, record)
        if record.has_been_public:
            return buttons
        own = [(_("Preview"), self.address("preview", record.pk))]
        if self.has_change_permission(request, record):
            own += [(_("Share"), self.address("share", record.pk))]
        return [*own, *buttons]

    def preview_view(self, request, pk, path=""):
        """Show a draft as the public would see it."""
        record = get_object_or_404(self.model, pk=pk)
        require(self.has_view_permission(request, record))
        start = self.address("preview", pk)
        return show(request, Preview(record, start, back=self.after([record])), path)

    def share_view(self, request, pk):
        """Show the links to a draft; create one, or revoke one."""
        record = get_object_or_404(self.model, pk=pk)
        require(self.has_change_permission(request, record))
        if record.has_been_public:
            raise Http404
        form = LinkForm(request.POST if "days" in request.POST else None)
        if request.method == "POST" and self.carry_out_sharing(request, record, form):
            return redirect(request.path)
        return self.page(
            request,
            "admin/share.html",
            _("Share %(record)s") % {"record": record},
            record=record,
            form=form if form.is_bound else LinkForm(),
            links=self.links_of(request, record),
            media=self.media,
            back=self.after([record]),
        )

    def carry_out_sharing(self, request, record, form):
        """Create or revoke a link; return whether that succeeded."""
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
        """Return (link, its absolute address) of each link to a record, the newest first."""
        links = PreviewLink.objects.about(record).select_related("made_by", "revoked_by")
        return [(link, request.build_absolute_uri(link.get_absolute_url())) for link in links]
