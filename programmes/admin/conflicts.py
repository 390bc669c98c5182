"""Two people change the same record: the second one chooses field by field."""

from copy import copy
from dataclasses import dataclass

from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from programmes.admin.merging import Merge
from programmes.admin.shown import controls, digests, read_digests, text_of
from programmes.changes.for_staff import Field, changes_since, version_of

STORED = "theirs"


@dataclass(frozen=True)
class Clash:
    """A field that two people changed, with the stored and the posted value as text."""

    key: str
    label: str
    stored: str
    mine: str


@dataclass(frozen=True)
class Conflict:
    """What somebody else saved since a form was opened, and how its input differs from that.

    Attributes:
        version: the version that it was merged with.
        seen: the JSON of `digests` of that version.
        theirs: the `Change`s by others.
        clashes: a `Clash` for each field to choose for.
        kept: a `Field` of (label, stored, posted) for each field that only this user changed.
    """

    version: str
    seen: str
    theirs: list
    clashes: list
    kept: list

    @property
    def message(self):
        return _(
            "Somebody else saved this meanwhile. Nothing of yours is stored yet. Look at what is "
            "different, choose where you both changed the same, and save again."
        )


class ConflictMixin:
    """Merges a form that is out of date with what is stored, and shows it once more."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self.merge(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_object(self, request, object_id, from_field=None):
        """Lock the row while saving, so that the version check cannot race."""
        record = super().get_object(request, object_id, from_field)
        if record and request.method == "POST" and transaction.get_connection().in_atomic_block:
            self.model.objects.select_for_update().filter(pk=record.pk).first()
        return record

    def merge(self, request, object_id):
        """Replace the POST data by the merged one; set `request.conflict` when it has to be seen.

        Nothing changes when the form has the current version.
        """
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return
        version, seen = version_of(record), request.POST.get("version", "")
        asked = request.POST.getlist("asked")
        if version == seen and not asked:
            return
        form, formsets = self.stored_form(request, object_id)
        stored = controls(form, formsets)
        choices = {key: request.POST.get(f"choice-{key}") for key in asked}
        merge = Merge(
            request.POST,
            stored,
            formsets,
            read_digests(request.POST.get("seen", "")),
            given_up={key for key, choice in choices.items() if choice == STORED},
            asked={key for key, choice in choices.items() if not choice},
        )
        request.POST = merge.to_post()
        if version != seen or merge.clashes:
            since = changes_since(record, seen)
            clashes = [Clash(key, *difference(merge, key)) for key in merge.clashes]
            kept = [Field(*difference(merge, key)) for key in merge.kept]
            request.conflict = Conflict(version, digests(stored), since, clashes, kept)

    def stored_form(self, request, object_id):
        """Return the form and the formsets as a GET request shows them now."""
        shown = copy(request)
        shown.method, shown.POST = "GET", QueryDict()
        context = super().changeform_view(shown, object_id).context_data
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        return context["adminform"].form, formsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.conflict = getattr(request, "conflict", None)
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context |= self.opened(request, context, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def opened(self, request, context, record):
        """Return what the page carries to detect a conflict later, and the present conflict."""
        if conflict := getattr(request, "conflict", None):
            return {"version": conflict.version, "seen": conflict.seen, "conflict": conflict}
        if request.method == "POST":
            return {name: request.POST.get(name, "") for name in ("version", "seen")}
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        found = controls(context["adminform"].form, formsets)
        return {"version": version_of(record), "seen": digests(found)}


def difference(merge, key):
    """Return the label of a control, and its stored and its posted value as text."""
    control = merge.stored[key]
    field = control.field.field
    return control.label, text_of(field, control.values), text_of(field, merge.mine.get(key, []))
