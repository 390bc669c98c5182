"""The TOML files with the known history: read and validated."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import ManyToManyField
from django.utils.translation import gettext as _

from programmes import models
from programmes.models import PARTS, Activity, Letter, Perspective

FOLDER = Path(__file__).parent


class Rows:
    """Rows of a model in a file, each a TOML table of fields by name."""

    @property
    def references(self):
        """{field name: model} of the fields that refer to other records by slug."""
        fields = (*self.model._meta.fields, *self.model._meta.many_to_many)
        links = {each.name: each.related_model for each in fields if each.is_relation}
        links.pop(self.parent, None)
        return links


@dataclass(frozen=True, eq=False)
class Part(Rows):
    """The rows of a part, nested in the records of a file.

    Attributes:
        key: the name of their table in the file.
        model: their model.
        parent: the name of the foreign key to the record.
        identity: the fields that identify a row within a record.
        numbered: whether `position` follows their order in the file.
    """

    key: str
    model: type
    parent: str
    identity: tuple
    numbered: bool = False


@dataclass(frozen=True, eq=False)
class Source(Rows):
    """A file with the records of a noun. Attributes as in `Part`."""

    file: str
    key: str
    model: type
    parts: tuple = ()
    identity: str = "slug"
    parent = None


def part(noun, key, model, identity, **others):
    """Return the `Part` of a noun, with its foreign key from `PARTS`."""
    return Part(key, model, dict(PARTS[noun])[model].removesuffix("_id"), identity, **others)


SOURCES = [
    Source("fields.toml", "field", models.SupervisionField),
    Source("signatories.toml", "signatory", models.Signatory),
    Source(
        "letters.toml",
        "letter",
        Letter,
        (part(Letter, "signatures", models.Signature, ("capacity", "office"), numbered=True),),
    ),
    Source(
        "perspectives.toml",
        "perspective",
        Perspective,
        (part(Perspective, "goals", models.Goal, ("slug",), numbered=True),),
    ),
    Source("programmes.toml", "programme", models.WorkProgramme),
    Source(
        "activities.toml",
        "activity",
        Activity,
        (
            part(Activity, "plannings", models.Planning, ("programme",)),
            part(Activity, "events", models.Event, ("kind", "date", "title", "url")),
        ),
    ),
    Source("annual_reports.toml", "report", models.AnnualReport, identity="year"),
]


def read(folder=FOLDER):
    """Return the validated records of the files, as {Source: [dict, …]}.

    Raises:
        ValidationError: with all problems, each as "file, record, field: problem".
    """
    found, problems = {}, []
    for source in SOURCES:
        try:
            content = tomllib.loads((folder / source.file).read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{source.file}: {error}")
            continue
        found[source] = content.pop(source.key, [])
        problems += [problem(source.file, _("unknown table “%s”") % key) for key in content]
    if not problems:
        known = slugs(found)
        for source, records in found.items():
            problems += check_file(source, records, known)
    if problems:
        raise ValidationError(problems)
    return found


def slugs(found):
    """Return {model: slugs that the files define}."""
    known = {}
    for source, records in found.items():
        known.setdefault(source.model, set()).update(record.get("slug") for record in records)
        for part in source.parts:
            rows = [row.get("slug") for record in records for row in record.get(part.key, [])]
            known.setdefault(part.model, set()).update(rows)
    return known


def check_file(source, records, known):
    """Return the problems of the records of a file, as sentences."""
    problems, seen = [], set()
    for number, record in enumerate(records, 1):
        name = record.get(source.identity)
        where = f"{source.file}, {name or number}"
        if name is None:
            problems.append(problem(where, source.identity, _("this field is missing")))
        elif name in seen:
            problems.append(problem(where, source.identity, _("stands in the file twice")))
        seen.add(name)
        problems += check_row(where, source, record, known)
        for part in source.parts:
            for row_number, row in enumerate(record.get(part.key, []), 1):
                here = f"{where}, {part.key} {row_number}"
                problems += check_row(here, part, row, known)
    return problems


def check_row(where, kind, row, known):
    """Return the problems of the fields of a record or part, as sentences."""
    problems = []
    inner = {part.key for part in getattr(kind, "parts", ())}
    fields = {
        each.name: each for each in (*kind.model._meta.fields, *kind.model._meta.many_to_many)
    }
    for key, value in row.items():
        if key in inner:
            continue
        if key not in fields or key in ("id", "publish_at", "withdrawn_at"):
            problems.append(problem(where, key, _("this field does not exist")))
        elif key in kind.references:
            problems += check_links(f"{where}, {key}", value, known.get(kind.references[key], ()))
        else:
            problems += check_value(f"{where}, {key}", fields[key], value)
    return problems


def problem(*places_and_text):
    """Return a problem as "file, record, field: what is wrong"."""
    *places, text = places_and_text
    return f"{', '.join(str(place) for place in places)}: {text}"


def check_links(where, value, known):
    names = value if isinstance(value, list) else [value]
    missing = [name for name in names if name not in known]
    return [problem(where, _("“%s” is not in the files") % name) for name in missing]


def check_value(where, field, value):
    try:
        field.clean(value, None)
    except ValidationError as error:
        return [f"{where}: {message}" for message in error.messages]
    return []


def is_link_to_many(model, name):
    return isinstance(model._meta.get_field(name), ManyToManyField)
