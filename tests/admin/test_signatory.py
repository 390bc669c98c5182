"""The screen of signatories."""

from tests import factories

ADD = "/beheer/programmes/signatory/add/"


def test_a_known_person_with_a_title_is_asked_about(as_redacteur):
    known = factories.SignatoryFactory(name="D. Yeşilgöz-Zegerius")
    given = {"name": "dr. D. Yeşilgöz-Zegerius", "office": known.office}
    form = as_redacteur.post(ADD, given).context["adminform"].form
    assert form.errors == {
        "name": ["Deze persoon met dit ambt staat er al, als “D. Yeşilgöz-Zegerius”."]
    }
    other = {"name": "dr. D. Yeşilgöz-Zegerius", "office": "Staatssecretaris"}
    assert as_redacteur.post(ADD, other).status_code == 302
