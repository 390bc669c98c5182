import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.template import engines
from django.urls import set_script_prefix

from inspectie.organisation import Ministry, Organisation, read
from programmes.caching.etags import deployment
from programmes.models import WorkProgramme
from tests.processes import database_url
from tests.world import make_world

OTHER = """
name = "Inspectie Water en Wegen"
short_name = "Inspectie WW"
slug = "inspectie-ww"
site = "https://ww.example.nl/"
contact = "https://ww.example.nl/contact"
uri = "https://identifier.overheid.nl/tooi/id/oorg/oorg99999"
colour = "#112233"

[ministry]
name = "ministerie van Water"
uri = "https://identifier.overheid.nl/tooi/id/ministerie/mnre9999"

[tokens]
"--basis-color-accent-1-color-default" = "light-dark(#112233, #aabbcc)"
"""
FIRST = re.compile(r"Justitie en Veiligheid|JenV|inspectie-jenv|oorg12351|mnre1058|#07333c")


@pytest.fixture
def file(tmp_path):
    """The file of another inspectorate."""
    path = tmp_path / "ww.toml"
    path.write_text(OTHER)
    return path


def test_a_file_describes_an_inspectorate(file):
    assert read(file) == Organisation(
        name="Inspectie Water en Wegen",
        short_name="Inspectie WW",
        slug="inspectie-ww",
        site="https://ww.example.nl/",
        contact="https://ww.example.nl/contact",
        uri="https://identifier.overheid.nl/tooi/id/oorg/oorg99999",
        ministry=Ministry(
            name="ministerie van Water",
            uri="https://identifier.overheid.nl/tooi/id/ministerie/mnre9999",
        ),
        colour="#112233",
        tokens={"--basis-color-accent-1-color-default": "light-dark(#112233, #aabbcc)"},
    )


def test_the_history_is_a_folder_of_the_project():
    assert settings.ORGANISATION.history == settings.BASE_DIR / "programmes" / "data"


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('slug = "inspectie-ww"', "", "missing 1 required positional argument: 'slug'"),
        ("slug", "slog", "unexpected keyword argument 'slog'"),
        ("slug =", "slug", "Expected '=' after a key"),
        ("light-dark(#112233, #aabbcc)", "red; } body {", "is not a design token"),
        ("light-dark(#112233, #aabbcc)", "url(//x.nl)", "is not a design token"),
        ("--basis-color-accent-1-color-default", "colour", "is not a design token"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_the_reason(file, before, after, reason):
    file.write_text(OTHER.replace(before, after))
    with pytest.raises(ImproperlyConfigured, match=re.escape(reason)):
        read(file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="No such file"):
        read(tmp_path / "none.toml")


def test_the_style_of_a_template_that_compiles_in_a_preview_is_that_of_the_site(settings, file):
    settings.ORGANISATION = read(file)
    try:
        set_script_prefix("/voorvertoning/geheim/")
        page = engines["django"].from_string("{% house_style %}")
        assert "/voorvertoning/geheim/huisstijl.css" in page.render()
    finally:
        set_script_prefix("/")
    assert page.render() == '<link rel="stylesheet" href="/huisstijl.css">'


def test_an_etag_is_of_one_organisation(settings, file):
    first = deployment.__wrapped__()
    settings.ORGANISATION = read(file)
    assert deployment.__wrapped__() != first


@pytest.mark.django_db
def test_an_inspectorate_without_files_of_its_history_starts_empty(capsys):
    call_command("load_history", folder=None, if_empty=True)
    assert (
        capsys.readouterr().out
        == "Van deze inspectie zijn er geen bestanden met haar geschiedenis.\n"
    )
    assert not WorkProgramme.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_register_of_another_inspectorate_never_names_the_first(file):
    make_world()
    answers = of_another(file, "tests.inspectie.everything")
    assert {name: FIRST.findall(text) for name, text in answers.items() if FIRST.search(text)} == {}
    for name in ("home", "503", "api-documentation", "dcat-ttl", "datapackage", "activity-atom"):
        assert "Inspectie Water en Wegen" in answers[name], name
    assert answers["house-style"] == (
        ":root {\n  --basis-color-accent-1-color-default: light-dark(#112233, #aabbcc);\n}\n"
    )
    assert '<link rel="stylesheet" href="/huisstijl.css">' in answers["home"]


def of_another(file, module):
    """Return the JSON that a module prints in a process for another inspectorate."""
    environment = {"DATABASE_URL": database_url(), "ORGANISATION": str(file)}
    environment |= {"MEDIA_ROOT": str(settings.MEDIA_ROOT), "LOG_LEVEL": "CRITICAL"}
    environment["DJANGO_SETTINGS_MODULE"] = "inspectie.settings"
    run = subprocess.run(
        [sys.executable, "-m", module], env=os.environ | environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
