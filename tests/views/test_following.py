"""The page that explains how to follow a list, a record or all changes."""

import html
import re

import pytest

from programmes.lists.nouns import PAGED
from programmes.workflow.publishing import withdraw
from tests import factories
from tests.addresses import DETAILS, address
from tests.world import make_world

pytestmark = pytest.mark.django_db
LISTS = [noun.list_name for noun in PAGED]


@pytest.mark.parametrize(
    ("page", "title", "feed", "calendar"),
    [
        (
            "/verwacht/?stand=over_tijd&pagina=2",
            "Volgen: Verwacht, stand van zaken over tijd",
            "/verwacht.atom?stand=over_tijd",
            "/verwacht.ics?stand=over_tijd",
        ),
        (
            "/activiteiten/activiteit/",
            "Volgen: [activity]",
            "/activiteiten/activiteit.atom",
            "/activiteiten/activiteit.ics",
        ),
        (
            "/toezichtgebieden/gebied/",
            "Volgen: Gebied [activity]",
            "/activiteiten.atom?gebied=gebied",
            "/verwacht.ics?gebied=gebied",
        ),
        ("/doelen/", "Volgen: Doelen", "/doelen.atom", None),
        (
            "/wijzigingen/?jaar=2024",
            "Volgen: Wijzigingen, 2024",
            "/wijzigingen.atom?jaar=2024",
            None,
        ),
    ],
)
def test_the_page_has_the_addresses_to_copy(client, page, title, feed, calendar):
    make_world()
    text = client.get(f"/volgen{page}").text
    assert f"<h1>{title}</h1>" in text
    assert f"<code>http://testserver{feed}</code>" in text
    assert ("webcal://testserver" in text) == bool(calendar)
    if calendar:
        assert f"<code>http://testserver{calendar}</code>" in text
        assert f'href="webcal://testserver{calendar}"' in text


@pytest.mark.parametrize("page", ["/activiteiten/?gebied=gebied", "/zoeken/?q=activity"])
def test_a_link_to_a_feed_leads_to_the_page_that_explains_it(client, page):
    make_world()
    text = client.get(page).text
    assert f'<a href="/volgen{page}">Atom</a>' in text
    shown = text.partition("<body")[2]
    assert ".atom" not in shown
    assert client.get(f"/volgen{page}").status_code == 200


@pytest.mark.parametrize("name", [*DETAILS, *LISTS, "changes"])
def test_the_button_leads_to_pages_that_are_there(client, settings, name):
    settings.SENDS_MAIL = True
    make_world()
    text = client.get(address(name)).text
    button = re.search('<details class="follow">(.*?)</details>', text, re.DOTALL)[1]
    links = map(html.unescape, re.findall('href="(.*?)"', button))
    ways = [each.replace("webcal://testserver", "") for each in links]
    assert [client.get(each).status_code for each in ways] == [200] * len(ways)
    assert ways[0].startswith("/volgen/?van=")


def test_a_page_that_cannot_be_followed_is_not_explained(client):
    activity = factories.ActivityFactory(slug="a")
    draft = factories.ActivityFactory(slug="b", publish_at=None)
    pages = ("over/", "toezichtgebieden/", "weg/", "activiteiten.csv", "beheer/", "volgen/")
    assert {client.get(f"/volgen/{page}").status_code for page in pages} == {404}
    assert client.get("/volgen/activiteiten/?foo=1").status_code == 400
    assert client.get("/volgen/activiteiten/a/?foo=1").status_code == 400
    withdraw(activity, "Dubbel.")
    for slug, status in (("a", 410), (draft.slug, 404)):
        response = client.get(f"/volgen/activiteiten/{slug}/", follow=True)
        assert (response.redirect_chain, response.status_code) == (
            [(f"/activiteiten/{slug}/", 302)],
            status,
        )
