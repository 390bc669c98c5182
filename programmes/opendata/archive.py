"""A ZIP file that is written member by member, with constant memory, and knows its checksums."""

import hashlib
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field

SUMS = "SHA256SUMS"


@dataclass
class Member:
    """What is written of a member so far: its bytes go on to `file` and are counted."""

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
    """A new ZIP file at a path; every member bears the moment `at`."""

    def __init__(self, path, at):
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self.at = at.timetuple()[:6]
        self.members = {}

    @contextmanager
    def member(self, name):
        """Yield the `Member` with a name, to write bytes to."""
        header = zipfile.ZipInfo(name, self.at)
        header.compress_type = zipfile.ZIP_DEFLATED
        # For everybody to read, once unpacked.
        header.external_attr = 0o644 << 16
        # Its size is not known beforehand and may be over 2 GB.
        with self.zip.open(header, "w", force_zip64=True) as file:
            self.members[name] = Member(file)
            yield self.members[name]

    def add(self, name, text):
        """Write a member with a text."""
        with self.member(name) as member:
            member.write(text.encode())

    def close(self):
        """Write the checksums of all members, as `sha256sum --check` reads them, and finish."""
        lines = [f"{member.sha256}  {name}\n" for name, member in self.members.items()]
        self.add(SUMS, "".join(lines))
        self.zip.close()
