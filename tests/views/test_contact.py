"""Contact details on the pages."""

import pytest

from programmes.api.schema import contact

pytestmark = pytest.mark.django_db
PAGES = ["/over/", "/toegankelijkheid/", "/privacy/", "/open-data/", "/open-data/api/"]
SITE = "https://www.inspectie-jenv.nl/contact"


@pytest.mark.parametrize("address", PAGES)
def test_without_an_address_for_mail_a_page_leads_to_the_inspectie(client, address):
    text = client.get(address).text
    assert f'<a href="{SITE}" rel="noopener noreferrer">contactpagina</a>' in text
    assert "mailto:" not in text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_gives_the_address_for_mail(client, settings, address):
    settings.CONTACT_EMAIL = "register@inspectie.example"
    link = '<a href="mailto:register@inspectie.example">register@inspectie.example</a>'
    assert link in client.get(address).text


def test_the_api_names_no_address_that_is_not_there(settings):
    assert contact() == {"name": "Beheer van het register van werkprogramma's", "url": SITE}
    settings.CONTACT_EMAIL = "register@inspectie.example"
    assert contact()["email"] == "register@inspectie.example"
