"""A form for a new record that is sent twice makes one record."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from programmes.models import AnnualReport, FormToken, Signatory
from tests import factories
from tests.admin.forms import typed

BASE = "/beheer/programmes"
ADD = f"{BASE}/annualreport/add/"


@pytest.fixture
def filled(as_redacteur):
    return typed(as_redacteur.get(ADD), year="2024", title="Jaarbericht 2024", _save="")


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_the_second_time_leads_to_the_record_that_was_made(as_redacteur, filled):
    as_redacteur.post(ADD, filled)
    (report,) = AnnualReport.objects.all()
    second = as_redacteur.post(ADD, filled | {"_continue": ""}, follow=True)
    assert second.redirect_chain == [(f"{BASE}/annualreport/{report.pk}/change/", 302)]
    assert "“Jaarbericht 2024” was al opgeslagen. Er is geen tweede gemaakt." in told(second)
    assert AnnualReport.objects.count() == 1


def test_other_input_after_going_back_is_kept_and_asks(as_redacteur):
    page = as_redacteur.get(f"{BASE}/signatory/add/")
    given = typed(page, name="D. Yeşilgöz-Zegerius", office="Minister")
    as_redacteur.post(f"{BASE}/signatory/add/", given)
    second = as_redacteur.post(f"{BASE}/signatory/add/", given | {"name": "D. Yeşilgöz"})
    assert "Dit formulier is al opgeslagen, als" in second.text
    assert 'value="D. Yeşilgöz"' in second.text
    assert Signatory.objects.count() == 1

    as_redacteur.post(f"{BASE}/signatory/add/", typed(second))
    assert sorted(Signatory.objects.values_list("name", flat=True)) == [
        "D. Yeşilgöz", "D. Yeşilgöz-Zegerius",
    ]  # fmt: skip


def test_a_popup_gets_the_record_that_was_made(as_redacteur, filled):
    first, second = (as_redacteur.post(ADD, filled | {"_popup": "1"}) for _ in range(2))
    assert first.context["popup_response_data"] == second.context["popup_response_data"]
    assert AnnualReport.objects.count() == 1


def test_a_refused_form_keeps_its_token(as_redacteur, filled):
    refused = as_redacteur.post(ADD, filled | {"year": ""})
    assert typed(refused)["form_token"] == filled["form_token"]
    as_redacteur.post(ADD, typed(refused, year="2024"))
    assert FormToken.objects.get().record == AnnualReport.objects.get()


def test_a_deleted_record_can_be_made_again(as_redacteur, filled):
    as_redacteur.post(ADD, filled)
    AnnualReport.objects.all().delete()
    as_redacteur.post(ADD, filled)
    assert FormToken.objects.get().record == AnnualReport.objects.get()


@pytest.mark.parametrize("token", [None, "", "x", "0" * 40])
def test_a_form_without_a_token_is_stored(as_redacteur, filled, token):
    given = filled | {"form_token": token}
    as_redacteur.post(ADD, {name: each for name, each in given.items() if each is not None})
    assert AnnualReport.objects.count() == 1
    assert not FormToken.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_make_one(redacteur):
    def client():
        found = Client()
        found.force_login(redacteur)
        return found

    def send(one):
        try:
            return one.post(ADD, filled).status_code
        finally:
            connection.close()

    one, other = client(), client()
    filled = typed(one.get(ADD), year="2024", title="Jaarbericht 2024")
    with ThreadPoolExecutor() as pool:
        assert list(pool.map(send, [one, other])) == [302, 302]
    assert AnnualReport.objects.count() == 1


def test_a_known_title_asks_for_a_confirmation(as_redacteur, filled):
    known = factories.AnnualReportFactory(year=2019, title="jaarbericht 2024")
    warned = as_redacteur.post(ADD, filled)
    assert warned.context["adminform"].form.namesakes == [
        (known, f"{BASE}/annualreport/{known.pk}/change/")
    ]
    assert "Met deze naam is er al een. Kijk bovenaan." in warned.text
    assert not AnnualReport.objects.filter(year=2024).exists()
    assert as_redacteur.post(ADD, typed(warned)).status_code == 200
    confirmed = typed(warned, same_name="Jaarbericht 2024")
    assert as_redacteur.post(ADD, confirmed).status_code == 302
    assert AnnualReport.objects.count() == 2


def test_a_record_that_keeps_its_title_is_not_asked(as_redacteur):
    factories.AnnualReportFactory(year=2019, title="Jaarbericht")
    draft = factories.AnnualReportFactory(year=2024, title="Jaarbericht", publish_at=None)
    address = f"{BASE}/annualreport/{draft.pk}/change/"
    given = typed(as_redacteur.get(address), summary="Anders.")
    assert as_redacteur.post(address, given).status_code == 302
