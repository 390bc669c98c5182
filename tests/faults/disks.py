"""Disks that are full, and files that unpack to too much. Mounting a small disk takes root."""

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path

from programmes.intake import sandbox
from programmes.intake.letters import reading
from tests.faults.processes import ANSWERS, BACK, in_words
from tests.faults.site import ROOT, Visitors, running_site
from tests.faults.staff import letter_with_file, signed_in
from tests.faults.table import Outcome, fault

MEGABYTE = 1024 * 1024
# What a file that is refused may take, in seconds and megabytes.
REFUSED_WITHIN, REFUSED_IN = 5, 200


def fill(folder):
    """Fill a disk; return the file that takes the room."""
    file = folder / "vol"
    with suppress(OSError), file.open("wb", buffering=0) as content:
        while True:
            content.write(bytes(MEGABYTE // 16))
    return file


@fault("schijf van de database vol")
def full_database(_site):
    with running_site(disk=700) as site, Visitors(site, number=2) as visitors:
        filler = fill(site.var)
        time.sleep(3)
        during = [site.ask(path)[0] for path in ("/", "/activiteiten/")]
        filler.unlink()
        moment = time.monotonic()
        site.wait()
        time.sleep(5)
        away, statuses, slowest = visitors.seen_after(moment)
        lost = visitors.lost()
    seen = f"tijdens: {during}; daarna {in_words(statuses, slowest)}"
    return Outcome(away, lost, seen, not lost and away < BACK and during == [200, 200])


@fault("volle /tmp")
def full_temporary_folder(_site):
    """The pages need no room; an upload finds another folder, or says that there is none."""
    with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder)):
        fill(Path(folder))
        with running_site(TMPDIR=folder) as site, signed_in(site) as client:
            statuses = [site.ask(path)[0] for path in ("/", "/activiteiten/", "/activiteiten.csv")]
            is_stored, is_kept, status = letter_with_file(client, 3 * MEGABYTE)
    told = (
        "opgeslagen, in een andere map" if is_stored else "met reden" if is_kept else "zonder reden"
    )
    is_right = statuses == [200] * 3 and (is_stored or is_kept)
    return Outcome(None, 0, f"{statuses}; bestand van 3 MB: {status}, {told}", is_right)


@fault("schijf van de documenten vol")
def full_media(_site):
    """The form is kept with the reason, and nothing is left behind; then there is room again."""
    with tempfile.TemporaryDirectory() as name, small_disk(folder := Path(name)):
        filler = fill(folder)
        with running_site(MEDIA_ROOT=folder) as site, signed_in(site) as client:
            with Visitors(site) as visitors:
                moment = time.monotonic()
                _is_stored, is_kept, status = letter_with_file(client, MEGABYTE // 2)
            _away, statuses, slowest = visitors.seen_after(moment)
            left = sum(each.is_file() for each in folder.rglob("*")) - 1
            filler.unlink()
            is_stored, _is_kept, _status = letter_with_file(client, MEGABYTE // 2)
    seen = (
        f"formulier {status}, {'met' if is_kept else 'zonder'} reden en wat er getypt was; "
        f"{in_words(statuses, slowest)}; met ruimte {'' if is_stored else 'niet '}opgeslagen"
    )
    is_right = is_kept and is_stored and not left and set(statuses) == {200}
    return Outcome(None, left, seen, is_right)


@contextmanager
def small_disk(folder):
    """Mount a disk of a megabyte in memory during the `with` block; it takes root."""
    disk = ["-t", "tmpfs", "-o", "size=1m,mode=1777", "tmpfs", folder]
    subprocess.run(["mount", *disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def write_workbook(file, rows, columns):
    """Write an xlsx file with so many rows of so many cells."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels", RELATIONS.format("worksheet", "worksheets/sheet1.xml")
        )
        with archive.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(b"<worksheet xmlns='%b'><sheetData>" % MAIN.encode())
            row = b"<row>" + b"<c t='str'><v>a</v></c>" * columns + b"</row>"
            for _each in range(rows):
                sheet.write(row)
            sheet.write(b"</sheetData></worksheet>")
    file.seek(0)
    return file


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    f"<Relationship Id='r1' Type='{OFFICE}/{{}}' Target='{{}}'/></Relationships>"
)
BOOK = (
    f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'>"
    "<sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"
)
SHEET = "xl/worksheets/sheet1.xml"


def refusal_of(file):
    """Return (why a file is refused, seconds, megabytes that this and the reading took)."""
    code = (
        "import resource, sys, time, django; django.setup()\n"
        "from django.core.exceptions import ValidationError\n"
        "from django.core.files import File\n"
        "from programmes.intake.sheets.reading import rows_of\n"
        "began, why = time.monotonic(), ''\n"
        "try:\n"
        "    for _row in rows_of(File(sys.stdin.buffer, 'blad.xlsx')): pass\n"
        "except ValidationError as error: why = error.messages[0]\n"
        "most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "print(time.monotonic() - began, most, why)\n"
    )
    variables = {"DJANGO_SETTINGS_MODULE": "inspectie.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=file, capture_output=True, text=True, check=True,
        env=os.environ | variables, cwd=ROOT,
    )  # fmt: skip
    seconds, kilobytes, why = done.stdout.split(" ", 2)
    return why.strip(), float(seconds), int(kilobytes) // 1024


def refused(rows, columns):
    with tempfile.TemporaryFile() as file:
        write_workbook(file, rows, columns)
        why, seconds, megabytes = refusal_of(file)
    seen = f"{why} {seconds:.1f} s, {megabytes} MB"
    return Outcome(None, 0, seen, seconds < REFUSED_WITHIN and megabytes < REFUSED_IN)


@fault("xlsx met 3.000.000 rijen")
def many_rows(_site):
    return refused(3_000_000, 1)


@fault("xlsx met 1.000.000 kolommen")
def many_columns(_site):
    return refused(1, 1_000_000)


@fault("geheugen op in een lezer")
def out_of_memory(_site):
    """A reader gets a limit of its own; one that needs more is ended, and nothing else."""
    with tempfile.TemporaryFile() as file:
        try:
            list(sandbox.answers("tests.faults.greedy", file))
            why = "gelezen"
        except sandbox.StoppedError:
            why = "de lezer is gestopt"
    return Outcome(_site.wait(), 0, why, why == "de lezer is gestopt")


# Each makes a careless regular expression look again from each place.
SLOW = {
    "spaties": " ",
    "haakjes": "(",
    "cijfers": "2024-",
    "aanhef": "Hierbij bied ik u het Werkprogramma 2024 aan, ",
    "kenmerk": "Ons kenmerk\n",
    "ondertekening": "De Minister van Justitie en Veiligheid,\n\n",
}


@fault("tekst van 2 MB die traag leest")
def slow_text(site):
    """A text is read in a process of its own, with a limit, while visitors go on."""
    seconds = {}
    with Visitors(site) as visitors:
        moment = time.monotonic()
        for name, text in SLOW.items():
            with tempfile.TemporaryFile() as file:
                file.write((text * (2 * MEGABYTE // len(text))).encode())
                file.seek(0)
                began = time.monotonic()
                reading.read(file)
                seconds[name] = time.monotonic() - began
    away, statuses, slowest = visitors.seen_after(moment)
    longest = max(seconds, key=seconds.get)
    seen = f"langst {seconds[longest]:.1f} s ({longest}); {in_words(statuses, slowest)}"
    is_right = seconds[longest] < sandbox.WAIT and set(statuses) == {200} and slowest < ANSWERS
    return Outcome(away, visitors.lost(), seen, is_right)
