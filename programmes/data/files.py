"""The TOML files with the known history: read and validated."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes import models
from programmes.models import PARTS, Activity, Letter, Perspective, WorkProgramme

FOLDER = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of a model in a file, each a TOML table of fields by name.

    Attributes:
        key: the name of their table in the file.
        model: their model.
        identity: the fields that identify a row; those of a part do so within its record.
        parts: the `Rows` of the parts that are nested in each record.
        parent: of a part, the name of its foreign key to the record.
        numbered: whether `position` follows their order in the file.
    """

    key: str
    model: type
    identity: tuple = ("slug",)
    parts: tuple = ()
    parent: str = ""
    numbered: bool = False

    @cached_property
    def fields(self):
        """{name: field} of the model."""
        meta = self.model._meta
        return {each.name: each for each in (*meta.fields, *meta.many_to_many)}

    @cached_property
    def references(self):
        """{field name: model} of the fields that refer to other records by slug."""
        links = {name: each.related_model for name, each in self.fields.items() if each.is_relation}
        links.pop(self.parent, None)
        return links


def part(noun, model, identity, **others):
    """Return the `Rows` of a part of a noun, with its foreign key from `PARTS`."""
    parent = model._meta.get_field(dict(PARTS[noun])[model])
    return Rows(parent.remote_field.related_name, model, identity, parent=parent.name, **others)


SIGNATURES = part(Letter, models.Signature, ("capacity", "office"), numbered=True)
GOALS = part(Perspective, models.Goal, ("slug",), numbered=True)
FOCUSES = part(WorkProgramme, models.GoalFocus, ("goal",))
PLANNINGS = part(Activity, models.Planning, ("programme",))
EVENTS = part(Activity, models.Event, ("kind", "date", "title", "url"))
EXPECTATIONS = part(Activity, models.Expectation, ("kind", "words", "programme"))
FILES = {
    "groups.toml": Rows("group", models.FieldGroup),
    "fields.toml": Rows("field", models.SupervisionField),
    "signatories.toml": Rows("signatory", models.Signatory),
    "letters.toml": Rows("letter", Letter, parts=(SIGNATURES,)),
    "perspectives.toml": Rows("perspective", Perspective, parts=(GOALS,)),
    "programmes.toml": Rows("programme", WorkProgramme, parts=(FOCUSES,)),
    "activities.toml": Rows("activity", Activity, parts=(PLANNINGS, EVENTS, EXPECTATIONS)),
    # Of no known programme.
    "outside_programmes.toml": Rows("activity", Activity, parts=(EVENTS, EXPECTATIONS)),
    "annual_reports.toml": Rows("report", models.AnnualReport),
}


def read(folder=FOLDER):
    """Return the validated records of the files, as {`Rows`: [dict, …]}.

    Raises:
        ValidationError: with all problems, each as "file, record, field: problem".
    """
    found, problems = {}, []
    for file, kind in FILES.items():
        try:
            content = tomllib.loads((folder / file).read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{file}: {error}")
            continue
        found[kind] = content.pop(kind.key, [])
        problems += [problem(file, _("unknown table “%s”") % key) for key in content]
    if not problems:
        known = slugs(found)
        for file, kind in FILES.items():
            problems += check_file(file, kind, found[kind], known)
    if problems:
        raise ValidationError(problems)
    return found


def slugs(found):
    """Return {model: slugs that the files define}."""
    known = defaultdict(set)
    for kind, records in found.items():
        known[kind.model].update(record.get("slug") for record in records)
        for part in kind.parts:
            rows = [row for record in records for row in record.get(part.key, [])]
            known[part.model].update(row.get("slug") for row in rows)
    return known


def check_file(file, kind, records, known):
    """Return the problems of the records of a file, as sentences."""
    problems, seen = [], set()
    (identity,) = kind.identity
    for number, record in enumerate(records, 1):
        name = record.get(identity)
        where = f"{file}, {name or number}"
        if name is None:
            problems.append(problem(where, identity, _("this field is missing")))
        elif name in seen:
            problems.append(problem(where, identity, _("stands in the file twice")))
        seen.add(name)
        problems += check_row(where, kind, record, known)
        for part in kind.parts:
            for row_number, row in enumerate(record.get(part.key, []), 1):
                problems += check_row(f"{where}, {part.key} {row_number}", part, row, known)
    return problems


def check_row(where, kind, row, known):
    """Return the problems of the fields of a record or part, as sentences."""
    problems = []
    inner = {part.key for part in kind.parts}
    for key, value in row.items():
        if key in inner:
            continue
        if key not in kind.fields or key in ("id", "publish_at", "withdrawn_at"):
            problems.append(problem(where, key, _("this field does not exist")))
        elif key in kind.references:
            problems += check_links(f"{where}, {key}", value, known[kind.references[key]])
        else:
            problems += check_value(f"{where}, {key}", kind.fields[key], value)
    return problems


def problem(*places_and_text):
    """Return a problem as "file, record, field: what is wrong"."""
    *places, text = places_and_text
    return f"{', '.join(places)}: {text}"


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
