import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.models.documents import LARGEST_FILE, check_pdf
from tests import factories


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("brief.pdf", b"<html><script>", "Het bestand is geen PDF."),
        ("brief.pdf", b"", "Het bestand is geen PDF."),
        ("brief.exe", b"%PDF-1.7", "Het bestand is geen PDF."),
        ("brief.pdf", b"%PDF-" + b"x" * LARGEST_FILE, "Het bestand is groter dan 20 MB."),
    ],
)
def test_only_a_pdf_of_some_size_is_taken(name, content, message):
    with pytest.raises(ValidationError) as refusal:
        check_pdf(SimpleUploadedFile(name, content))
    assert refusal.value.messages == [message]


@pytest.mark.django_db
def test_a_letter_keeps_the_fingerprint_of_its_file():
    content = b"%PDF-1.7 brief"
    letter = factories.LetterFactory(file=SimpleUploadedFile("brief.pdf", content))
    letter.subject = "Anders"
    letter.save()
    assert letter.file_sha256 == hashlib.sha256(content).hexdigest()
    letter.file.delete()
    assert letter.file_sha256 == ""
