import os
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Django's storage, in which a file has its name only when all of it is on the disk."""

    def _save(self, name, content):
        part = f"{name}.{uuid4().hex}"
        try:
            super()._save(part, content)
            return self.named(part, name)
        finally:
            Path(self.path(part)).unlink(missing_ok=True)

    def named(self, part, name):
        """Move a file to a name that no other has; return that name."""
        while True:
            try:
                os.close(os.open(self.path(name), os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                os.replace(self.path(part), self.path(name))
                return name
