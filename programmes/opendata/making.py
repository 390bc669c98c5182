"""Makes the full exports in one transaction, and replaces the current ones atomically."""

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
from programmes.models.publication import published_models
from programmes.opendata import datapackage, shared, sqlitefile
from programmes.opendata.archive import Archive
from programmes.opendata.dictionary import dictionary
from programmes.opendata.readme import readme
from programmes.opendata.snapshot import CURRENT, FACTS, SQLITE, ZIP, current

MAKING = ".making-"


def make(site, progress):
    """Make a snapshot and make it the current one; memory use does not depend on its size.

    Args:
        site: the URL of this site without a trailing slash, for the addresses in the files.
        progress: an object with `update(count)`, called for every row that is written.

    Returns:
        The new `Snapshot`.

    Raises:
        BlockingIOError: when another process is making a snapshot.
    """
    root = settings.SNAPSHOT_ROOT
    root.mkdir(parents=True, exist_ok=True)
    with exclusive_lock(root), repeatable_read() as (connection, moment):
        folder = Path(tempfile.mkdtemp(prefix=MAKING, dir=root))
        source = Source(connection, site, moment)
        rows = write(folder, source, progress)
        write_facts(folder, source, rows)
        make_current(root, folder, moment)
    return current()


@contextmanager
def exclusive_lock(root):
    """Hold the file lock of `root`; remove unfinished folders afterwards, of killed processes too.

    Raises:
        BlockingIOError: when another process holds the lock.
    """
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield
        finally:
            for left in root.glob(f"{MAKING}*"):
                shutil.rmtree(left)


@contextmanager
def repeatable_read():
    """Yield (psycopg connection, datetime) of a read-only REPEATABLE READ transaction."""
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
    """The rows of the register in one transaction, encoded as CSV or JSON by PostgreSQL."""

    def __init__(self, connection, site, moment):
        self.connection, self.site, self.moment = connection, site, moment

    def csv(self, noun):
        """Yield the published rows of a noun as lines of its CSV file, as bytes."""
        flavour = csvfile.FLAVOURS["csv"]
        query = csvfile.query(noun.published(), noun.columns, flavour, self.site)
        for row in self.copy(*query, csvfile.options(flavour)):
            yield row[:-1] + b"\r\n"

    def json(self, noun):
        """Yield the published rows of a noun as JSON objects, as bytes."""
        query = jsonfile.query(noun.published(), noun.columns, self.site)
        for row in self.copy(*query, jsonfile.OPTIONS):
            yield row[:-1]

    def copy(self, sql, parameters, options):
        """Yield the output of COPY for a query, a row at a time, as bytes."""
        # published() compares with the clock, which has to be the same for all queries.
        sql = sql.replace("STATEMENT_TIMESTAMP()", "TRANSACTION_TIMESTAMP()")
        statement = f"COPY ({sql}) TO STDOUT WITH ({options})"
        with self.connection.cursor() as cursor:
            whole = psycopg.ClientCursor(self.connection).mogrify(statement, parameters)
            with cursor.copy(whole) as copy:
                for row in copy:
                    yield bytes(row)

    def withdrawn(self):
        """Return a dict from the name of each model to the keys of its withdrawn records."""
        found = {}
        with self.connection.cursor() as cursor:
            for model in published_models():
                rows = model.objects.withdrawn(self.moment).order_by().values_list("pk")
                cursor.execute(*rows.query.get_compiler(rows.db).as_sql())
                found[model._meta.model_name] = [key for (key,) in cursor]
        return found


def write(folder, source, progress):
    """Write the ZIP and the SQLite file; return a dict from each noun's path to its row count."""
    archive = Archive(folder / ZIP, source.moment)
    database = sqlitefile.Database(folder / SQLITE)
    rows = {}
    for noun in ALL:
        write_csv(archive, source, noun, progress)
        rows[noun.path] = write_json(archive, database, source, noun, progress)
    write_documentation(archive, database, source, rows)
    archive.close()
    database.close()
    return rows


def write_csv(archive, source, noun, progress):
    with archive.member(csv_path(noun)) as member:
        member.write(csvfile.header(noun.columns, csvfile.FLAVOURS["csv"]))
        for line in source.csv(noun):
            member.write(line)
            progress.update(1)
    described = csvw.document(noun, f"{noun.path}.csv")
    archive.add(f"{csv_path(noun)}-metadata.json", as_text(described))


def write_json(archive, database, source, noun, progress):
    """Write the rows of a noun as JSON and to SQLite, in one pass; return the row count."""
    database.create(noun.path, sqlitefile.column_types(noun))
    count = 0

    def written(member):
        nonlocal count
        for row in source.json(noun):
            member.write(b",\n" + row if count else row)
            count += 1
            progress.update(1)
            yield sqlitefile.values_of(row)

    with archive.member(f"json/{noun.path}.json") as member:
        head = as_text({"titel": str(noun.title), **about(source)}).rstrip()[:-2]
        member.write(f'{head},\n  "rijen": [\n'.encode())
        database.insert(noun.path, written(member))
        member.write(b"\n]}\n")
    return count


def write_documentation(archive, database, source, rows):
    """Write the source and the columns to SQLite, and three descriptions to the ZIP file."""
    database.create("over", [("sleutel", "TEXT"), ("waarde", "TEXT")])
    database.insert("over", about(source).items())
    names = ("lijst", "naam", "label", "soort", "uitleg")
    database.create("kolommen", [(name, "TEXT") for name in names])
    database.insert(
        "kolommen",
        (
            (noun.path, column.name, str(column.label), column.kind, str(column.description))
            for noun in ALL
            for column in noun.columns
        ),
    )
    together = csvw.group(ALL, lambda noun: f"{noun.path}.csv")
    archive.add("csv/csv-metadata.json", as_text(together))
    archive.add("datapackage.json", as_text(package(archive, source)))
    archive.add("data-dictionary.md", dictionary())
    archive.add("LEESMIJ.txt", readme(source.site, source.moment, rows))


def about(source):
    return {
        "bron": f"{source.site}/open-data/",
        "licentie": LICENCE,
        "gemaakt_op": source.moment.isoformat(timespec="seconds"),
    }


def package(archive, source):
    """Return the Data Package descriptor of the archive's CSV files, with sizes and checksums."""
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


def write_facts(folder, source, rows):
    """Write snapshot.json, which `current()` reads, and fsync all files."""
    files = {name: size_and_checksum(folder / name) for name in (ZIP, SQLITE)}
    facts = {
        "generated_at": source.moment.isoformat(),
        "rows": rows,
        "files": files,
        "withdrawn": source.withdrawn(),
    }
    (folder / FACTS).write_text(as_text(facts), encoding="utf-8")
    for name in (*files, FACTS):
        with (folder / name).open("rb") as file:
            os.fsync(file.fileno())


def size_and_checksum(path):
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"size": path.stat().st_size, "sha256": digest}


def make_current(root, folder, moment):
    """Point the symbolic link to a finished folder, atomically; delete all but the previous one.

    With a bucket, the same is done there.

    The previous folder is kept for downloads that are in progress.
    """
    place, before = root / f"{moment:{shared.NAME}}", (root / CURRENT).resolve()
    if shared.bucket():
        shared.publish(folder, place.name)
        return
    folder.chmod(0o755)
    folder.rename(place)
    pointer = root / f"{MAKING}{CURRENT}"
    pointer.symlink_to(place.name)
    pointer.replace(root / CURRENT)
    for other in root.glob("2*"):
        if other not in (place, before):
            shutil.rmtree(other)


def own_site():
    """Return the URL of this site, from ALLOWED_HOSTS and HTTPS, without a trailing slash.

    Raises:
        ImproperlyConfigured: when the first of ALLOWED_HOSTS is a wildcard.
    """
    host = settings.ALLOWED_HOSTS[0].removeprefix(".")
    if "*" in host:
        raise ImproperlyConfigured(_("ALLOWED_HOSTS names no host: give the address with --site."))
    return f"{'https' if settings.HTTPS else 'http'}://{host}"
