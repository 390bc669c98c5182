"""The screens to import a spreadsheet: upload, preview of each row, store all or nothing."""

from contextlib import suppress
from functools import partial

from django.contrib import admin
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.admin.held import shows_kept_input
from programmes.admin.pages import UploadAdmin, require
from programmes.admin.record import may_bring_in, may_edit
from programmes.admin.sheet_export import ExportMixin
from programmes.admin.sheet_forms import NoteForm, SheetForm
from programmes.admin.sheet_undo import UndoMixin
from programmes.intake.sheets import background, progress, storing
from programmes.intake.sheets.kinds import LAYOUTS
from programmes.models import SheetImport, SheetRow
from programmes.models.publication import Published

Outcome = SheetRow.Outcome
# In the query string while a thread stores or takes back.
BUSY = "bezig"
# On a page of the preview; and of those the rows with the same mistake that are not folded.
ROWS, OPEN = 50, 3
# The most mistakes, and rows of a mistake, in the list of what is wrong.
MISTAKES, NAMED = 5, 10


@admin.register(SheetImport)
class SheetImportAdmin(ExportMixin, UndoMixin, UploadAdmin):
    add_title = gettext_lazy("Import a spreadsheet")
    list_display = ("name", "kind", "received_at", "received_by", "stored_at")
    list_filter = ("kind", "received_at")
    list_select_related = ("received_by",)
    search_fields = ("name",)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not obj.stored_at)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.stored_at)

    def delete_model(self, request, obj):
        obj.delete()
        transaction.on_commit(lambda: obj.file.storage.delete(obj.file.name))

    def add_view(self, request, form_url="", extra_context=None):
        """Upload a spreadsheet; it is saved before it is checked."""
        require(self.has_add_permission(request))
        kinds = [
            each
            for each in SheetImport.Kind.choices
            if may_bring_in(request.user, LAYOUTS[each[0]].model)
        ]
        form = SheetForm(request.POST or None, request.FILES or None, kinds=kinds)
        if request.method == "POST" and form.is_valid() and (sheet := self.received(request, form)):
            return redirect(self.address("change", sheet.pk))
        given = {"form": form, "kinds": kinds}
        return self.page(request, "admin/sheets/upload.html", self.add_title, **given)

    def received(self, request, form):
        """Return the import that was saved, or None with the reason in the form."""
        file = form.cleaned_data["file"]
        try:
            return storing.receive(file, file.name, form.cleaned_data["kind"], request.user)
        except ValidationError as error:
            form.add_error("file", error)
            return None

    @shows_kept_input
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Check some rows per request; then show what they change, and store it."""
        sheet = self.get_object(request, object_id)
        if sheet is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        require(self.has_view_permission(request, sheet))
        if now := progress.of(sheet):
            words = _("Storing"), _("stored")
            if sheet.stored_at:
                words = _("Taking back"), _("undone")
            return self.waiting(request, *words, now, f"{request.path}?{BUSY}")
        if BUSY in request.GET:
            # It may have ended since the row was read.
            sheet.refresh_from_db()
        if sheet.rows.filter(outcome=Outcome.WAITING).exists():
            return self.checking(request, sheet)
        public = sheet.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED], is_public=True)
        form = NoteForm(
            request.POST if request.method == "POST" else None, is_public=public.exists()
        )
        if request.method == "POST" and self.stored(request, sheet, form):
            return redirect(request.path)
        return self.preview(request, sheet, form)

    def checking(self, request, sheet):
        """Check the next rows and show the progress. The page reloads itself."""
        require(self.has_change_permission(request, sheet))
        storing.check_next(sheet, partial(may_edit, request.user))
        total = sheet.rows.count()
        done = progress.Progress(total - sheet.rows.filter(outcome=Outcome.WAITING).count(), total)
        return self.waiting(request, _("Checking"), _("checked"), done, request.path, seconds=0)

    def waiting(self, request, title, what, done, address, seconds=1):
        """Show the progress; the Refresh header reloads the page without a script."""
        template, state = "admin/sheets/waiting.html", {"what": what, "progress": done}
        response = self.page(request, template, title, address=address, **state)
        response["Refresh"] = f"{seconds}; url={address}"
        return response

    def stored(self, request, sheet, form):
        """Store all rows, or start to; return whether it did. If not, the form has the error."""
        require(self.has_change_permission(request, sheet))
        require(may_bring_in(request.user, LAYOUTS[sheet.kind].model))
        if not form.is_valid():
            return False
        if sheet.rows.filter(outcome=Outcome.WRONG).exists():
            form.add_error(
                None, _("There are rows with errors. Nothing is stored until all is right.")
            )
            return False
        note, allowed = form.cleaned_data.get("note", ""), partial(may_edit, request.user)
        if sheet.rows.count() > storing.BATCH:
            background.store(sheet, request.user, allowed, note)
            return True
        # An error is saved on the sheet.
        with suppress(ValidationError):
            storing.store(sheet, allowed, note)
        return True

    def preview(self, request, sheet, form):
        chosen = request.GET.get("uitkomst")
        counts = [
            (value, label, sheet.rows.filter(outcome=value).count())
            for value, label in Outcome.choices
            if value != Outcome.WAITING
        ]
        by_outcome = {value: count for value, _label, count in counts}
        page = Paginator(rows_of(sheet, chosen), ROWS).get_page(request.GET.get("pagina"))
        return self.page(
            request,
            "admin/sheets/preview.html",
            sheet.name,
            sheet=sheet,
            form=form,
            counts=counts,
            wrong=by_outcome[Outcome.WRONG],
            mistakes=mistakes_of(sheet) if by_outcome[Outcome.WRONG] > OPEN else [],
            most=MISTAKES,
            same=by_outcome[Outcome.SAME],
            chosen=chosen,
            chosen_label=dict(Outcome.choices).get(chosen),
            makes_drafts=issubclass(LAYOUTS[sheet.kind].model, Published),
            page=page,
            groups=by_mistake(page),
            may_store=self.has_change_permission(request, sheet)
            and not by_outcome[Outcome.WRONG]
            and by_outcome[Outcome.NEW] + by_outcome[Outcome.CHANGED],
            may_delete=self.has_delete_permission(request, sheet),
            may_undo=self.may_undo(request, sheet),
        )


def rows_of(sheet, outcome):
    """Return the rows with an outcome; of no outcome those that change something, or are wrong."""
    if outcome in Outcome.values:
        return sheet.rows.filter(outcome=outcome)
    # By the alphabet: "fout", "gewijzigd", "nieuw".
    return sheet.rows.exclude(outcome=Outcome.SAME).order_by("outcome", "number")


def mistakes_of(sheet):
    """Return what is wrong in a sheet, what most rows have first; one more than are listed.

    Each is a tuple: the problems, the numbers of the first rows, and how many rows more have them.
    """
    wrong = sheet.rows.filter(outcome=Outcome.WRONG).order_by().values("problems")
    found = wrong.annotate(count=Count("pk"), numbers=ArrayAgg("number", order_by="number"))
    return [
        (each["problems"], each["numbers"][:NAMED], each["count"] - NAMED)
        for each in found.order_by("-count", "numbers")[: MISTAKES + 1]
    ]


def by_mistake(rows):
    """Return pairs of lists: the first rows that are wrong for the same reason, and the others.

    A row that is not wrong is in a pair of its own.
    """
    groups = {}
    for row in rows:
        same = str(row.problems) if row.outcome == Outcome.WRONG else row.pk
        groups.setdefault(same, []).append(row)
    return [(each[:OPEN], each[OPEN:]) for each in groups.values()]
