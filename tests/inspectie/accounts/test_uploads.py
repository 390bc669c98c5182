import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.admin import held
from programmes.models import IncomingLetter


@pytest.fixture
def large(settings):
    return SimpleUploadedFile("brief.txt", b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))


@pytest.mark.parametrize("page", ["/", "/beheer/inloggen/", "/api/v1/activiteiten"])
def test_a_visitor_sends_no_file(client, large, page):
    assert client.post(page, {"files": large}).status_code == 400


@pytest.mark.parametrize("page", ["/beheer/verzonnen/", "/beheer/inloggen/", "/verzonnen/"])
def test_the_text_beside_a_file_is_kept_of_pages_of_the_admin_only(client, anna, large, page):
    given = {"typed_by": signing.dumps(anna.pk, salt=held.SALT), "files": large}
    assert client.post(page, given).status_code == 400


def test_the_body_of_who_had_no_session_is_not_parsed(client, anna, large):
    add = "/beheer/programmes/letter/add/"
    given = {"typed_by": signing.dumps(anna.pk, salt=held.SALT), "subject": "Aanbieding"}
    assert client.post(add, given | {"files": large}).status_code == 400
    client.force_login(anna)
    client.get(add)
    del client.cookies["sessionid"]
    large.seek(0)
    assert client.post(add, given | {"files": large})["Location"] == f"{add}?invoer=1"


def test_signing_out_removes_the_cookie(client, anna):
    client.force_login(anna)
    assert client.get("/beheer/").cookies["staff"]["path"] == "/beheer/"
    assert client.post("/beheer/logout/").cookies["staff"].value == ""


def test_an_account_that_is_not_of_staff_sends_no_file(client, large):
    client.force_login(User.objects.create_user("bezoeker"))
    assert client.post("/beheer/wachtwoord/", {"files": large}).status_code == 400


def test_staff_bring_in_a_large_letter(client, anna, large):
    client.force_login(anna)
    response = client.post("/beheer/programmes/incomingletter/add/", {"files": large})
    assert response.status_code == 302
    assert IncomingLetter.objects.get().file.size == large.size
