"""The figures about the site, on the page of administrators."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from inspectie.monitoring.figures import FIGURES
from inspectie.monitoring.mail import mail_answers
from programmes.management.commands.send_notices import LAST_RUN
from programmes.models import IncomingLetter
from tests.admin.addresses import signed_in
from tests.factories import member

PAGE = "/beheer/toestand/"


@pytest.fixture
def administrator(db):
    return signed_in(User.objects.create_superuser("bea"))


def rows(response):
    """Return the cells of the table on the page, by the words of its first column."""
    found = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', response.text)
    return {title: tuple(cells) for title, *cells in found}


def test_a_site_without_backup_or_snapshot(administrator, settings, tmp_path):
    settings.BACKUP_ROOT = tmp_path / "backups"
    settings.MEDIA_ROOT.mkdir()
    found = rows(administrator.get(PAGE))
    assert found["Migraties die nog niet zijn uitgevoerd"] == ("0", "in orde")
    assert found["Leeftijd van de laatste back-up"] == ("onbekend", "let op")
    assert found["Leeftijd van de bestanden met het hele register"] == ("onbekend", "let op")
    assert found["Berichten die nog verstuurd moeten worden"] == ("0", "in orde")
    assert found["Mailserver"] == ("niet ingesteld", "")
    assert found["Omvang van de database"][0].endswith("MB")
    # Of the mail server and the version, and not of replicas and mail, which are not there.
    assert len(found) == len(FIGURES) + 2 - 2
    assert "Achterstand van de traagste replica" not in found


def test_what_failed_and_how_long_ago(administrator, mailbox):
    IncomingLetter.objects.create(name="brief.pdf", file="brief.pdf", sha256="0", error="damaged")
    cache.set(LAST_RUN, timezone.now() - timedelta(hours=2))
    response = administrator.get(PAGE)
    found = rows(response)
    assert found["Invoer die mislukte in de laatste 24 uur"] == ("1", "let op")
    assert found["Tijd sinds send_notices voor het laatst klaar was"] == ("2\xa0uur", "let op")
    assert found["Mailserver"] == ("antwoordt", "in orde")
    assert "brief.pdf" in response.text
    call_command("send_notices", site="https://register.test")
    found = rows(administrator.get(PAGE))
    assert found["Tijd sinds send_notices voor het laatst klaar was"][1] == "in orde"


def test_a_broken_backup_leaves_the_other_figures(administrator, settings, tmp_path):
    settings.BACKUP_ROOT = tmp_path
    (tmp_path / "2026-11-30T000000Z").mkdir()
    (tmp_path / "2026-11-30T000000Z" / "manifest.json").write_text("{")
    found = rows(administrator.get(PAGE))
    assert found["Leeftijd van de laatste back-up"] == ("onbekend", "let op")
    assert found["Berichten die nog verstuurd moeten worden"] == ("0", "in orde")


def test_a_mail_server_that_is_not_there(settings):
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert mail_answers() is False


def test_only_administrators_see_it(client, db):
    assert client.get(PAGE).status_code == 302
    for group in ("redacteur", "publicist"):
        assert signed_in(member(group, group)).get(PAGE).status_code == 403
