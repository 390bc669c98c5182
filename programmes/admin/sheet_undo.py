"""The screen to take back an import of a spreadsheet: what goes back and what stays, then why."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.admin.held import shows_kept_input
from programmes.admin.pages import require
from programmes.admin.record import may_bring_in, may_edit
from programmes.admin.sheet_forms import NoteForm
from programmes.intake.sheets import background, undoing
from programmes.intake.sheets.kinds import LAYOUTS

# Records of each list on the screen, and of those that are folded.
SHOWN, FOLDED = 200, 20


class UndoMixin:
    """Adds the screen to take back an import to the administration of imports."""

    def get_urls(self):
        return [
            self.own_path("<key:pk>/terugdraaien/", self.undo_view, "undo"),
            *super().get_urls(),
        ]

    def may_undo(self, request, sheet):
        """Return whether this user may take back an import: it is stored, and not taken back."""
        may_import = self.has_add_permission(request) and may_bring_in(
            request.user, LAYOUTS[sheet.kind].model
        )
        return bool(may_import and sheet.stored_at and not sheet.undone_at)

    @shows_kept_input
    def undo_view(self, request, pk):
        """Show what goes back and what does not, with the reasons; take it back once confirmed."""
        sheet = self.get_object(request, pk)
        if sheet is None:
            raise Http404
        require(self.has_add_permission(request))
        if not self.may_undo(request, sheet):
            return redirect(self.address("change", sheet.pk))
        found = undoing.preview(sheet, partial(may_edit, request.user))
        back = [each for each in found if not each.reasons]
        data = request.POST if request.method == "POST" else None
        form = NoteForm(data, is_public=any(each.is_public for each in back))
        if back and form.is_valid():
            return self.undo(request, sheet, found, form.cleaned_data.get("note", ""))
        return self.page(
            request,
            "admin/sheets/undo.html",
            _("Take back this import"),
            sheet=sheet,
            form=form,
            added=[each for each in back if each.is_new],
            changed=[each for each in back if not each.is_new],
            kept=[each for each in found if each.reasons],
            is_long=undoing.is_long(found),
            limit=SHOWN,
            folded=FOLDED,
            shown=f":{SHOWN}",
        )

    def undo(self, request, sheet, found, note):
        """Take back an import; a long one in a thread, whose progress its own page shows."""
        given = sheet, request.user, partial(may_edit, request.user), note
        if undoing.is_long(found):
            background.undo(*given)
            return redirect(self.address("change", sheet.pk))
        try:
            found = undoing.undo(*given)
        except ValidationError as error:
            self.message_user(request, error.messages[0], messages.ERROR)
            return redirect(self.address("change", sheet.pk))
        back = sum(not each.reasons for each in found or [])
        message = ngettext("%(count)s record went back.", "%(count)s records went back.", back)
        self.message_user(request, message % {"count": back}, messages.SUCCESS)
        return redirect(self.address("change", sheet.pk))
