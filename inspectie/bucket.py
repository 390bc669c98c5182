"""Files in a bucket of an object store (S3), which several servers share."""

from contextlib import ExitStack, contextmanager
from copy import copy
from functools import cache, cached_property
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from time import monotonic

from boto3.exceptions import Boto3Error
from botocore import exceptions
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

from programmes.models.outage import StoreAwayError

# A visitor waits for one attempt, and not long for a connection and the first byte.
QUICK = Config(
    connect_timeout=0.5,
    read_timeout=1.2,
    retries={"total_max_attempts": 1},
    # More than the threads of a server process.
    max_pool_connections=20,
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    # The checksums that boto3 adds are of Amazon: other object stores may refuse them.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)
# A write may wait and try again; a large file may take long, with pauses of some seconds.
PAUSE = 10
PATIENT = QUICK.merge(
    Config(
        connect_timeout=2,
        read_timeout=PAUSE,
        retries={"mode": "standard", "total_max_attempts": 3},
    )
)
# Seconds after an attempt began or failed in which what is away is not asked for again.
AWAY = 2
# The name of all objects together.
EVERY = "/"
PROBE = ".probe"
# How many bytes of a file that is read stay in memory; the rest goes to a temporary file.
IN_MEMORY = 1_000_000
# No connection, and no answer on one.
UNREACHABLE = exceptions.ConnectionError
NO_ANSWER = (UNREACHABLE, exceptions.HTTPClientError)
# The error codes for a name that is taken, or being written at this moment.
TAKEN = ("PreconditionFailed", "ConditionalRequestConflict")


@contextmanager
def as_os_error():
    """Raise what the object store refuses as OSError, which Django's own storage raises."""
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise kind(error)(str(error)) from error


def kind(error):
    """Return the subclass of OSError that an error of boto3 is."""
    if code(error) in ("404", "NoSuchKey"):
        return FileNotFoundError
    is_away = isinstance(error, NO_ANSWER) or status(error) >= 500
    return StoreAwayError if is_away else OSError


def code(error):
    """Return the code of an error that the object store answered, such as NoSuchKey, or ""."""
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else ""


def status(error):
    """Return the HTTP status of an error that the object store answered, or 0."""
    answer = error.response if isinstance(error, ClientError) else {}
    return answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)


class Breaker:
    """Refuses to ask for what is away, but for one request each `AWAY` seconds.

    So a store that answers nothing holds a thread or two, and not each that asks for a file. It is
    away when it cannot be reached, or when two objects in a row give no answer in time; one that is
    slow by itself leaves the others.
    """

    def __init__(self):
        # The monotonic time of the next attempt, by name of what is away.
        self.next = {}
        # The name of the object that was asked for last, when there was no answer in time.
        self.silent = None

    @contextmanager
    def asking(self, name):
        """Ask for an object in the `with` block.

        Raises:
            StoreAwayError: when it is away, or the store is.
        """
        if monotonic() < max(self.next.get(each, 0) for each in (EVERY, name)):
            raise StoreAwayError("the object store did not answer just now")
        for each in (EVERY, name):
            if each in self.next:
                self.refuse(each)
        try:
            with as_os_error():
                yield
        except StoreAwayError as error:
            self.refuse(name)
            if isinstance(error.__cause__, UNREACHABLE) or self.silent not in (None, name):
                self.refuse(EVERY)
            self.silent = name
            raise
        except OSError:
            self.has_answered(name)
            raise
        self.has_answered(name)

    def refuse(self, name):
        self.next[name] = monotonic() + AWAY

    def has_answered(self, name):
        self.silent = None
        self.next.pop(name, None)
        if self.next.pop(EVERY, None):
            self.next.clear()


@cache
def breaker(endpoint):
    """Return the `Breaker` of this process for an object store."""
    return Breaker()


class Bucket(S3Storage):
    """The storage of django-storages, in which no file takes the name of another.

    Objects are private: visitors get them from views, which look whether they are public.
    """

    def __init__(self, **options):
        super().__init__(**options, file_overwrite=False, client_config=QUICK)

    @cached_property
    def patient(self):
        """The same bucket, asked with the time and attempts of writes and large files."""
        found = copy(self)
        found.client_config = PATIENT
        return found

    def asking(self, name):
        """Return the context manager in which the store is asked for a file for a visitor."""
        return breaker(self.endpoint_url).asking(self._normalize_name(name))

    def _save(self, name, content):
        while True:
            content.seek(0)
            try:
                with as_os_error():
                    self.patient.object(name).put(Body=content, IfNoneMatch="*")
            except OSError as error:
                if code(error.__cause__) not in TAKEN:
                    raise
                name = self.get_available_name(name)
            else:
                return name

    def _open(self, name, mode="rb"):
        with self.asking(name), ExitStack() as stack:
            body = self.body(name)
            content = stack.enter_context(SpooledTemporaryFile(IN_MEMORY))
            copyfileobj(body, content)
            content.seek(0)
            # Open, unlike after an error.
            stack.pop_all()
            return File(content, name)

    def body(self, name, **asked):
        """Return the content of a file, to read; after its first byte it may pause."""
        answer = self.object(name).get(**asked)
        if answer["ContentLength"]:
            answer["Body"].set_socket_timeout(PAUSE)
        return answer["Body"]

    def delete(self, name):
        with as_os_error():
            self.patient.object(name).delete()

    def exists(self, name):
        """Return whether a name is taken: what is to be saved gets another then."""
        with as_os_error():
            return S3Storage.exists(self.patient, name)

    def size(self, name):
        with self.asking(name):
            return super().size(name)

    def object(self, name):
        """Return the object of boto3 with a name."""
        return self.bucket.Object(self._normalize_name(name))

    def names(self, folder=""):
        """Yield the names of the files in a folder, and in folders in it."""
        start = f"{self.location}/" if self.location else ""
        with as_os_error():
            for each in self.patient.bucket.objects.filter(Prefix=f"{start}{folder}"):
                yield each.key.removeprefix(start)

    def upload(self, path, name):
        """Store a file of any size, in place of the one that has the name."""
        with as_os_error():
            self.patient.object(name).upload_file(str(path))

    def replace(self, name, content):
        """Store bytes, in place of the file that has the name."""
        with as_os_error():
            self.patient.object(name).put(Body=content)

    def download(self, name, path):
        """Write a file to a path, of which the folders are made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with as_os_error():
            self.patient.object(name).download_file(str(path))

    def part(self, name, first, last):
        """Return the bytes `first` to `last` of a file, as a file to read."""
        with self.asking(name):
            return self.body(name, Range=f"bytes={first}-{last}")

    def can_be_written(self):
        """Return whether it answers, and keeps what it is given."""
        try:
            self.replace(PROBE, b"")
            self.delete(PROBE)
        except OSError:
            return False
        return True
