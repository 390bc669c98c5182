from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.admin.adjustment_forms import AdditionForm, ChangeForm
from programmes.admin.adjustment_rows import AdditionFormSet, ChangeFormSet
from programmes.admin.expectation import told_terms
from programmes.admin.pages import page_asked, require
from programmes.admin.record import SEARCH, PartInline, PublishedAdmin, StateFilter
from programmes.admin.record_form import RecordForm
from programmes.models import Activity, Adjustment, Event, WorkProgramme
from programmes.models.keys import is_key
from programmes.workflow.adjusting import left_behind, settle

# The most titles of activities in the datalist.
SUGGESTED = 300


class RowInline(PartInline, InlineModelAdmin):
    """Rows of events on the form of an adjustment."""

    model = Event
    can_delete = False

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        may_add = self.has_add_permission(request, obj)
        formset.may_change = may_add and self.has_change_permission(request, obj)
        formset.may_create = request.user.has_perm("programmes.add_activity")
        return formset


class ChangeInline(RowInline):
    form, formset = ChangeForm, ChangeFormSet
    template = "admin/adjustment/changes.html"
    prefix = "changes"
    verbose_name_plural = gettext_lazy("what happens with the planned activities")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        rights = [f"programmes.{action}_expectation" for action in ("add", "change", "delete")]
        formset.may_tell = request.user.has_perms(rights)
        formset.number, formset.words = page_asked(request)
        return formset


class AdditionInline(RowInline):
    form, formset = AdditionForm, AdditionFormSet
    template = "admin/adjustment/additions.html"
    prefix = "additions"
    verbose_name_plural = gettext_lazy("what is added")


class AdjustmentForm(RecordForm):
    """An adjustment of the programme that was chosen first.

    Attributes:
        programme: that programme for a new adjustment, else None.
    """

    programme = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.programme:
            self.instance.programme = self.programme


@admin.register(Adjustment)
class AdjustmentAdmin(PublishedAdmin):
    form = AdjustmentForm
    inlines = [ChangeInline, AdditionInline]
    add_title = gettext_lazy("New adjustment")
    change_form_template = "admin/rows_form.html"
    list_display = ("__str__", "state_badge", "programme", "date", "reason")
    list_filter = (StateFilter, "reason", "programme")
    list_select_related = ("programme",)
    search_fields = ("explanation", "slug", "programme__title")
    readonly_fields = ("state_badge", "programme")
    fieldsets = [
        (None, {"fields": ["state_badge", "programme", "date", "reason", "explanation"]}),
        (gettext_lazy("Dates and letter"), {"fields": ["letter", "offered_on"]}),
        (gettext_lazy("For readers"), {"fields": ["slug", "sources", "note", *SEARCH]}),
    ]

    def add_view(self, request, form_url="", extra_context=None):
        """Show the choice of a programme first: its activities are the rows of the form."""
        if "programme" not in request.GET:
            return self.choose_programme(request)
        return super().add_view(request, form_url, extra_context)

    def choose_programme(self, request):
        require(self.has_add_permission(request))
        return self.page(
            request,
            "admin/adjustment/choose.html",
            self.add_title,
            programmes=WorkProgramme.objects.all(),
            kept=request.GET.items(),
        )

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if not obj:
            key = request.GET["programme"]
            form.programme = get_object_or_404(WorkProgramme, pk=key if is_key(key) else None)
        return form

    def get_changeform_initial_data(self, request):
        """Return none: `programme` in the query string is not a field of the form."""
        return {}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        return super().get_formset_kwargs(request, obj, inline, inline.prefix)

    def render_change_form(self, request, context, *args, **kwargs):
        recent = Activity.objects.order_by("-pk").values_list("title", flat=True)[:SUGGESTED]
        context["known_activities"] = recent
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        with form.explained():
            settle(form.instance)
        removed = [event.activity_id for formset in formsets for event in formset.deleted_objects]
        for activity in left_behind(removed):
            self.offer_to_remove(request, activity)
        for formset in formsets:
            for message in told_terms(getattr(formset, "saved_terms", ())):
                self.message_user(request, message)

    def offer_to_remove(self, request, activity):
        """Show that a draft stays, with a link to remove it for those who may."""
        text = _("“%(activity)s” is in no programme any more. It stays in the register as a draft.")
        message = text % {"activity": activity}
        if self.admin_site.get_model_admin(Activity).has_delete_permission(request, activity):
            address = reverse("admin:programmes_activity_delete", args=[activity.pk])
            message = format_html('{} <a href="{}">{}</a>', message, address, _("Remove it"))
        self.message_user(request, message, messages.WARNING)
