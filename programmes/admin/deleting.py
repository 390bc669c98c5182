"""Delete several drafts of one's own: an action of the list, with a page that asks first."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from programmes.admin.pages import require
from programmes.workflow import deleting

NAME = "weggooien"


class DeletingMixin:
    """Adds the action to a list of records that have the verbs of `VerbsMixin`."""

    def get_urls(self):
        return [self.own_path(f"{NAME}/", self.deleting_view, "deleting"), *super().get_urls()]

    def get_actions(self, request):
        actions = super().get_actions(request)
        if self.has_delete_permission(request):
            actions[NAME] = (ask, NAME, _("Delete drafts of your own"))
        return actions

    def deleting_view(self, request):
        """Show which drafts are deleted, with what, and which are not; delete once confirmed."""
        require(self.has_delete_permission(request))
        records = self.records_of(request)
        if request.method == "POST":
            return self.delete_all(request, records)
        found = deleting.deletions(records, request.user)
        return self.page(
            request,
            "admin/deleting.html",
            _("Delete drafts"),
            gone=[each for each in found if not each.reason],
            kept=[each for each in found if each.reason],
            back=self.after([]),
        )

    def delete_all(self, request, records):
        found = deleting.delete(records, request.user)
        for each in found:
            if not each.reason:
                self.log_deletions(request, [each.record])
        gone = sum(not each.reason for each in found)
        message = ngettext("%(count)s draft deleted.", "%(count)s drafts deleted.", gone)
        self.message_user(request, message % {"count": gone}, messages.SUCCESS)
        return redirect(self.after([]))


def ask(model_admin, request, queryset):
    """Redirect to the page for the chosen rows."""
    keys = ",".join(map(str, queryset.values_list("pk", flat=True)))
    return redirect(f"{model_admin.address('deleting')}?ids={keys}")
