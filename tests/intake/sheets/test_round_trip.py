"""Our files, opened and saved by LibreOffice, change nothing when they are brought in again."""

import shutil
import subprocess

import pytest

from programmes.intake.sheets.kinds import LAYOUTS
from tests.intake.sheets.files import bring_in, upload

CSV = "Text - txt - csv (StarCalc):59,34,76,1"
BASE = "/beheer/programmes/sheetimport"


@pytest.fixture
def save_as(tmp_path):
    """Return a function that opens a file in LibreOffice and saves it in another format."""
    program, folder = shutil.which("soffice"), tmp_path / "libreoffice"
    if program is None:
        pytest.fail("LibreOffice ontbreekt. Installeer het met: apt-get install libreoffice-calc")

    def save(paths, ending):
        out = folder / f"{paths[0].suffix}.{ending}"
        made = [out / f"{path.stem}.{ending}" for path in paths]
        read = [f"--infilter={CSV}"] if paths[0].suffix == ".csv" else []
        done = subprocess.run(
            [
                program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                *read, "--convert-to", f"csv:{CSV}" if ending == "csv" else ending,
                "--outdir", out, *paths,
            ],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert all(each.exists() for each in made), done.stdout + done.stderr
        return made

    return save


# From a file of ours, to what LibreOffice makes of it.
WAYS = {"xlsx": ["xlsx", "ods"], "csv": ["csv", "xlsx"]}


def test_files_saved_by_libreoffice_change_nothing(admin_client, register, save_as, tmp_path):
    for start, endings in WAYS.items():
        paths = [tmp_path / f"{kind}.{start}" for kind in LAYOUTS]
        for path in paths:
            path.write_bytes(b"".join(admin_client.get(f"{BASE}/{path.name}")))
        for ending in endings:
            for kind, saved in zip(LAYOUTS, save_as(paths, ending), strict=True):
                changes_nothing(kind, saved)


def changes_nothing(kind, saved):
    sheet = bring_in(upload(saved.read_bytes(), saved.name), kind)
    changed = sheet.rows.exclude(outcome="ongewijzigd")
    assert list(changed.values_list("number", "changes", "problems")) == []
    assert sheet.rows.count() == LAYOUTS[kind].model.objects.count() > 1
