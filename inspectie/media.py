from pathlib import Path

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Django's storage, without what is left of a file that did not fit on the disk."""

    def _save(self, name, content):
        path = Path(self.path(name))
        was_there = path.exists()
        try:
            return super()._save(name, content)
        except OSError:
            if not was_there:
                path.unlink(missing_ok=True)
            raise
