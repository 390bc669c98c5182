"""What changed in public records, read from the history, as far as the public may know it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from programmes import models
from programmes.lists.nouns import NOUNS
from programmes.models import State
from programmes.models.record import in_state


@dataclass(frozen=True)
class Part:
    """A model whose rows show on the page of a record.

    Attributes:
        key: the name of its foreign key to the record.
        public_with: the paths to the other records that have to be public for it to show.
    """

    model: type
    key: str
    public_with: tuple = ()

    def history(self):
        """Return the rows of its history that may be known, each with `seen`: since when."""
        links = getattr(self.model, "public_links", ())
        condition, seen = Q(), F("pgh_created_at")
        for path in self.public_with:
            condition &= in_state(State.PUBLISHED, path)
        for link in links:
            condition &= Q(**{link: None}) | in_state(State.PUBLISHED, f"{link}__")
        # What belongs to a draft appears with it, as it is by then.
        appears = Q(
            Exists(self.model.objects.filter(pk=OuterRef("pgh_obj_id"))), pgh_label="insert"
        )
        for path in [*self.public_with, *(f"{link}__" for link in links)]:
            begun = f"{path}publish_at"
            condition &= Q(**{begun: None}) | Q(pgh_created_at__gte=F(begun)) | appears
            seen = Greatest(seen, begun)
        # Who publishes or withdraws changes nothing in the part itself.
        rows = table(self.model).exclude(pgh_context__has_key="verb")
        return rows.filter(condition).annotate(seen=seen)


PARTS = {
    models.Perspective: [Part(models.Goal, "perspective_id")],
    models.Goal: [
        Part(models.GoalFocus, "goal_id", ("programme__",)),
        Part(models.GoalResult, "goal_id", ("report__",)),
        Part(models.GoalContinuation, "from_goal_id", ("to_goal__perspective__",)),
    ],
    models.WorkProgramme: [
        Part(models.GoalFocus, "programme_id", ("goal__perspective__",)),
        Part(models.Planning, "programme_id", ("activity__",)),
        Part(models.Adjustment, "programme_id", ("pgh_obj__",)),
    ],
    models.Activity: [
        Part(models.Event, "activity_id"),
        Part(models.ActivityField, "activity_id"),
        Part(models.ActivityGoal, "activity_id", ("goal__perspective__",)),
        Part(models.Planning, "activity_id", ("programme__",)),
    ],
    models.Adjustment: [Part(models.Event, "adjustment_id", ("activity__",))],
    models.AnnualReport: [Part(models.GoalResult, "report_id", ("goal__perspective__",))],
    models.Letter: [Part(models.Signature, "letter_id")],
}


# Facts that are columns by way of another record, or no column at all.
SHOWN_TOO = {"file", "letter", "perspective", "programme"}


@dataclass
class Moment:
    """What changed in a record at one moment, in one transaction.

    Attributes:
        at: when readers could first see it.
        what: the changes, as sentences, each once.
    """

    at: datetime
    what: dict = field(default_factory=dict)

    @property
    def sentences(self):
        return [capfirst(sentence) for sentence in self.what]


def table(model):
    """Return the rows of the history of a model."""
    return model.history.rel.related_model.objects


def begun(model):
    """Return the path to the moment from which a record of `model` is public."""
    return f"{model.public_with[0]}publish_at"


def with_changed(queryset):
    """Add `changed` to public records: when readers could first see them as they are now."""
    model = queryset.model
    own = table(model).filter(pgh_obj_id=OuterRef("pk"))
    parts = [part.history().filter(**{part.key: OuterRef("pk")}) for part in PARTS.get(model, [])]
    moments = [
        Subquery(rows.order_by(f"-{moment}").values(moment)[:1])
        for rows, moment in [(own, "pgh_created_at"), *((part, "seen") for part in parts)]
    ]
    return queryset.annotate(changed=Greatest(F(begun(model)), *moments))


def changed_last(queryset, most):
    """Return public records of a queryset with `changed`, the last first, `most` of them at most.

    Whatever changed last did so by its publication, or by its history or that of one of its parts.
    So it is among the last of one of these, and only the last of each need be compared.
    """
    model, key = queryset.model, "pgh_obj_id"
    # In an order of its own, and a filter that joins gives a record once.
    public = model.objects.filter(pk__in=queryset.order_by().values("pk"))
    near = {*public.order_by(F(begun(model)).desc(), "-pk").values_list("pk", flat=True)[:most]}
    sources = [(table(model), key, "pgh_created_at")]
    sources += [(part.history(), part.key, "seen") for part in PARTS.get(model, [])]
    for rows, key, moment in sources:
        last = rows.filter(**{f"{key}__in": public.values("pk")}).values_list(key)
        last = last.annotate(last=Max(moment)).order_by("-last", f"-{key}")
        near |= {pk for pk, _last in last[:most]}
    return with_changed(queryset.filter(pk__in=near)).order_by("-changed", "-pk")[:most]


def moments(record, most):
    """Return the `Moment`s of a public record, the newest first, `most` of them at most."""
    start = type(record).objects.values_list(begun(type(record)), flat=True).get(pk=record.pk)
    found = {start: Moment(start, {_("published on this site"): None})}
    for at, sentence in [*own_changes(record, most), *part_changes(record, most)]:
        if at > start:
            found.setdefault(at, Moment(at)).what[sentence] = None
    return sorted(found.values(), key=lambda moment: moment.at, reverse=True)[:most]


def own_changes(record, most):
    """Yield (moment, sentence) pairs for what readers see of the record itself."""
    rows = table(type(record)).filter(pgh_obj_id=record.pk).order_by("-pgh_id")[: most + 1]
    rows = list(rows)
    for row, before in zip(rows, rows[1:], strict=False):
        for name in shown_fields(type(record)):
            if getattr(row, name) != getattr(before, name):
                label = row._meta.get_field(name).verbose_name
                yield row.pgh_created_at, _("changed: %(field)s") % {"field": label}
        if getattr(before, "withdrawn_at", None) and not row.withdrawn_at:
            yield row.pgh_created_at, _("public again after a withdrawal")


def shown_fields(model):
    """Return the names of the fields of `model` that readers see."""
    columns = next(noun.columns for noun in NOUNS if noun.model is model)
    shown = {path for column in columns for path in paths(column.expression)} | SHOWN_TOO
    return [each.attname for each in model._meta.concrete_fields if each.name in shown]


def paths(expression):
    """Return the names of the fields that an expression is made of."""
    if isinstance(expression, F):
        return {expression.name}
    sources = getattr(expression, "get_source_expressions", list)()
    return {path for source in sources if source is not None for path in paths(source)}


def part_changes(record, most):
    """Yield (moment, sentence) pairs for the parts of a record, by their model."""
    actions = {"insert": _("added"), "update": _("changed"), "delete": _("deleted")}
    for part in PARTS.get(type(record), []):
        rows = part.history().filter(**{part.key: record.pk}).order_by("-pgh_id")[:most]
        noun = part.model._meta.verbose_name
        for row in rows:
            yield row.seen, f"{noun} {actions[row.pgh_label]}"
