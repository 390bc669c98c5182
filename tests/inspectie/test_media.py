import pytest
from django.core.files.base import ContentFile

from inspectie.media import WholeFiles


class Interrupted(ContentFile):
    """A file during whose writing another one gets its name, and that the disk has no room for."""

    def chunks(self, chunk_size=None):
        WholeFiles().save("brief.pdf", ContentFile(b"heel"))
        yield b"half"
        raise OSError(28, "No space left on device")


def test_a_file_that_does_not_fit_leaves_nothing_and_touches_no_other(media):
    with pytest.raises(OSError, match="No space left"):
        WholeFiles().save("brief.pdf", Interrupted(b"half"))
    assert {path.name: path.read_bytes() for path in media.iterdir()} == {"brief.pdf": b"heel"}


def test_two_files_of_one_name_are_both_kept(media):
    first, second = (WholeFiles().save("a/brief.pdf", ContentFile(text)) for text in (b"1", b"2"))
    assert first == "a/brief.pdf"
    assert [(media / name).read_bytes() for name in (first, second)] == [b"1", b"2"]
    assert len(list((media / "a").iterdir())) == 2
