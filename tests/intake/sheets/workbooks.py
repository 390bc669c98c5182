"""The workbooks for staff, downloaded and brought back."""

import io

from openpyxl import load_workbook

from tests.intake.sheets.files import bring_in, upload

BASE = "/beheer/programmes/sheetimport"


def workbook(client, kind):
    answer = client.get(f"{BASE}/{kind}.xlsx")
    assert answer.status_code == 200
    return b"".join(answer)


def rows(content):
    """Return the rows of the first sheet, as {header: value}."""
    first, *others = load_workbook(io.BytesIO(content)).worksheets[0].values
    return [dict(zip(first, row, strict=True)) for row in others]


def changed(content, kind):
    """Import a workbook; return the rows that are not unchanged."""
    sheet = bring_in(upload(content, "lijst.xlsx"), kind)
    assert sheet.rows.exists()
    found = sheet.rows.exclude(outcome="ongewijzigd")
    return list(found.values_list("number", "changes", "problems"))
