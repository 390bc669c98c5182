"""Makes a snapshot of the whole register: one moment, all files or none, constant memory."""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.utils.translation import gettext as _

from programmes.formats import csvfile, csvw, jsonfile
from programmes.lists.nouns import ALL
from programmes.metadata.publisher import LICENCE
from programmes.opendata import datapackage, sqlitefile
from programmes.opendata.archive import Archive
from programmes.opendata.dictionary import dictionary
from programmes.opendata.readme import readme
from programmes.opendata.snapshot import CURRENT, FACTS, SQLITE, ZIP, current

MAKING = ".making-"


def make(site, progress):
    """Make a snapshot and let it take the place of the one before.

    Args:
        site: the address of this site, without a slash at the end; it stands in the files.
        progress: something with `update(count)`, called as rows are written.

    Returns:
        The new `Snapshot`.

    Raises:
        BlockingIOError: when another process is making one.
    """
    root = settings.SNAPSHOT_ROOT
    root.mkdir(parents=True, exist_ok=True)
    with alone(root), one_moment() as (connection, moment):
        folder = Path(tempfile.mkdtemp(prefix=MAKING, dir=root))
        rows = write(folder, Source(connection, site, moment), progress)
        describe(folder, moment, rows)
        put_in_place(root, folder, moment)
    return current()


@contextmanager
def alone(root):
    """Let nobody else make a snapshot; remove what a process that was killed left behind."""
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield
        finally:
            for left in root.glob(f"{MAKING}*"):
                shutil.rmtree(left)


@contextmanager
def one_moment():
    """Yield a connection on which the register stands still, and the moment at which it does."""
    connection = connections["default"].copy()
    try:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT transaction_timestamp()")
            (moment,) = cursor.fetchone()
            try:
                yield cursor.connection, moment
            finally:
                cursor.execute("ROLLBACK")
    finally:
        connection.close()


class Source:
    """The rows of the register at one moment, as text."""

    def __init__(self, connection, site, moment):
        self.connection, self.site, self.moment = connection, site, moment

    def csv(self, noun):
        """Yield the rows of a noun as lines of its CSV file for machines, as bytes."""
        flavour = csvfile.FLAVOURS["csv"]
        cells = [csvfile.cell(column, flavour, self.site) for column in noun.columns]
        rows = noun.published().values_list(*cells)
        query = rows.query.get_compiler(rows.db).as_sql()
        for row in self.copied(*query, csvfile.options(flavour)):
            yield row[:-1] + b"\r\n"

    def json(self, noun):
        """Yield the rows of a noun as JSON objects, as bytes."""
        query = jsonfile.query(noun.published(), noun.columns, self.site)
        for row in self.copied(*query, jsonfile.OPTIONS):
            yield row[:-1]

    def copied(self, sql, parameters, options):
        """Yield the rows of a query as COPY writes them."""
        # What is public is asked of the clock; all rows have to answer of the same moment.
        sql = sql.replace("STATEMENT_TIMESTAMP()", "TRANSACTION_TIMESTAMP()")
        statement = f"COPY ({sql}) TO STDOUT WITH ({options})"
        with self.connection.cursor() as cursor:
            whole = psycopg.ClientCursor(self.connection).mogrify(statement, parameters)
            with cursor.copy(whole) as copy:
                for row in copy:
                    yield bytes(row)


def write(folder, source, progress):
    """Write the files of a snapshot; return how many rows each noun has, by its path."""
    archive = Archive(folder / ZIP, source.moment)
    database = sqlitefile.Database(folder / SQLITE)
    rows = {}
    for noun in ALL:
        write_csv(archive, source, noun, progress)
        rows[noun.path] = write_json(archive, database, source, noun, progress)
    explain(archive, database, source, rows)
    archive.close()
    database.close()
    return rows


def write_csv(archive, source, noun, progress):
    with archive.member(csv_path(noun)) as member:
        member.write(csvfile.header(noun.columns, csvfile.FLAVOURS["csv"]))
        for line in source.csv(noun):
            member.write(line)
            progress.update(1)
    described = csvw.table(noun, f"{noun.path}.csv")
    archive.add(f"{csv_path(noun)}-metadata.json", as_text(described))


def write_json(archive, database, source, noun, progress):
    """Write the rows of a noun as JSON and in SQLite; return how many they are."""
    database.make(noun.path, sqlitefile.columns_of(noun))
    count = 0

    def written(member):
        nonlocal count
        for row in source.json(noun):
            member.write(b",\n" + row if count else row)
            count += 1
            progress.update(1)
            yield sqlitefile.cells(row)

    with archive.member(f"json/{noun.path}.json") as member:
        head = as_text({"titel": str(noun.title), **about(source)}).rstrip()[:-2]
        member.write(f'{head},\n  "rijen": [\n'.encode())
        database.fill(noun.path, written(member))
        member.write(b"\n]}\n")
    return count


def explain(archive, database, source, rows):
    """Write what explains the files: packages, dictionary, and what they are of which moment."""
    facts = about(source)
    database.make("over", [("sleutel", "TEXT"), ("waarde", "TEXT")])
    database.fill("over", facts.items())
    names = ("lijst", "naam", "label", "soort", "uitleg")
    database.make("kolommen", [(name, "TEXT") for name in names])
    database.fill("kolommen", explanations())
    archive.add("datapackage.json", as_text(package(archive, source)))
    archive.add("data-dictionary.md", dictionary())
    archive.add("LEESMIJ.txt", readme(source.site, source.moment, rows))


def about(source):
    return {
        "bron": f"{source.site}/open-data/",
        "licentie": LICENCE,
        "gemaakt_op": source.moment.isoformat(timespec="seconds"),
    }


def explanations():
    """Yield what each column of each noun means."""
    for noun in ALL:
        for column in noun.columns:
            yield noun.path, column.name, str(column.label), column.kind, str(column.description)


def package(archive, source):
    """Return the data package of the CSV files in an archive, with their checksums."""
    created = source.moment.isoformat(timespec="seconds")
    described = datapackage.package(source.site, ALL, csv_path, created=created)
    for resource in described["resources"]:
        member = archive.members[resource["path"]]
        resource |= {"bytes": member.size, "hash": f"sha256:{member.sha256}"}
    return described


def csv_path(noun):
    return f"csv/{noun.path}.csv"


def as_text(content):
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def describe(folder, moment, rows):
    """Write what the site has to know of a snapshot, and see that all of it is on the disk."""
    files = {name: measured(folder / name) for name in (ZIP, SQLITE)}
    facts = {"generated_at": moment.isoformat(), "rows": rows, "files": files}
    (folder / FACTS).write_text(as_text(facts), encoding="utf-8")
    for name in (*files, FACTS):
        with (folder / name).open("rb") as file:
            os.fsync(file.fileno())


def measured(path):
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"size": path.stat().st_size, "sha256": digest}


def put_in_place(root, folder, moment):
    """Let a finished folder be the current one, at once; keep the one before for its readers."""
    place, before = root / f"{moment:%Y%m%dT%H%M%S%f}", (root / CURRENT).resolve()
    folder.chmod(0o755)
    folder.rename(place)
    pointer = root / f"{MAKING}{CURRENT}"
    pointer.symlink_to(place.name)
    pointer.replace(root / CURRENT)
    for other in root.glob("2*"):
        if other not in (place, before):
            shutil.rmtree(other)


def own_site():
    """Return the address of this site by the settings, without a slash at the end.

    Raises:
        ImproperlyConfigured: when `ALLOWED_HOSTS` does not name a host.
    """
    host = settings.ALLOWED_HOSTS[0].removeprefix(".")
    if "*" in host:
        raise ImproperlyConfigured(_("ALLOWED_HOSTS names no host: give the address with --site."))
    return f"{'https' if settings.HTTPS else 'http'}://{host}"
