"""Our files, opened and saved by LibreOffice, change nothing when they are brought in again."""

import shutil
import subprocess

import pytest

from tests.intake.sheets.files import HOSTILE, bring_in, upload

CSV = "Text - txt - csv (StarCalc):59,34,76,1"
BASE = "/beheer/programmes/sheetimport"
KINDS = {"activiteiten": len(HOSTILE), "mijlpalen": len(HOSTILE) + 2, "verwachtingen": 4}


@pytest.fixture(scope="session")
def save_as(tmp_path_factory):
    """Return a function that opens a file in LibreOffice and saves it in another format."""
    program, folder = shutil.which("soffice"), tmp_path_factory.mktemp("libreoffice")
    if program is None:
        pytest.fail("LibreOffice ontbreekt. Installeer het met: apt-get install libreoffice-calc")

    def save(path, ending):
        made = folder / "saved" / f"{path.stem}.{ending}"
        read = [f"--infilter={CSV}"] if path.suffix == ".csv" else []
        done = subprocess.run(
            [
                program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                *read, "--convert-to", f"csv:{CSV}" if ending == "csv" else ending,
                "--outdir", made.parent, path,
            ],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert made.exists(), done.stdout + done.stderr
        return made

    return save


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("start", "ending"), [("xlsx", "xlsx"), ("xlsx", "ods"), ("csv", "csv"), ("csv", "xlsx")]
)
def test_a_file_saved_by_libreoffice_changes_nothing(
    admin_client, world, save_as, tmp_path, start, ending
):
    for kind, rows in KINDS.items():
        address = f"{BASE}/{kind}.{start}"
        if (kind, start) == ("activiteiten", "csv"):
            address = "/activiteiten.excel.csv"
        path = tmp_path / f"{kind}.{start}"
        path.write_bytes(b"".join(admin_client.get(address)))
        saved = save_as(path, ending)
        sheet = bring_in(upload(saved.read_bytes(), saved.name), kind)
        changed = sheet.rows.exclude(outcome="ongewijzigd")
        assert list(changed.values_list("number", "changes", "problems")) == []
        assert sheet.rows.count() == rows
