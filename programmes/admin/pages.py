"""What the administration's own pages share: frame, addresses and permissions."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from programmes.admin.held import typed_by

# The most rows of activities on a page of a form.
SHOWN = 100


def page_asked(request):
    """Return the number of the page of rows, as text, and the words in the titles of its rows."""
    return request.GET.get("activiteiten", "1"), request.GET.get("zoek", "").strip()


def require(is_allowed):
    """Raise PermissionDenied, which gives status 403, unless `is_allowed`."""
    if not is_allowed:
        raise PermissionDenied


class PagesMixin:
    """Adds pages to those that a `ModelAdmin` has.

    Attributes:
        add_title: the title of the page that adds a record, and the link to it in the list; "" for
            that of Django, with the name of the noun.
    """

    add_title = ""

    def page(self, request, template, title, status=200, **context):
        """Return the page of `template`, which extends admin/page.html or admin/base_site.html."""
        frame = self.admin_site.each_context(request)
        frame |= {"title": title, "opts": self.opts, "typed_by": typed_by(request)}
        return TemplateResponse(request, template, frame | context, status=status)

    def own_path(self, route, view, name):
        return path(route, self.admin_site.admin_view(view), name=self.url_name(name))

    def url_name(self, suffix):
        return f"{self.opts.app_label}_{self.opts.model_name}_{suffix}"

    def address(self, suffix, *args):
        """Return the address of a page of this model, such as "changelist" or "change"."""
        return reverse(f"admin:{self.url_name(suffix)}", args=args)


class UploadAdmin(PagesMixin, admin.ModelAdmin):
    """The screens of files that staff bring in; a file is kept as it came."""

    actions = None

    def get_urls(self):
        return [self.own_path("<key:pk>/bestand/", self.file_view, "file"), *super().get_urls()]

    def content_type(self, upload):
        """Return the media type of a file that a browser may show, or None."""

    def file_view(self, request, pk):
        """Return the uploaded file: as an attachment, unless it has a `content_type`."""
        upload = get_object_or_404(self.model, pk=pk)
        require(self.has_view_permission(request, upload))
        content_type = self.content_type(upload)
        if not upload.file.storage.exists(upload.file.name):
            # Deleted with a `Redaction`.
            raise Http404
        return FileResponse(
            upload.file.open(),
            as_attachment=content_type is None,
            filename=upload.name,
            content_type=content_type or "application/octet-stream",
        )
