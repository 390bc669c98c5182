"""What other sites add to a link changes nothing; a mistyped filter is still refused."""

import pytest

from inspectie.tracking import is_tracking
from tests import factories

KNOWN = [
    "fbclid", "utm_source", "UTM_Campaign", "utm_id", "gclid", "dclid", "wbraid", "gad_source",
    "msclkid", "ttclid", "li_fat_id", "igsh", "igshid", "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc",
    "_hsmi", "__hstc", "mtm_kwd", "pk_campaign", "matomo_source", "mkt_tok", "srsltid", "yclid",
    "ref_src", "s_kwcid",
]  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_what_other_sites_add_is_known(name):
    assert (is_tracking(f"{name}=a%20b"), is_tracking(name)) == (True, True)


@pytest.mark.parametrize(
    "name", ["q", "jaar", "utm", "fbclids", "sorteer", "pagina", "op", "xutm_a"]
)
def test_other_parameters_are_kept(name):
    assert not is_tracking(f"{name}=fbclid")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/werkprogrammas/2024/",
        "/activiteiten/?jaar=2024",
        "/wijzigingen.atom",
        "/activiteiten.csv",
        "/api/v1/activiteiten",
        "/zoeken/?q=toezicht",
        "/brieven/",
    ],
)
def test_an_address_answers_as_without_them(client, address):
    programme = factories.ProgrammeFactory(first_year=2024)
    factories.PlanningFactory(programme=programme, activity__title="toezicht op de wacht")
    end = "&" if "?" in address else "?"
    plain, followed = (
        client.get(each)
        for each in (address, f"{address}{end}utm_source=x&fbclid=Iw%20AR&fbclid=2&gclid=")
    )
    assert (followed.status_code, plain.status_code) == (200, 200)
    assert body(followed) == body(plain)


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/activiteiten.csv?jarr=2024", "/wijzigingen.atom?utm=x"])
def test_a_mistyped_filter_is_refused(client, address):
    assert client.get(address).status_code == 400
