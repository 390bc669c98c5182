"""Personal data in a real browser: hidden from readers, then taken out of the history."""

import re

import pghistory
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import follow

NAME = "mevrouw De Wit"


def test_a_name_is_hidden_from_readers_and_taken_out_of_the_history(staff, visit, site, check):
    activity = factories.ActivityFactory(slug="a", title="Toezicht", summary=f"Over {NAME}.")
    activity.summary = "Over een inwoner."
    with pghistory.context(note="Zonder naam."):
        activity.save()
    publicist, visitor = staff("publicist"), visit()
    visitor.goto("/activiteiten/a/")
    expect(visitor.locator(".changes")).to_contain_text(NAME)

    publicist.goto(f"/beheer/programmes/activity/{activity.pk}/history/")
    follow(publicist.get_by_role("link", name="Wijzigingen die lezers zien"))
    check(publicist)
    follow(publicist.get_by_role("link", name="Deze wijziging verbergen"))
    expect(publicist.get_by_role("row", name="Samenvatting")).to_contain_text(NAME)
    check(publicist)
    publicist.get_by_label("Reden").fill("Persoonsgegevens.")
    publicist.get_by_role("button", name="Deze wijziging verbergen").click()
    expect(publicist.get_by_text("verborgen door publicist: Persoonsgegevens.")).to_be_visible()
    expect(publicist).to_have_url(re.compile(rf"noun=activity&record_id={activity.pk}$"))
    visitor.reload()
    expect(visitor.locator("body")).not_to_contain_text(NAME)

    administrator = staff("beheerder")
    administrator.goto("/beheer/programmes/redaction/add/")
    administrator.get_by_label("Tekst").fill(NAME)
    follow(administrator.get_by_role("button", name="Zoeken"))
    administrator.get_by_role("checkbox", name="Toezicht").check()
    check(administrator)
    administrator.get_by_label("Reden").fill("Gevraagd door de betrokkene.")
    follow(administrator.get_by_role("button", name="Weghalen"))
    expect(administrator.get_by_text("Gevraagd door de betrokkene.")).to_be_visible()
    check(administrator)
    publicist.goto(f"/beheer/programmes/activity/{activity.pk}/history/")
    expect(publicist.locator("#content")).to_contain_text("Over […].")
    expect(publicist.locator("#content")).not_to_contain_text(NAME)


def test_a_replaced_file_is_deleted_and_the_list_says_why(staff, site, check):
    letter = factories.LetterFactory(
        subject="Aanbieding", file=SimpleUploadedFile("brief-de-wit.pdf", b"%PDF-1.7 x")
    )
    old = letter.file.name
    with pghistory.context(note="Zonder naam."):
        letter.file = SimpleUploadedFile("brief.pdf", b"%PDF-1.7 x")
        letter.save()
    administrator = staff("beheerder")
    administrator.goto("/beheer/programmes/redaction/add/")
    administrator.get_by_label("Tekst").fill("de-wit")
    follow(administrator.get_by_role("button", name="Zoeken"))
    administrator.get_by_role("checkbox", name="Aanbieding").check()
    administrator.get_by_role("checkbox", name=old).check()
    check(administrator)
    administrator.get_by_label("Reden").fill("Gevraagd door de betrokkene.")
    follow(administrator.get_by_role("button", name="Weghalen"))
    expect(administrator.get_by_text(old.replace("de-wit", "[…]"))).to_be_visible()
    assert not default_storage.exists(old)
    check(administrator)
