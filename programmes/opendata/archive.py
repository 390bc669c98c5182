"""A streamed ZIP file with a SHA-256 checksum of each member."""

import hashlib
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field

SUMS = "SHA256SUMS"


@dataclass
class Member:
    """A member of the archive that is being written; counts and hashes its bytes.

    Attributes:
        file: the writable member of the ZIP file.
        size: the number of bytes written.
        digest: the SHA-256 hash object of those bytes.
    """

    file: object
    size: int = 0
    digest: object = field(default_factory=hashlib.sha256)

    def write(self, piece):
        self.file.write(piece)
        self.size += len(piece)
        self.digest.update(piece)

    @property
    def sha256(self):
        return self.digest.hexdigest()


class Archive:
    """A new ZIP file at `path`; the datetime `at` is the modification time of every member."""

    def __init__(self, path, at):
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self.at = at.timetuple()[:6]
        self.members = {}

    @contextmanager
    def member(self, name):
        """Yield a `Member` to write bytes to; memory use does not depend on its size."""
        header = zipfile.ZipInfo(name, self.at)
        header.compress_type = zipfile.ZIP_DEFLATED
        # File mode rw-r--r-- after unpacking.
        header.external_attr = 0o644 << 16
        # ZIP64, as the size is not known beforehand and may be over 2 GB.
        with self.zip.open(header, "w", force_zip64=True) as file:
            self.members[name] = Member(file)
            yield self.members[name]

    def add(self, name, text):
        """Write a member with the text as UTF-8."""
        with self.member(name) as member:
            member.write(text.encode())

    def close(self):
        """Write SHA256SUMS, in the format of `sha256sum --check`, and close the file."""
        lines = [f"{member.sha256}  {name}\n" for name, member in self.members.items()]
        self.add(SUMS, "".join(lines))
        self.zip.close()
