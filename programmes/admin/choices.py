"""Form fields to choose records: native controls, each record with its context.

static/js/choices.js makes a long list searchable. Without script all of it works, with the first
`LISTED` records only.
"""

from django import forms
from django.contrib.admin.sites import site
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.models import ModelChoiceIterator
from django.http import JsonResponse
from django.urls import reverse

from programmes.admin.pages import require
from programmes.models import Activity, Adjustment, Goal, Letter, Signatory, WorkProgramme
from programmes.models.letter import with_documents

# The most records in a list, and from how many on a list can be searched.
LISTED = 500
SEARCHED = 15
# The most results of a search.
FOUND = 20
# By the kind of record and the name of a field, such as "Activity.part_of": a function from a
# queryset to what of it the field lists; any of it may be stored.
OFFERED = {}
RELATED = {Goal: ["perspective"], Adjustment: ["programme"]}


def in_context(record):
    """Return a record as text, with what tells it apart from others with the same name."""
    match record:
        case Signatory():
            details = record.in_office
        case Goal():
            details = record.perspective.years
        case Activity():
            details = programmes_in_words(record)
        case _:
            details = ""
    return f"{record} ({details})" if details else str(record)


def programmes_in_words(activity):
    """Return the programmes of an activity as text, or "" when it is in none."""
    years = ", ".join(sorted(programme.years for programme in activity.programmes.all()))
    return f"{WorkProgramme._meta.verbose_name} {years}" if years else ""


def with_context(records):
    """Return a queryset with the related records that `in_context` needs."""
    if records.model is Letter:
        return with_documents(records)
    if records.model is Activity:
        return records.prefetch_related("programmes")
    return records.select_related(*RELATED[records.model]) if records.model in RELATED else records


def offered(records, name):
    """Return what of a queryset the field with this name lists."""
    found = OFFERED.get((records.model, name))
    return found(records) if found else records


class BoundedIterator(ModelChoiceIterator):
    """The first `LISTED` records, as read by `ChoiceMixin.listed`."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.field.listed(self.queryset)

    def __bool__(self):
        return True


class ChoiceMixin:
    """A `ModelChoiceField` of which the widget lists a bounded number of records in context."""

    iterator = BoundedIterator
    # The name by which `OFFERED` may have what is listed.
    name = None
    # A dictionary that the copies of the field in the rows of one form share, or None.
    known = None

    def label_from_instance(self, record):
        return in_context(record)

    def listed(self, queryset):
        """Return the pairs (value, label) of the first `LISTED` records of a queryset."""
        known = {} if self.known is None else self.known
        key = str(queryset.query)
        if key not in known:
            records = with_context(offered(queryset, self.name))[:LISTED]
            known[key] = [
                (self.prepare_value(each), self.label_from_instance(each)) for each in records
            ]
        return known[key]


class RecordSelect(forms.Select):
    """A list of records; with script a long one is a combobox that searches on the server."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        listed = {str(option["value"]) for _name, options, _index in groups for option in options}
        for key in set(value) - listed - {""}:
            groups += self.further(name, key, len(groups), attrs)
        return groups

    def further(self, name, key, index, attrs):
        """Return the group with a chosen record beyond those that are listed."""
        field = self.choices.field
        chosen = with_context(field.queryset.filter(pk=key)).first() if key.isdecimal() else None
        if chosen is None:
            return []
        label = field.label_from_instance(chosen)
        option = self.create_option(name, key, label, True, index, attrs=attrs)
        return [(None, [option], index)]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        model, field = self.choices.queryset.model, self.choices.field
        opts = model._meta
        is_long = len(context["widget"]["optgroups"]) > SEARCHED
        # Parts, such as events, have no screen of their own, and no search.
        if is_long and site.is_registered(opts.model):
            address = reverse(f"admin:{opts.app_label}_{opts.model_name}_choose")
            query = f"?voor={field.name}" if (model, field.name) in OFFERED else ""
            context["widget"]["attrs"]["data-search"] = f"{address}{query}"
        return context


class Checklist(forms.CheckboxSelectMultiple):
    """Checkboxes in one group; with script a long list has a field to filter it."""

    template_name = "admin/widgets/checklist.html"
    option_inherits_attrs = False

    def optgroups(self, name, value, attrs=None):
        """Return the options, what is ticked first."""
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: not group[1][0]["selected"])


class RecordField(ChoiceMixin, forms.ModelChoiceField):
    widget = RecordSelect


class RecordsField(ChoiceMixin, forms.ModelMultipleChoiceField):
    """Several records; the group of checkboxes is named after the label."""

    widget = Checklist

    def widget_attrs(self, widget):
        return {"aria-label": self.label}


class ChoicesMixin:
    """Beside the choice of another record: links to add or change one, none to delete it."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, ChoiceMixin):
            field.known = {}
            field.name = f"{db_field.model.__name__}.{db_field.name}"
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            # Django's script adds no new record to checkboxes.
            field.widget.can_add_related &= not isinstance(field.widget.widget, Checklist)
        return field


class ChooseMixin:
    """Adds the search of records for choices.js."""

    def get_urls(self):
        return [self.own_path("kiezen/", self.choose_view, "choose"), *super().get_urls()]

    def choose_view(self, request):
        """Return the first records that match ?q= as JSON: {results: [{value, text, name}]}.

        With ?voor= those that the field with that name lists.
        """
        require(self.has_view_permission(request))
        found = with_context(offered(self.get_queryset(request), request.GET.get("voor")))
        found, _has_duplicates = self.get_search_results(request, found, request.GET.get("q", ""))
        results = [
            {"value": each.pk, "text": in_context(each), "name": str(each)}
            for each in found[:FOUND]
        ]
        return JsonResponse({"results": results})
