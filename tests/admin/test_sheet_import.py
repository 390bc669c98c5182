"""The screens to import a spreadsheet, and who may use them."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection

from programmes.models import Activity, PublicChange, SheetImport, SheetRow
from tests import factories
from tests.intake.sheets.files import upload

BASE = "/beheer/programmes/sheetimport"


def bring_in(client, text, kind="activiteiten"):
    """Upload a spreadsheet and have it checked; return the address and the last page."""
    answer = client.post(f"{BASE}/add/", {"kind": kind, "file": upload(text)})
    assert answer.status_code == 302, answer.context["form"].errors
    address = answer["Location"]
    page = client.get(address)
    while "Refresh" in page:
        page = client.get(address)
    return address, page


def test_a_redacteur_imports_drafts_after_looking_at_them(as_redacteur, redacteur, media):
    draft = factories.ActivityFactory(title="oud", publish_at=None)
    text = f"titel,adres\nnieuw een,\nanders,{draft.slug}\n"
    address, page = bring_in(as_redacteur, text)
    assert [(value, count) for value, _label, count in page.context["counts"]] == [
        ("nieuw", 1), ("gewijzigd", 1), ("ongewijzigd", 0), ("fout", 0),
    ]  # fmt: skip
    only_new = as_redacteur.get(f"{address}?uitkomst=nieuw").context["page"].object_list
    assert [row.record for row in only_new] == ["nieuw een"]
    assert Activity.objects.get().title == "oud"
    as_redacteur.post(address)
    assert sorted(Activity.objects.values_list("title", flat=True)) == ["anders", "nieuw een"]
    sheet = SheetImport.objects.get()
    assert sheet.stored_at is not None
    with sheet.file.open() as kept:
        assert kept.read().decode() == text
    stored = as_redacteur.get(address).text
    assert "Verwerkt op" in stored
    assert 'ze staan op <a href="/beheer/">uw werklijst</a>' in stored
    history = as_redacteur.get(f"/beheer/programmes/activity/{draft.pk}/history/").text
    assert "Door riet" in history
    assert b"".join(as_redacteur.get(f"{address.replace('change', 'bestand')}")).decode() == text


def test_what_was_stored_stays(as_publicist):
    address, _page = bring_in(as_publicist, "titel\nnieuw\n")
    as_publicist.post(address)
    assert as_publicist.post(address).status_code == 403
    delete = address.replace("change", "delete")
    assert as_publicist.post(delete, {"post": "yes"}).status_code == 403
    assert (SheetImport.objects.count(), Activity.objects.count()) == (1, 1)


DEADLOCK = """
    CREATE FUNCTION pg_temp.deadlock() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'; END$$;
    CREATE TRIGGER deadlock BEFORE UPDATE OF undone_at ON programmes_sheetimport
        FOR EACH ROW EXECUTE FUNCTION pg_temp.deadlock();
"""


def test_who_takes_back_while_others_save_is_told_that_nothing_changed(as_redacteur):
    address, _page = bring_in(as_redacteur, "titel\nnieuw\n")
    as_redacteur.post(address)
    with connection.cursor() as cursor:
        cursor.execute(DEADLOCK)
    page = as_redacteur.post(address.replace("change", "terugdraaien"), follow=True)
    assert [str(each) for each in page.context["messages"]] == [
        "Iemand anders sloeg tegelijk iets op. Er is niets veranderd. Probeer het opnieuw."
    ]
    assert Activity.objects.get().title == "nieuw"


def test_what_was_not_stored_is_thrown_away(as_redacteur):
    address, _page = bring_in(as_redacteur, "titel\nnieuw\n")
    as_redacteur.post(address.replace("change", "delete"), {"post": "yes"})
    assert (SheetImport.objects.count(), SheetRow.objects.count()) == (0, 0)


def test_a_redacteur_changes_nothing_that_is_public(as_redacteur):
    activity = factories.ActivityFactory(title="openbaar")
    address, page = bring_in(as_redacteur, f"titel,adres\nanders,{activity.slug}\nnieuw,\n")
    assert "Alleen een publicist wijzigt wat openbaar of ingepland is." in page.text
    as_redacteur.post(address)
    assert list(Activity.objects.values_list("title", flat=True)) == ["openbaar"]


def test_a_publicist_says_once_why_what_is_public_changes(as_publicist):
    activity = factories.ActivityFactory(title="openbaar")
    address, _page = bring_in(as_publicist, f"titel,adres\nanders,{activity.slug}\n")
    assert as_publicist.post(address).context["form"].errors == {"note": ["Dit veld is verplicht."]}
    as_publicist.post(address, {"note": "De titel klopte niet."})
    activity.refresh_from_db()
    assert (activity.title, SheetImport.objects.get().public_note) == (
        "anders", "De titel klopte niet.",
    )  # fmt: skip
    assert [change.note for change in PublicChange.objects.all()] == ["De titel klopte niet."]


@pytest.mark.parametrize("path", ["add/", "sjabloon/activiteiten.csv", "mijlpalen.csv", ""])
def test_who_has_no_rights_comes_nowhere(client, django_user_model, path):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))
    assert client.get(f"{BASE}/{path}").status_code == 403
    assert client.post(f"{BASE}/{path}").status_code == 403


def test_a_spreadsheet_needs_the_rights_on_what_is_in_it(client, django_user_model):
    names = ["add_sheetimport", "change_sheetimport", "view_sheetimport"]
    names += ["add_activity", "change_activity"]
    user = django_user_model.objects.create_user("mia", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    offered = client.get(f"{BASE}/add/").context["kinds"]
    assert [value for value, _label in offered] == ["activiteiten"]
    refused = client.post(
        f"{BASE}/add/", {"kind": "werkprogrammas", "file": upload("jaar\n2031\n")}
    )
    assert "kind" in refused.context["form"].errors
    address, _page = bring_in(client, "titel\nnieuw\n")
    user.user_permissions.remove(Permission.objects.get(codename="change_activity"))
    assert client.post(address).status_code == 403
    assert Activity.objects.count() == 0


def test_a_template_has_the_columns_that_are_read(as_redacteur):
    text = as_redacteur.get(f"{BASE}/sjabloon/mijlpalen.csv").content.decode("utf-8-sig")
    assert text == (
        "nummer;toezichtactiviteit;soort;datum;titel;adres bij de bron;Kamerstuk;"
        "ministerie dat antwoordt;toelichting voor lezers;bijstelling;verplaatst naar\r\n"
    )
    text = as_redacteur.get(f"{BASE}/sjabloon/verwachtingen.csv").content.decode("utf-8-sig")
    assert text == (
        "nummer;toezichtactiviteit;wat wordt verwacht;termijn in woorden;gezegd op;"
        "gezegd in het werkprogramma;gezegd in de brief;gezegd in de bijstelling;"
        "gezegd bij de mijlpaal;adres bij de bron;toelichting voor lezers\r\n"
    )
    for path in ("sjabloon/iets.csv", "iets.csv", "sjabloon/iets.xlsx"):
        assert as_redacteur.get(f"{BASE}/{path}").status_code == 404


def test_what_is_no_spreadsheet_is_told_beside_the_field(as_redacteur):
    given = {"kind": "activiteiten", "file": upload(b"PK\3\4 nee")}
    form = as_redacteur.post(f"{BASE}/add/", given).context["form"]
    assert form.errors == {"file": ["Dit bestand is beschadigd, of geen spreadsheet."]}
    assert SheetImport.objects.count() == 0
