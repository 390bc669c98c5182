"""A member of staff at work in the administration."""

from contextlib import contextmanager

import httpx

from tests.admin.forms import typed
from tests.faults.site import TIME_OUT

NAME, PASSWORD = "meter", "een-lang-wachtwoord-voor-de-storing"
MAKE = f"""
from django.contrib.auth.models import User
User.objects.create_superuser({NAME!r}, password={PASSWORD!r})
"""
SIGN_IN, ADD = "/beheer/inloggen/", "/beheer/programmes/letter/add/"
FULL = "de schijf van de server is vol"


@contextmanager
def signed_in(site):
    """Yield the HTTP client of a superuser, who is made for it."""
    assert site.command("shell", "--no-imports", "-c", MAKE).wait() == 0
    address = f"http://localhost:{site.port}"
    with httpx.Client(base_url=address, timeout=TIME_OUT, follow_redirects=True) as client:
        token = client.get(SIGN_IN).cookies["csrftoken"]
        given = {"csrfmiddlewaretoken": token, "login": NAME, "password": PASSWORD}
        assert client.post(SIGN_IN, data=given).url.path != SIGN_IN
        yield client


def letter_with_file(client, size):
    """Send the form of a letter with a PDF of so many bytes.

    Returns:
        Whether it was stored; else whether the page says that the disk is full and has what was
        typed; and the status of the answer.
    """
    filled = typed(client.get(ADD), subject="Aanbieding")
    answer = client.post(ADD, data=filled, files={"file": ("brief.pdf", b"%PDF-" + bytes(size))})
    if answer.status_code != 200 or answer.url.path != ADD:
        return answer.status_code == 200, False, answer.status_code
    is_kept = FULL in answer.text and typed(answer)["subject"] == ["Aanbieding"]
    return False, is_kept, answer.status_code
