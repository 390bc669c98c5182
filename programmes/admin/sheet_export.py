"""Files to begin a spreadsheet with: empty ones, and what is in the register now."""

from django.http import Http404, HttpResponse

from programmes.admin.pages import require
from programmes.formats.csvfile import FLAVOURS, csv_response, header
from programmes.formats.xlsx import xlsx_response
from programmes.intake.sheets.kinds import LAYOUTS
from programmes.models import (
    FieldGroup,
    Goal,
    Perspective,
    Signatory,
    SupervisionField,
    WorkProgramme,
)


class ExportMixin:
    """Adds these files to the administration of imports."""

    def get_urls(self):
        return [
            self.own_path("sjabloon/<kind>.csv", self.template_view, "template"),
            self.own_path("sjabloon/<kind>.xlsx", self.typed_template_view, "typed_template"),
            self.own_path("<kind>.csv", self.present_view, "present"),
            self.own_path("<kind>.xlsx", self.workbook_view, "workbook"),
            *super().get_urls(),
        ]

    def layout(self, request, kind):
        """Return the `Layout` of a kind, for staff who may import and see its records.

        Raises:
            Http404: when there is no such kind.
            PermissionDenied: for others.
        """
        require(self.has_add_permission(request))
        if kind not in LAYOUTS:
            raise Http404
        layout = LAYOUTS[kind]
        require(request.user.has_perm(f"programmes.view_{layout.model._meta.model_name}"))
        return layout

    def template_view(self, request, kind):
        """Return an empty spreadsheet with the columns of a kind."""
        layout = self.layout(request, kind)
        response = HttpResponse(header(layout.template, FLAVOURS["excel"]), content_type="text/csv")
        response["Content-Disposition"] = f'attachment; filename="sjabloon-{kind}.csv"'
        return response

    def typed_template_view(self, request, kind):
        """Return an empty workbook with the columns of a kind, and lists to choose from."""
        layout = self.layout(request, kind)
        none, name = layout.model.objects.none(), f"sjabloon-{kind}"
        return xlsx_response(request, none, layout.template, name, choices())

    def present_view(self, request, kind):
        """Return all records of a kind, drafts too, as a CSV file that can be imported."""
        layout = self.layout(request, kind)
        rows = layout.model.objects.order_by(*layout.order)
        return csv_response(request, rows, layout.exported, "excel", kind)

    def workbook_view(self, request, kind):
        """Return all records of a kind, drafts too, as a workbook that can be imported."""
        layout = self.layout(request, kind)
        rows = layout.model.objects.order_by(*layout.order)
        return xlsx_response(request, rows, layout.exported, kind, choices())


def choices():
    """Return the texts to choose from, by the name of a column that names other records."""
    fields = SupervisionField.objects.order_by("name").values_list("name", flat=True)
    goals = list(Goal.objects.values_list("title", flat=True))
    programmes = list(WorkProgramme.objects.values_list("slug", flat=True))
    signatories = Signatory.objects.values_list("name", flat=True).distinct()
    return {
        "gebieden": list(fields),
        "groep": list(FieldGroup.objects.values_list("name", flat=True)),
        "doelen": goals,
        "doel": goals,
        "werkprogrammas": programmes,
        "werkprogramma": programmes,
        "perspectief": list(Perspective.objects.values_list("slug", flat=True)),
        "ondertekenaars": list(signatories),
        "vorm_afgeleid": ["ja", "nee"],
    }
