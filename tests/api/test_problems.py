"""Error responses of the API."""

import pytest

from programmes.workflow.publishing import withdraw
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    [
        "cursor=x",
        "cursor=",
        "aantal=501",
        "aantal=²",
        "pagina=2",
        "jaar=1989",
        "q=" + "a" * 201,
        "doel=bestaat-niet",
        "q=%00",
        "format=json",
    ],
)
def test_wrong_parameters_get_400(client, query):
    response = client.get(f"/api/v1/activiteiten?{query}")
    assert (response.status_code, len(response.json()["errors"])) == (400, 1)


def test_a_cursor_of_another_list_or_order_gets_400(client):
    factories.ActivityFactory.create_batch(2)
    factories.LetterFactory.create_batch(2)
    following = client.get("/api/v1/activiteiten?aantal=1").json()["_links"]["next"]["href"]
    cursor = following.split("cursor=")[1]
    for address in ("brieven?", "activiteiten?sorteer=titel&"):
        assert client.get(f"/api/v1/{address}cursor={cursor}").status_code == 400


def test_parameters_that_csv_cannot_have_get_400(client):
    response = client.get(
        "/api/v1/activiteiten?aantal=1&expand=doelen", headers={"accept": "text/csv"}
    )
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_an_unavailable_media_type_gets_406(client):
    response = client.get("/api/v1/activiteiten", headers={"accept": "image/png"})
    assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")


def test_a_withdrawn_record_gets_410_with_the_reason(client):
    withdraw(factories.ActivityFactory(slug="a"), "Dubbel opgenomen.")
    response = client.get("/api/v1/activiteiten/a")
    assert response.status_code == 410
    assert response.json()["detail"].endswith(": Dubbel opgenomen.")


def test_a_changed_slug_redirects(client):
    activity = factories.ActivityFactory(slug="oud")
    activity.slug = "nieuw"
    activity.save()
    response = client.get("/api/v1/activiteiten/oud")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/activiteiten/nieuw")


def test_a_search_reports_all_wrong_parameters(client):
    response = client.get("/api/v1/zoek?foo=1&soort=x&jaar=1&gebied=x&pagina=0")
    assert response.status_code == 400
    assert [each["name"] for each in response.json()["errors"]] == [
        "foo", "q", "pagina", "soort", "jaar", "gebied",
    ]  # fmt: skip


def test_a_page_after_the_last_of_a_search_gets_404(client):
    response = client.get("/api/v1/zoek?q=keten&pagina=2")
    assert (response.status_code, response.json()["detail"]) == (
        404,
        "Pagina “2” bestaat niet. De laatste pagina is 1.",
    )


def test_a_search_that_times_out_gets_503(client, busy_index):
    response = client.get("/api/v1/zoek?q=keten")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "application/problem+json"
    assert (response["Cache-Control"], "ETag" in response.headers) == ("no-store", False)


def test_an_exception_gets_500(client, monkeypatch, caplog):
    monkeypatch.setattr("programmes.api.views.bodies", None)
    response = client.get("/api/v1/activiteiten")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "NoneType" not in response.text
    assert "NoneType" in caplog.text
