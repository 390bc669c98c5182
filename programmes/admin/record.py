"""The base classes of the screens of records and of their parts."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.messages import get_messages
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, models
from django.db.models import OuterRef, Subquery
from django.forms import BaseInlineFormSet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.timesince import timeuntil
from django.utils.translation import gettext_lazy as _

from programmes.admin.choices import ChoicesMixin, ChooseMixin, RecordField, RecordsField
from programmes.admin.conflicts import ConflictMixin
from programmes.admin.deleting import DeletingMixin
from programmes.admin.held import HeldMixin
from programmes.admin.once import OnceMixin
from programmes.admin.pages import PagesMixin
from programmes.admin.preview import PreviewMixin
from programmes.admin.proposing import ProposalMixin, is_proposing
from programmes.admin.record_form import NOTE_FIELDS, RecordForm, needs_note, owner
from programmes.admin.verbs import VerbsMixin
from programmes.changes.for_staff import as_changes, entries
from programmes.models import Review, State, SupervisionField
from programmes.models.record import in_state
from programmes.models.review import WAITING
from programmes.models.when import DayField
from programmes.workflow.reviewing import PUBLISH


class LinesField(SimpleArrayField):
    """A list of texts, one on a line; empty lines do not count."""

    def to_python(self, value):
        if isinstance(value, str):
            value = "\n".join(line for line in value.splitlines() if line.strip())
        return super().to_python(value)


OVERRIDES = {
    ArrayField: {
        "form_class": LinesField,
        "delimiter": "\n",
        "widget": forms.Textarea(attrs={"rows": 4}),
    },
    models.ForeignKey: {"form_class": RecordField},
    models.ManyToManyField: {"form_class": RecordsField},
    models.DateField: {"form_class": DayField},
    models.URLField: {"assume_scheme": "https"},
}

# Changes on a page of the history.
CHANGES = 100
# Form fields about looking in vain: when, where, and for what.
SEARCH = [("searched_on", "searched_in"), "not_found"]


class StateFilter(admin.SimpleListFilter):
    """By state, and the drafts that were submitted for review."""

    title = _("state")
    parameter_name = "staat"
    waiting = "ter_controle"

    def lookups(self, request, model_admin):
        return [*State.choices, (self.waiting, _("waiting for review"))]

    def queryset(self, request, queryset):
        state = self.value()
        if state == self.waiting:
            return queryset.filter(in_state(State.CONCEPT), review_step__in=WAITING)
        return queryset.filter(in_state(State(state))) if state in State.values else queryset


def refusal(error):
    """Return the message for staff of an `IntegrityError` or a `ValidationError`.

    A trigger of this project raises one in Dutch. A constraint was checked by the form already, so
    that only a transaction at the same time can have broken it.
    """
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    diagnostic = error.__cause__.diag
    meanwhile = _(
        "Somebody saved something meanwhile that does not go with this. Look at it first."
    )
    return meanwhile if diagnostic.constraint_name else diagnostic.message_primary


def is_draft(record):
    """Return whether every editor may change and remove a record."""
    if isinstance(record, SupervisionField):
        return not record.has_been_public
    return getattr(owner(record), "state", State.CONCEPT) == State.CONCEPT


class RightsMixin:
    """Every editor changes drafts; only a publicist changes what is or was public or scheduled.

    The form of a proposal is that of a record that may be changed.
    """

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.opens(request, obj)

    def opens(self, request, record):
        return is_proposing(request) or may_edit(request.user, record)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or is_draft(obj))


def may_bring_in(user, model):
    """Return whether a user may add and change records of a model, as a spreadsheet does."""
    name = model._meta.model_name
    return all(user.has_perm(f"programmes.{action}_{name}") for action in ("add", "change"))


def may_edit(user, record):
    return record is None or is_draft(record) or user.has_perm(PUBLISH)


class PartInline(ChoicesMixin, RightsMixin):
    """Rows of a record on its own screen: whoever may change the record may change them.

    Attributes:
        empty_rows: how many a new record gets, with their positions; numbers.js numbers more.
    """

    extra = empty_rows = 0
    formfield_overrides = OVERRIDES

    def get_extra(self, request, obj=None, **kwargs):
        return self.extra if obj else self.empty_rows or self.extra

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if self.empty_rows and db_field.name == "position":
            field.widget.attrs["data-numbered"] = ""
        return field

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and self.opens(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_change_permission(request, obj)


class TableFormSet(BaseInlineFormSet):
    """Sets an aria-label on the checkbox that deletes a row, which has no label in a table."""

    def get_deletion_widget(self):
        return self.deletion_widget(attrs={"aria-label": _("Remove this row")})


class PartTable(PartInline, admin.TabularInline):
    """Parts as rows of a table, with an aria-label on each field: only its column has a heading."""

    formset = TableFormSet

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # `RelatedFieldWidgetWrapper` wraps the real widget.
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = capfirst(db_field.verbose_name)
        return field


class RecordAdmin(
    ProposalMixin,
    HeldMixin,
    ConflictMixin,
    OnceMixin,
    ChooseMixin,
    PagesMixin,
    RightsMixin,
    ChoicesMixin,
    admin.ModelAdmin,
):
    """The list and the form of one noun."""

    form = RecordForm
    formfield_overrides = OVERRIDES
    change_form_template = "admin/record_change_form.html"
    object_history_template = "admin/record_history.html"
    list_per_page = 50
    save_on_top = True

    class Media:
        js = ["js/headers.js", "js/numbers.js", "js/combobox.js", "js/choices.js"]

    def changeform_view(self, request, *args, **kwargs):
        """Show a refusal by the database as an error of the form, which keeps what was typed."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, ValidationError) as error:
            # The transaction is rolled back; the same input now gives a form with this error.
            get_messages(request).take_back()
            request.refusal = refusal(error)
            return super().changeform_view(request, *args, **kwargs)

    def asks_why(self, request, obj):
        """Return whether the form has the fields for a note to readers."""
        return needs_note(obj) and self.has_change_permission(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        if not self.asks_why(request, obj):
            for name in NOTE_FIELDS:
                del form.base_fields[name]
        return form

    def get_fieldsets(self, request, obj=None):
        note = [(_("Note with this change"), {"fields": NOTE_FIELDS})]
        asked = note if self.asks_why(request, obj) else []
        return [*super().get_fieldsets(request, obj), *asked]

    def get_formset_kwargs(self, request, obj, inline, prefix):
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        numbered = [{"position": number + 1} for number in range(inline.empty_rows)]
        return given if obj.pk or not numbered else given | {"initial": numbered}

    def save_model(self, request, obj, form, change):
        with form.explained():
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        with form.explained():
            super().save_related(request, form, formsets, change)

    def get_actions(self, request):
        """Remove the deletion of several records at once."""
        return {k: v for k, v in super().get_actions(request).items() if k != "delete_selected"}

    def view_on_site(self, obj):
        # A form that was refused may have emptied the slug.
        return obj.get_absolute_url() if obj.slug and obj.is_public else None

    def history_view(self, request, object_id, extra_context=None):
        """Show every change of the record and its parts, with the values before and after."""
        record = self.get_object(request, object_id)
        title = _("History of %(record)s") % {"record": record}
        found = Paginator(entries(record) if record else [], CHANGES)
        page = found.get_page(request.GET.get("pagina"))
        more = {"title": title, "page": page, "changes": partial(as_changes, page.object_list)}
        return super().history_view(request, object_id, more)


class PublishedAdmin(PreviewMixin, DeletingMixin, VerbsMixin, RecordAdmin):
    """The list and the form of a noun with a state, and the verbs that change the state."""

    readonly_fields = ("state_badge",)
    exclude = ("publish_at", "withdrawn_at", "withdrawal_reason")
    list_filter = (StateFilter,)

    def get_queryset(self, request):
        """Annotate each record with the last step of its review, as `review_step`."""
        reviews = Review.objects.filter(noun=self.opts.model_name, record_id=OuterRef("pk"))
        last = Subquery(reviews.order_by("-pk").values("step")[:1])
        return super().get_queryset(request).annotate(review_step=last)

    @admin.display(description=_("years"), ordering="first_year")
    def in_years(self, record):
        return record.years

    @admin.display(description=_("state"), ordering="publish_at")
    def state_badge(self, record):
        state = record.state
        return format_html(
            '<span class="state state--{}">{}</span> {}', state.value, state.label, details(record)
        )


def details(record):
    """Return the text beside the state of a record: since when, from when, or that it waits."""
    match record.state:
        case State.CONCEPT:
            waits = getattr(record, "review_step", None) in WAITING
            return _("waiting for review") if waits else ""
        case State.SCHEDULED:
            left = timeuntil(record.publish_at)
            return _("%(moment)s, in %(left)s") % {"moment": shown(record.publish_at), "left": left}
        case State.PUBLISHED:
            return shown(record.publish_at)
        case State.WITHDRAWN:
            return shown(record.withdrawn_at)


def shown(moment):
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
