"""The changes that readers see: a publicist hides one, with a reason."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from programmes.admin.held import HeldForm, shows_kept_input
from programmes.admin.pages import PagesMixin, require
from programmes.admin.review import LogMixin, NounFilter
from programmes.admin.verb_forms import text_field
from programmes.changes.on_page import changes_by_record
from programmes.models import PublicChange
from programmes.models.dependency import key_of, records_of
from programmes.workflow.redacting import hide
from programmes.workflow.reviewing import PUBLISH


class HideForm(HeldForm):
    reason = text_field(_("Reason"), _("Staff find it here, with your name. Readers do not."))


@admin.register(PublicChange)
class PublicChangeAdmin(LogMixin, PagesMixin, admin.ModelAdmin):
    """The log of public changes, in which a publicist hides one."""

    list_display = ("at", "record", "note", "is_typo", "hidden_state")
    list_display_links = None
    list_filter = (NounFilter, "is_typo")
    list_select_related = ("hidden__by",)
    date_hierarchy = "at"
    search_fields = ("note",)
    actions = None

    def get_urls(self):
        return [self.own_path("<key:pk>/verbergen/", self.hide_view, "hide"), *super().get_urls()]

    def get_changelist_instance(self, request):
        """Set `title` of each listed change: the name of its record."""
        found = super().get_changelist_instance(request)
        records = records_of((each.noun, each.record_id) for each in found.result_list)
        names = {key_of(each): str(each) for each in records}
        for each in found.result_list:
            each.title = names[each.noun, each.record_id]
        return found

    @admin.display(description=_("record"))
    def record(self, change):
        address = reverse(f"admin:programmes_{change.noun}_history", args=[change.record_id])
        return format_html(
            '<a href="{}">{}</a> ({})', address, change.title, change.model._meta.verbose_name
        )

    @admin.display(description=_("hidden"))
    def hidden_state(self, change):
        if hidden := getattr(change, "hidden", None):
            return _("hidden by %(by)s: %(reason)s") % {"by": hidden.by, "reason": hidden.reason}
        address, label = self.address("hide", change.pk), _("Hide this change")
        return format_html('<a href="{}" aria-label="{}: {}">{}</a>', address, label, change, label)

    @shows_kept_input
    def hide_view(self, request, pk):
        """Show the form that hides a change from readers, and carry it out."""
        require(request.user.has_perm(PUBLISH))
        change = get_object_or_404(PublicChange, pk=pk, hidden=None)
        form = HideForm(request.POST or None)
        if form.is_valid() and self.hidden(form, change, request.user):
            self.message_user(request, _("Readers no longer see this change."), messages.SUCCESS)
            return redirect(self.listed_with(change))
        return self.page(
            request,
            "admin/hide_change.html",
            _("Hide this change"),
            change=change,
            lines=lines_of(change),
            form=form,
            back=self.listed_with(change),
        )

    def listed_with(self, change):
        """Return the address of the changes of the record of a change."""
        return f"{self.address('changelist')}?noun={change.noun}&record_id={change.record_id}"

    def hidden(self, form, change, user):
        """Hide a change; return whether that succeeded."""
        try:
            hide(change, form.cleaned_data["reason"], user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        return True


def lines_of(change):
    """Return the `Line`s that readers see of a `PublicChange`."""
    records = change.model.objects.filter(pk=change.record_id)
    found = changes_by_record([*records], since=change.at).get(change.record_id, [])
    return next((each.lines for each in found if each.public == change), [])
