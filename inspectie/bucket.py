"""Files in a bucket of an object store (S3), which several servers share."""

from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

CONFIG = Config(
    connect_timeout=2,
    read_timeout=20,
    retries={"total_max_attempts": 2},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    # The checksums that boto3 adds are of Amazon: other object stores may refuse them.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)
PROBE = ".probe"
# How many bytes of a file that is read stay in memory; the rest goes to a temporary file.
IN_MEMORY = 1_000_000
# What a name that another file has is answered with: one that is there, or being written.
TAKEN = ("PreconditionFailed", "ConditionalRequestConflict")


@contextmanager
def as_os_error():
    """Raise what the object store refuses as OSError, which Django's own storage raises."""
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        kind = FileNotFoundError if code(error) in ("404", "NoSuchKey") else OSError
        raise kind(str(error)) from error


def code(error):
    """Return the code of an error that the object store answered, such as NoSuchKey, or ""."""
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else ""


class Bucket(S3Storage):
    """The storage of django-storages, in which no file takes the name of another.

    Objects are private: visitors get them from views, which look whether they are public.
    """

    def __init__(self, **options):
        own = {"file_overwrite": False, "client_config": CONFIG, "max_memory_size": IN_MEMORY}
        super().__init__(**options, **own)

    def _save(self, name, content):
        while True:
            content.seek(0)
            try:
                with as_os_error():
                    self.object(name).put(Body=content, IfNoneMatch="*")
            except OSError as error:
                if code(error.__cause__) not in TAKEN:
                    raise
                name = self.get_available_name(name)
            else:
                return name

    def _open(self, name, mode="rb"):
        with as_os_error():
            return super()._open(name, mode)

    def delete(self, name):
        with as_os_error():
            super().delete(name)

    def exists(self, name):
        with as_os_error():
            return super().exists(name)

    def object(self, name):
        """Return the object of boto3 with a name."""
        return self.bucket.Object(self._normalize_name(name))

    def names(self, folder=""):
        """Yield the names of the files in a folder, and in folders in it."""
        start = f"{self.location}/" if self.location else ""
        with as_os_error():
            for each in self.bucket.objects.filter(Prefix=f"{start}{folder}"):
                yield each.key.removeprefix(start)

    def upload(self, path, name):
        """Store a file of any size, in place of the one that has the name."""
        with as_os_error():
            self.object(name).upload_file(str(path))

    def replace(self, name, content):
        """Store bytes, in place of the file that has the name."""
        with as_os_error():
            self.object(name).put(Body=content)

    def download(self, name, path):
        """Write a file to a path, of which the folders are made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with as_os_error():
            self.object(name).download_file(str(path))

    def part(self, name, first, last):
        """Return the bytes `first` to `last` of a file, as a file to read."""
        with as_os_error():
            return self.object(name).get(Range=f"bytes={first}-{last}")["Body"]

    def can_be_written(self):
        """Return whether it answers, and keeps what it is given."""
        try:
            self.replace(PROBE, b"")
            self.delete(PROBE)
        except OSError:
            return False
        return True
