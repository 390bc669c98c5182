"""Letters that were brought in and read."""

from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.intake.letters.storing import read_in, receive

TEXT = (
    b"Ons kenmerk 77\n\nHierbij bied ik u het Werkprogramma 2024 aan. <script>alert(1)</script>\n"
)


def brought_in(content=TEXT, name="brief.txt", user=None):
    incoming = receive(SimpleUploadedFile(name, content), name, user)
    read_in(incoming)
    return incoming
