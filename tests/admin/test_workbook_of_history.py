"""The workbooks of the real history, brought back, change nothing."""

import pytest

from programmes.intake.sheets.kinds import LAYOUTS
from tests.intake.sheets.workbooks import changed, rows, workbook

# No source calls a change of the history an adjustment, or tells of one goal what came of it.
KINDS = [kind for kind in LAYOUTS if kind not in ("bijstellingen", "resultaten")]


@pytest.mark.usefixtures("real_history")
@pytest.mark.parametrize("kind", KINDS)
def test_the_real_history_brought_back_changes_nothing(db, admin_client, kind):
    content = workbook(admin_client, kind)
    assert len(rows(content)) == LAYOUTS[kind].model.objects.count()
    assert changed(content, kind) == []
