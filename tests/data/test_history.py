"""The real history, loaded into an empty register."""

import re
import shutil
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from programmes import models
from programmes.data.files import FOLDER, read
from programmes.data.loading import load
from programmes.models import Letter, WorkProgramme
from tests.data.counting import counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the files, to change."""
    return shutil.copytree(FOLDER, tmp_path / "data")


def change(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def history_rows():
    return sum(
        model.history.rel.related_model.objects.count()
        for model in (models.Activity, models.Letter, models.Goal, models.Event, WorkProgramme)
    )


def test_loading_again_has_no_effect(history):
    history.restore()
    rows = history_rows()
    report = load()
    assert history_rows() == rows
    assert {outcome for _noun, outcome in report.counts} == {"ongewijzigd"}


def test_every_address_is_that_of_one_page():
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml")]
    addresses = [each for text in texts for each in re.findall(r'"(https?:[^"]*)"', text)]
    assert len(addresses) > 100
    # A second page in the path, or a space, and no browser gets there.
    assert [each for each in addresses if re.search(r"\s|://.*://|\.html/", each)] == []


@pytest.mark.django_db(transaction=True)
def test_what_staff_changed_is_kept_and_told(history, folder):
    history.restore()
    programme = WorkProgramme.objects.get(slug="2022")
    programme.motto = "Toezicht met scherpte"
    programme.save()
    report = load(folder)
    programme.refresh_from_db()
    assert programme.motto == "Toezicht met scherpte"
    assert report.kept == [
        (programme, "motto", "Toezicht met scherpte", "Toezicht met focus"),
    ]


@pytest.mark.django_db(transaction=True)
def test_what_staff_removed_linked_or_moved_stays_so(history, folder):
    history.restore()
    activity = models.Activity.objects.get(slug="politieonderwijs")
    planning = activity.plannings.get()
    planning.delete()
    activity.fields.add(models.SupervisionField.objects.get(slug="jeugd"))
    letter = Letter.objects.get(slug="kst-34300-vi-73")
    letter.slug = "aanbieding-2016"
    letter.save()
    event = models.Event.objects.get(title="Voortgangsbrief intensief toezicht")
    event.date = date(2021, 10, 29)
    event.save()
    before = counts()
    report = load(folder)
    assert counts() == before
    assert not activity.plannings.exists()
    assert [str(field) for field in activity.fields.all()] == ["jeugd", "politie"]
    assert sorted((str(record), str(name)) for record, name, *_values in report.kept) == [
        (
            "Brief van 12\u00a0januari\u00a02016 bij Werkprogramma 2016 "
            "(Kamerstuk\u00a034\u00a0300\u00a0VI,\u00a0nr.\u00a073)",
            "slug",
        ),
        ("Politieonderwijs", "fields"),
        ("Politieonderwijs, plannings 1", "hele record"),
        ("rapport 29 oktober 2021", "date"),
    ]


def test_a_corrected_file_corrects_the_register(history, folder):
    history.restore()
    change(folder, "programmes.toml", 'motto = "Toezicht met focus"', 'motto = "Met focus"')
    report = load(folder)
    assert WorkProgramme.objects.get(slug="2022").motto == "Met focus"
    assert report.counts["werkprogramma's", "verbeterd"] == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "programmes.toml",
            'motto = "Toezicht met focus"',
            'mottoo = "x"',
            "programmes.toml, 2022, mottoo: dit veld bestaat niet",
        ),
        (
            "programmes.toml",
            "offered_on = 2014-02-21",
            'offered_on = "gisteren"',
            "programmes.toml, 2014, offered_on: Waarde van ‘gisteren’ heeft een ongeldige "
            "datumnotatie. "
            "De juiste notatie is YYYY-MM-DD.",
        ),
        (
            "letters.toml",
            'signatory = "g-a-van-der-steur"',
            'signatory = "niemand"',
            "letters.toml, kst-34300-vi-73, signatures 1, signatory: "
            "“niemand” staat niet in de bestanden",
        ),
        (
            "annual_reports.toml",
            'slug = "2015"',
            'slug = "2016"',
            "annual_reports.toml, 2016, slug: staat twee keer in het bestand",
        ),
        (
            "activities.toml",
            'kind = "aangekondigd"\ntitle = "afsluitend',
            'kind = "gefluisterd"\ntitle = "afsluitend',
            "activities.toml, terug-en-vooruitblik-op-de-politie, events 1, kind: "
            "Waarde 'gefluisterd' is geen geldige keuze.",
        ),
    ],
)
def test_a_broken_file_tells_file_record_and_field(folder, file, old, new, problem):
    change(folder, file, old, new)
    with pytest.raises(ValidationError) as refusal:
        read(folder)
    assert refusal.value.messages == [problem]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "programmes.toml",
            "first_year = 2026\nlast_year = 2026",
            "first_year = 2026\nlast_year = 2030",
            "werkprogramma “Werkprogramma 2026”: perspective: "
            "De jaren vallen buiten de jaren van het perspectief (2025-2028).",
        ),
        # The database has this one.
        (
            "annual_reports.toml",
            "offered_on = 2010-03-25",
            "offered_on = 2008-03-25",
            "jaarbericht “Jaarbericht 2009 Inspectie voor de Sanctietoepassing”: offered_on: "
            "Een jaarbericht wordt niet aangeboden voor het jaar waar het over gaat.",
        ),
    ],
)
def test_a_broken_rule_stores_nothing(history, folder, file, old, new, problem):
    history.restore()
    change(folder, "programmes.toml", 'motto = "Toezicht met focus"', 'motto = "Met focus"')
    change(folder, file, old, new)
    with pytest.raises(ValidationError) as refusal:
        load(folder)
    assert refusal.value.messages == [problem]
    assert WorkProgramme.objects.get(slug="2022").motto == "Toezicht met focus"


def test_a_register_with_records_is_left_alone(history, capsys):
    history.restore()
    call_command("load_history", if_empty=True)
    assert capsys.readouterr().out == "Het register is niet leeg; er is niets geladen.\n"
