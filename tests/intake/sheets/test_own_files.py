"""An exported file changes nothing when it is brought in again."""

import csv
import io
import itertools

from programmes.intake.sheets.kinds import LAYOUTS
from programmes.models import Activity, Event
from tests import factories
from tests.intake.sheets.files import HOSTILE, bring_in, excel, ods, outcomes, upload


def history():
    return [
        model.history.rel.related_model.objects.count()
        for model in (Activity, Event, factories.models.Planning, factories.models.Signature)
    ]


# Groups of fields have no list of their own.
PUBLIC = [kind for kind in LAYOUTS if kind != "groepen"]


def test_our_own_files_change_nothing(client, register):
    before = history()
    for kind, ending in itertools.product(PUBLIC, [".csv", ".excel.csv"]):
        content = b"".join(client.get(f"/{kind}{ending}"))
        sheet = bring_in(upload(content), kind)
        assert [row for row in outcomes(sheet) if row[1] != "ongewijzigd"] == []
        by_rule = sheet.rows.exclude(consequences=[]).count()
        rows = sheet.rows.count() - by_rule
        assert rows == LAYOUTS[kind].model.objects.published().count() > 0
        assert (by_rule > 0) == (kind == "verwachtingen")
    assert history() == before


def test_our_file_saved_by_a_spreadsheet_program_changes_nothing(client, fresh_world):
    text = b"".join(client.get("/activiteiten.excel.csv")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    for make in (excel, ods):
        sheet = bring_in(make(*rows))
        assert [row for row in outcomes(sheet) if row[1] != "ongewijzigd"] == []
        assert sheet.rows.count() == len(HOSTILE)


def test_the_list_of_parts_changes_nothing(admin_client, fresh_world):
    for kind, rows in {"mijlpalen": len(HOSTILE) + 2, "verwachtingen": 4}.items():
        content = b"".join(admin_client.get(f"/beheer/programmes/sheetimport/{kind}.csv"))
        sheet = bring_in(upload(content), kind)
        assert [row for row in outcomes(sheet) if row[1] != "ongewijzigd"] == []
        assert sheet.rows.count() == rows
