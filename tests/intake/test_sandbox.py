"""The limits of a process that reads an uploaded file, for letters and spreadsheets."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing

import psutil
import pytest
from django.core.exceptions import ValidationError

from programmes.intake import sandbox
from programmes.intake.letters import reading
from programmes.intake.letters.parsing import parse
from programmes.intake.letters.reading import READER, Reading, read
from programmes.intake.sheets.reading import rows_of
from programmes.limits import LARGEST_FILE
from tests.intake.letters.files import TEXT, pdf, word_with
from tests.intake.sheets import files

OBEDIENT = "tests.intake.obedient"
# What a reader tries, and what becomes of it.
ATTEMPTS = {
    "1 + 1": "done",
    "open('/etc/hostname')": "OSError",
    "os.listdir('/')": "OSError",
    "os.pipe()": "OSError",
    "os.write(0, b'x')": "OSError",
    "socket.socket()": "PermissionError",
    "socket.getaddrinfo('localhost', 80)": "PermissionError",
    "subprocess.run(['true'])": "PermissionError",
    "os.fork()": "PermissionError",
    "os.system('true')": "PermissionError",
    "os.posix_spawn('/bin/true', ['true'], {})": "PermissionError",
    "os.execv('/bin/true', ['true'])": "PermissionError",
    "ctypes.CDLL(None)": "PermissionError",
    "bytearray(2 * 1024**3)": "MemoryError",
    "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))": "PermissionError",
}


@pytest.fixture
def kept():
    """Return a function that writes bytes to a temporary file."""
    with tempfile.TemporaryFile() as file:

        def keep(content):
            file.write(content.encode() if isinstance(content, str) else content)
            file.seek(0)
            return file

        yield keep


def test_what_a_reader_cannot_do(kept):
    found = sandbox.answers(OBEDIENT, kept("\n".join(ATTEMPTS)))
    assert dict(zip(ATTEMPTS, found, strict=True)) == ATTEMPTS


def test_a_reader_that_waits_is_stopped(kept, monkeypatch):
    monkeypatch.setattr(sandbox, "WAIT", 1)
    with pytest.raises(sandbox.StoppedError):
        list(sandbox.answers(OBEDIENT, kept("time.sleep(600)")))
    assert reading_now() == []


def test_a_reader_that_works_on_is_stopped_without_its_parent(kept):
    command = [sys.executable, "-m", sandbox.__name__, OBEDIENT, "1", str(sandbox.MEMORY)]
    done = subprocess.run(command, stdin=kept("sum(iter(int, 1))"), check=False)
    assert -done.returncode in (signal.SIGXCPU, signal.SIGKILL)


def test_the_time_that_the_parent_takes_does_not_count():
    out, into = os.pipe()
    with open(out, "rb", buffering=0) as pipe, open(into, "wb", buffering=0) as writer:
        writer.write(b"one\ntwo\n")
        found = sandbox.lines(pipe, wait=0.1)
        assert next(found) == b"one"
        time.sleep(0.2)
        writer.write(b"three\n")
        assert [next(found), next(found)] == [b"two", b"three"]


def test_a_reader_that_fails_is_no_answer(kept):
    with pytest.raises(sandbox.StoppedError):
        list(sandbox.answers(OBEDIENT, kept("undefined")))


def test_who_stops_reading_stops_the_process(kept):
    with closing(sandbox.answers(OBEDIENT, kept("1\n" * 10_000 + "time.sleep(600)"))) as found:
        assert next(found) == "done"
        assert len(reading_now()) == 1
    assert reading_now() == []


def reading_now():
    children = psutil.Process().children()
    return [each for each in children if sandbox.__name__ in each.cmdline()]


# Of SECONDS a fast processor needs too few to be stopped here: see the reader that works on, above.
@pytest.mark.parametrize(("name", "limit"), [("WAIT", 0.01), ("MEMORY", 60 * 1024**2)])
def test_letters_and_spreadsheets_are_read_within_the_limits(kept, monkeypatch, name, limit):
    monkeypatch.setattr(sandbox, name, limit)
    assert read(kept("*a* " * 5_000_000)) == Reading(error="too_large")
    row = files.row("a").replace("</table:table-row>", "<table:table-cell/>" * 4_000_000)
    with pytest.raises(ValidationError) as refused:
        list(rows_of(files.content(f"{row}</table:table-row>")))
    assert refused.value.messages == ["Dit bestand wordt uitgepakt onredelijk groot."]


@pytest.mark.parametrize(
    "content",
    [
        pdf(*[TEXT] * 200),
        word_with("word/media/x.bin", os.urandom(LARGEST_FILE - 100_000)),
    ],
    ids=["pdf", "word"],
)
def test_a_letter_as_large_as_it_may_be_is_read(kept, content):
    found = read(kept(content))
    assert (found.error, found.pages[0].strip()[: len(TEXT)]) == ("", TEXT)


def test_a_letter_is_parsed_where_it_is_read(kept):
    found = read(kept(TEXT))
    assert found.letter.years.value == (2024, 2024)
    assert found.letter == parse(found.pages)


def test_the_process_that_reads_a_letter_loads_no_django():
    code = f"import sys, {READER}; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "facts",
    ['{"place": {}}', '{"unknown": null}', '{"date": {"value": "9", "page": 1, "words": ""}}'],
)
def test_facts_of_another_form_are_refused(kept, monkeypatch, facts):
    monkeypatch.setattr(reading, "READER", "tests.intake.letters.forged")
    assert read(kept(facts)) == Reading(error="corrupt")


def test_a_spreadsheet_as_long_as_it_may_be_is_read():
    cells = "".join(f"<c t='str'><v>tekst van cel {number}</v></c>" for number in range(3))
    sheet = files.with_sheet(f"<row>{cells}</row>" * 50_001)
    assert sum(1 for _row in rows_of(sheet)) == 50_001
