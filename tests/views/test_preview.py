"""A preview shows one draft as if published, and no other hidden record."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from programmes.models import PreviewLink, WorkProgramme
from programmes.models.previewed import as_if_public
from programmes.views import pictured
from programmes.workflow.publishing import publish
from tests import factories
from tests.factories import member

ADMIN = "/beheer/programmes/workprogramme"
DRAFT = {"publish_at": None}


@pytest.fixture
def programme(db):
    """A draft with a draft activity, and a draft adjustment that the preview leaves out."""
    letter = factories.LetterFactory(subject="[brief]", reference="1234567", **DRAFT)
    factories.SignatureFactory(letter=letter, signatory__publish_at=None)
    programme = factories.ProgrammeFactory(
        title="[programma]",
        perspective=factories.PerspectiveFactory(title="[perspectief]", **DRAFT),
        letter=letter,
        **DRAFT,
    )
    goal = factories.GoalFactory(perspective=programme.perspective, title="[doel]", slug="doel")
    factories.GoalFocusFactory(programme=programme, goal=goal, text="[uitwerking]")
    factories.PlanningFactory(
        programme=programme,
        activity=factories.ActivityFactory(title="[activiteit]", slug="activiteit", **DRAFT),
        planned_for="[medio]",
    )
    factories.AdjustmentFactory(programme=programme, explanation="[geheim]", slug="a", **DRAFT)
    return programme


@pytest.fixture
def redacteur(db):
    return member("riet", "redacteur")


@pytest.fixture
def link(programme, redacteur):
    return make_link(programme, redacteur)


def make_link(record, by, **days):
    return PreviewLink.objects.create(
        noun=record._meta.model_name,
        record_id=record.pk,
        made_by=by,
        expires_at=timezone.now() + timedelta(**days or {"days": 7}),
    )


def shown(client, address):
    """Return the page after all redirects."""
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response


def test_a_link_shows_a_draft_as_the_public_would_see_it(client, link, programme):
    page = shown(client, link.get_absolute_url())
    expected = ["[programma]", "[perspectief]", "[brief]", "[activiteit]", "[doel]", "[uitwerking]",
                "[medio]"]  # fmt: skip
    assert [text for text in expected if text not in page.text] == []
    assert "Voorvertoning: nog niet openbaar." in page.text
    assert page.redirect_chain == [(f"{link.get_absolute_url()}werkprogrammas/2024/", 302)]


def test_the_page_is_the_one_that_the_public_gets_later(client, link, programme):
    start = link.get_absolute_url()
    preview = shown(client, start).text
    publish(programme)
    public = client.get("/werkprogrammas/2024/").text
    banner = preview[preview.index("<aside") : preview.index("</aside>") + len("</aside>")]
    follow = re.search('<details class="follow">.*?</details>', public, re.S)[0]
    as_public = preview.replace(start, "/").replace(banner, "")
    assert as_public.split() == public.replace(follow, "").split()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("activiteiten/activiteit/", "[programma]"),
        ("meerjarenperspectieven/2021-2024/", "[perspectief]"),
        ("doelen/doel/", "[uitwerking]"),
        ("brieven/1234567/", "[brief]"),
    ],
)
def test_what_goes_along_is_shown_too(client, link, path, text):
    page = shown(client, link.get_absolute_url() + path)
    assert text in page.text
    assert "[geheim]" not in page.text


def test_other_drafts_stay_hidden(client, link):
    other = factories.ProgrammeFactory(first_year=2023, title="[ander]", **DRAFT)
    start = link.get_absolute_url()
    page = shown(client, start)
    assert [text for text in ("[geheim]", "Bijstelling 2024", "[ander]") if text in page.text] == []
    assert client.get(f"{start}bijstellingen/a/").status_code == 404
    # The page of a year without a programme that is known.
    assert "[ander]" not in client.get(f"{start}werkprogrammas/{other.slug}/").text


def test_the_public_site_shows_nothing_of_it(client, link):
    shown(client, link.get_absolute_url())
    assert client.get("/werkprogrammas/2024/").status_code == 404
    assert "[programma]" not in client.get("/werkprogrammas/").text
    assert not WorkProgramme.objects.published().exists()


def test_a_list_is_that_of_the_public_site(client, link):
    response = client.get(f"{link.get_absolute_url()}activiteiten/?jaar=2024")
    assert (response.status_code, response["Location"]) == (302, "/activiteiten/?jaar=2024")


def test_a_link_is_kept_by_nobody(client, link):
    for response in (client.get(link.get_absolute_url()), shown(client, link.get_absolute_url())):
        assert {
            name: response[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")
        } == {
            "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
            "X-Robots-Tag": "noindex, nofollow",
            "Referrer-Policy": "no-referrer",
        }


def test_a_link_ends(client, link):
    later = timezone.now() + timedelta(days=8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: later)
        response = client.get(link.get_absolute_url())
    assert response.status_code == 410
    assert "Deze link geldt niet meer" in response.text
    assert "[programma]" not in response.text


def test_a_revoked_link_shows_nothing_on_any_page(client, link, redacteur):
    link.revoked_at, link.revoked_by = timezone.now(), redacteur
    link.save()
    for path in ("", "werkprogrammas/2024/", "activiteiten/activiteit/"):
        assert client.get(link.get_absolute_url() + path).status_code == 410


@pytest.mark.parametrize(
    "change", [lambda token: f"9{token}", lambda token: token[:-1], lambda _: "1"]
)
def test_an_address_that_was_not_signed_is_not_found(client, link, change):
    assert client.get(f"/voorvertoning/{change(link.token)}/").status_code == 404


def test_a_link_leads_to_the_public_page_once_there_is_one(client, link, programme):
    publish(programme)
    response = client.get(link.get_absolute_url())
    assert (response.status_code, response["Location"]) == (302, "/werkprogrammas/2024/")


def test_a_link_to_a_removed_draft_shows_nothing(client, redacteur):
    report = factories.AnnualReportFactory(**DRAFT)
    link = make_link(report, redacteur)
    report.delete()
    assert client.get(link.get_absolute_url()).status_code == 410


def test_a_preview_is_read_only(client, link):
    assert client.post(link.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("path", ["bestaat-niet/", "werkprogrammas/2099/", "beheer/", "/x.nl/"])
def test_an_address_that_is_not_there_is_not_found(client, link, path):
    assert client.get(link.get_absolute_url() + path).status_code == 404


def test_nothing_counts_as_public_after_a_failure(client, link, programme):
    def draw():
        with as_if_public([programme]):
            assert WorkProgramme.objects.published().get() == programme
            raise LookupError

    with pytest.raises(LookupError):
        draw()
    assert not WorkProgramme.objects.published().exists()
    assert not programme.is_public


def test_staff_see_a_draft_with_a_way_back(client, redacteur, programme):
    client.force_login(redacteur)
    page = shown(client, f"{ADMIN}/{programme.pk}/voorvertoning/")
    assert "[activiteit]" in page.text
    assert f'href="{ADMIN}/{programme.pk}/change/"' in page.text


def test_the_draft_offers_its_preview_and_its_links(client, redacteur, programme):
    client.force_login(redacteur)
    page = client.get(f"{ADMIN}/{programme.pk}/change/").text
    assert f'href="{ADMIN}/{programme.pk}/voorvertoning/"' in page
    assert f'href="{ADMIN}/{programme.pk}/delen/"' in page


def test_staff_make_and_revoke_a_link(client, redacteur, programme):
    client.force_login(redacteur)
    address = f"{ADMIN}/{programme.pk}/delen/"
    assert client.post(address, {"days": "14"}).status_code == 302
    link = PreviewLink.objects.get()
    assert (link.made_by, (link.expires_at - timezone.now()).days) == (redacteur, 13)
    assert f"http://testserver{link.get_absolute_url()}" in client.get(address).text
    assert client.post(address, {"intrekken": link.pk}).status_code == 302
    link.refresh_from_db()
    assert (link.revoked_by, link.holds) == (redacteur, False)
    assert client.post(address, {"intrekken": link.pk}).status_code == 404


@pytest.mark.parametrize("days", ["0", "31", "365", "x", ""])
def test_a_link_holds_for_a_choice_of_days(client, redacteur, programme, days):
    client.force_login(redacteur)
    response = client.post(f"{ADMIN}/{programme.pk}/delen/", {"days": days})
    assert list(response.context["form"].errors) == ["days"]
    assert not PreviewLink.objects.exists()


def test_a_link_of_another_draft_is_not_revoked_here(client, redacteur, programme, link):
    other = factories.ProgrammeFactory(first_year=2023, **DRAFT)
    client.force_login(redacteur)
    response = client.post(f"{ADMIN}/{other.pk}/delen/", {"intrekken": link.pk})
    assert response.status_code == 404
    link.refresh_from_db()
    assert link.holds


def test_the_database_keeps_a_link_as_it_was_made(link, redacteur):
    link.expires_at += timedelta(days=1)
    with pytest.raises(IntegrityError, match="kan alleen worden ingetrokken"):
        link.save()


def test_the_database_refuses_a_link_without_end(programme, redacteur):
    with pytest.raises(IntegrityError, match="holds_a_month_at_most"):
        make_link(programme, redacteur, days=32)


def test_what_is_planned_tells_when(client, redacteur, programme):
    moment = timezone.now() + timedelta(days=3)
    for record in (programme.perspective, programme):
        record.publish_at = moment
        record.save()
    page = shown(client, make_link(programme, redacteur).get_absolute_url())
    assert "[programma] wordt openbaar op" in page.text


def test_counts_of_a_preview_are_not_those_of_visitors(db):
    field = factories.FieldFactory()
    draft, public = factories.ActivityFactory(**DRAFT), factories.ActivityFactory()
    for activity in (draft, public):
        activity.fields.add(field)
    with as_if_public([draft]):
        assert pictured.glance_of_field(field).total == 2
    assert pictured.glance_of_field(field).total == 1
    with as_if_public([draft]):
        assert pictured.glance_of_field(field).total == 2
