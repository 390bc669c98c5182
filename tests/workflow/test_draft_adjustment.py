"""A draft adjustment changes no byte of a public response; once public, it shows everywhere."""

import html
import re
import sqlite3
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.api.resources import RESOURCES
from programmes.formats.format import formats_of
from programmes.lists.nouns import ALL, NOUNS
from programmes.models import Activity, Event, Status
from programmes.opendata import making, snapshot
from programmes.workflow import publishing
from tests import factories
from tests.addresses import DIWOO, MADE_ANEW, PAGES, body

pytestmark = pytest.mark.django_db(transaction=True)
Kind = Event.Kind
# Without the page that shows the age of the snapshot; its files are read themselves.
LIVE_PAGES = [name for name in PAGES if name not in ("open-data", "programme-compare", *MADE_ANEW)]
# The creation time of a file.
MADE = re.compile(r'"gemaakt_op": "[^"]+"')
DAYS = ("2024-04-30", "2024-05-01", "2026-01-01")


class Quiet:
    """A progress bar that shows nothing."""

    def update(self, count):
        pass


@pytest.fixture
def programme():
    """A programme with an activity for each kind of event, and a programme after it."""
    frame = factories.PerspectiveFactory(first_year=2021, last_year=2025)
    factories.ProgrammeFactory(first_year=2025, perspective=frame)
    programme = factories.ProgrammeFactory(
        first_year=2024, perspective=frame, file=factories.pdf_file()
    )
    field, goal = factories.FieldFactory(name="jeugd"), factories.GoalFactory(perspective=frame)
    for kind in Kind:
        activity = factories.ActivityFactory(title=f"activiteit {kind}", slug=slug(kind))
        activity.fields.add(field)
        activity.goals.add(goal)
        if kind != Kind.ADDED:
            factories.PlanningFactory(programme=programme, activity=activity)
    return programme


def slug(kind):
    return kind.replace("_", "-")


def adjust(programme, **given):
    """Return an adjustment with an event of each kind, and an activity that is new."""
    adjustment = factories.AdjustmentFactory(
        programme=programme, explanation="geheim", slug="bijstelling", **given
    )
    new = factories.ActivityFactory(title="geheime nieuwe", slug="nieuwe", **given)
    later = type(programme).objects.get(first_year=2025)
    happened = [(Activity.objects.get(title=f"activiteit {kind}"), kind) for kind in Kind]
    for activity, kind in [*happened, (new, Kind.ADDED)]:
        factories.EventFactory(
            activity=activity,
            kind=kind,
            date=date(2024, 5, 1),
            title=f"geheim {kind}",
            note=f"geheime noot {kind}",
            url=f"https://geheim.nl/{kind}",
            adjustment=adjustment,
            moved_to=later if kind == Kind.MOVED else None,
        )
        if kind in (Kind.ADDED, Kind.MOVED):
            factories.PlanningFactory(
                programme=later if kind == Kind.MOVED else programme,
                activity=activity,
                planned_for="geheime planning",
                adjustment=adjustment,
            )
    return adjustment


def addresses():
    """Return the public paths whose responses an adjustment could change."""
    questions = [f"?{key}={value}" for key, value in asked()]
    lists = [reverse(f"{noun.key}-{each.key}") for noun in NOUNS for each in formats_of(noun)]
    activities = [reverse("activity-list"), reverse("activity-csv")]
    words = ("geheim", "noot", "activiteit", "bijstelling", "geheime planning")
    return [
        *map(reverse, LIVE_PAGES),
        *(reverse(noun.list_name) for noun in NOUNS),
        *lists,
        *(f"{path}{question}" for path in activities for question in questions),
        *records(),
        *(f"/werkprogrammas/2024/?op={day}" for day in DAYS),
        "/werkprogrammas/vergelijken/?a=2024&b=2025",
        "/bijstellingen/?werkprogramma=2024",
        *(f"/zoeken/?q={word}{more}" for word in words
          for more in ("", "&jaar=2024", "&jaar=2025", "&gebied=gebied-0", "&soort=activiteiten")),
        *api(words, questions),
        reverse("sitemap"),
        *(reverse("sitemap-section", args=[noun.key]) for noun in NOUNS),
        reverse("diwoo-sitemap", args=[DIWOO[0], 1]),
        *map(reverse, ("dcat-ttl", "dcat-jsonld", "datapackage")),
    ]  # fmt: skip


def asked():
    """Return the filters of activities whose results an adjustment could change."""
    yield from [("jaar", 2024), ("jaar", 2025), ("werkprogramma", 2024), ("werkprogramma", 2025)]
    yield from [("status", value) for value in Status.values]
    yield from [("uitkomst", "bekend"), ("uitkomst", "onbekend")]


def records():
    """Return the paths of the records that an adjustment touches, in every form."""
    touched = [("programme", "2024"), ("programme", "2025"), ("adjustment", "bijstelling")]
    touched += [("activity", slug(name)) for name in [*Kind, "nieuwe"]]
    touched += [("goal", each.slug) for each in factories.models.Goal.objects.all()]
    pages = [(key, name, form) for key, name in touched for form in ("detail", "feed")]
    new = [("adjustment", "bijstelling"), ("activity", "nieuwe")]
    beside = [(key, name, "cite") for key, name in new]
    return [reverse(f"{key}-{form}", args=[name]) for key, name, form in pages + beside]


def api(words, questions):
    expanded = [f"/api/v1/{each.path}?expand={','.join(each.relations)}" for each in RESOURCES[:-1]]
    items = [
        "werkprogrammas/2024?expand=bijstellingen",
        "bijstellingen/bijstelling?expand=mijlpalen",
        *(f"activiteiten/{slug(name)}?expand=mijlpalen,werkprogrammas"
          for name in [*Kind, "nieuwe"]),
    ]  # fmt: skip
    return [
        *expanded,
        *(f"/api/v1/{item}" for item in items),
        *(f"/api/v1/activiteiten{question}" for question in questions),
        *(f"/api/v1/mijlpalen?soort={kind}" for kind in Kind),
        *(f"/api/v1/zoek?q={word}" for word in words),
    ]


def answers(client, asked=None):
    """Return the bodies of paths (all when not given) and of the files of a snapshot."""
    found, made = files(), snapshot.current().generated_at.isoformat()
    for address in asked or addresses():
        response = client.get(address)
        text = MADE.sub("", body(response)).replace(made, "")
        found[address] = f"{response.status_code} {text}"
    return found


def files():
    """Return the contents of a new snapshot, by the name of the file."""
    making.make("https://werkprogrammas.test", Quiet())
    made = snapshot.current().files
    archive = zipfile.ZipFile(made["register.zip"].path)
    data = [name for name in archive.namelist() if name.startswith(("csv/", "json/"))]
    found = {name: MADE.sub("", archive.read(name).decode()) for name in data}
    database = sqlite3.connect(made["register.sqlite"].path)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master")]
    rows = {name: str(database.execute(f'SELECT * FROM "{name}"').fetchall())
            for name in tables if name in {noun.path for noun in ALL}}  # fmt: skip
    database.close()
    return found | {f"register.sqlite: {name}": text for name, text in rows.items()}


def test_drafted_and_scheduled_it_changes_nothing_that_the_public_sees(client, programme):
    before = answers(client)
    draft = adjust(programme, publish_at=None)
    assert changed(before, answers(client)) == []
    publishing.publish(draft, at=timezone.now() + timedelta(days=365))
    assert changed(before, answers(client)) == []


def changed(before, after):
    return [name for name, text in after.items() if text != before[name]]


def expected():
    """Return the texts that a path shows once the adjustment is public, by path."""
    titles = [f"geheim {kind}" for kind in Kind]
    notes = [f"geheime noot {kind}" for kind in Kind]
    urls = [f"https://geheim.nl/{kind}" for kind in Kind]
    happened = [*titles, *notes, *urls]
    brought = ["geheime nieuwe", "Bijstelling 2024"]
    for kind in Kind:
        yield f"/activiteiten/{slug(kind)}/", [f"geheim {kind}", f"https://geheim.nl/{kind}"]
        yield f"/activiteiten/{slug(kind)}.atom", ["Mijlpaal toegevoegd"]
        yield (
            f"/api/v1/activiteiten/{slug(kind)}?expand=mijlpalen,werkprogrammas",
            [f"geheime noot {kind}"],
        )
        yield f"/api/v1/mijlpalen?soort={kind}", [f"geheim {kind}"]
    yield from [
        ("/", ["geheim afgerond"]),
        ("/wijzigingen/", brought),
        ("/bijstellingen/bijstelling/", [*titles, *notes, "geheime nieuwe"]),
        ("/activiteiten/nieuwe/", ["geheime planning", "geheim toegevoegd"]),
        ("/werkprogrammas/2024/", [*brought, "geheime planning", "vervallen", "verplaatst"]),
        ("/werkprogrammas/2024/?op=2024-05-01", ["vervallen", "uitgesteld", "geheime nieuwe"]),
        ("/werkprogrammas/2025/", ["activiteit verplaatst", "geheime planning"]),
        ("/werkprogrammas/2024.atom", ["Bijstelling toegevoegd"]),
        ("/werkprogrammas/vergelijken/?a=2024&b=2025", ["geheime nieuwe", "Activiteit verplaatst"]),
        ("/activiteiten/?jaar=2025", ["activiteit verplaatst"]),
        ("/activiteiten/?werkprogramma=2025", ["activiteit verplaatst"]),
        ("/activiteiten/?werkprogramma=2024", ["geheime nieuwe", "activiteit toegevoegd"]),
        ("/activiteiten/?status=vervallen", ["activiteit vervallen"]),
        ("/activiteiten.csv?status=uitgesteld", ["uitgesteld", "getemporiseerd"]),
        ("/activiteiten.atom?uitkomst=bekend", ["activiteit rapport"]),
        *((f"/bijstellingen.{form}", ["geheim"]) for form in ("csv", "json", "ndjson", "atom")),
        ("/zoeken/?q=geheim", ["Bijstelling 2024", *(f"activiteit {kind}" for kind in Kind)]),
        ("/zoeken/?q=activiteit&jaar=2025", ["activiteit verplaatst"]),
        ("/api/v1/zoek?q=noot", ["bijstelling", "activiteit vervallen"]),
        ("/api/v1/mijlpalen?expand=activiteit,bijstelling", happened),
        ("/api/v1/bijstellingen/bijstelling?expand=mijlpalen", happened),
        ("/api/v1/werkprogrammas/2024?expand=bijstellingen", ["geheim"]),
        ("/sitemap-paginas-adjustment.xml", ["/bijstellingen/bijstelling/"]),
        ("/sitemap-paginas-activity.xml", ["/activiteiten/nieuwe/"]),
        ("csv/mijlpalen.csv", happened),
        ("json/mijlpalen.json", happened),
        ("csv/activiteiten.csv", ["geheime nieuwe"]),
        ("json/bijstellingen.json", ["geheim"]),
        ("register.sqlite: mijlpalen", happened),
        ("register.sqlite: activiteiten", ["geheime nieuwe"]),
        ("register.sqlite: bijstellingen", ["geheim"]),
    ]


def test_published_it_shows_wherever_it_should(client, programme):
    publishing.publish(adjust(programme, publish_at=None))
    places = dict(expected())
    found = answers(client, [name for name in places if name.startswith("/")])
    missing = [
        (name, text)
        for name, texts in places.items()
        for text in texts
        if text.lower() not in re.sub("</?mark>", "", html.unescape(found[name])).lower()
    ]
    assert missing == []
    plan = client.get("/werkprogrammas/2024/?op=2024-04-30").context["plan"]
    assert {line.standing for line in plan.lines} == {"ongewijzigd"}
