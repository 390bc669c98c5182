"""What changed in a list since a moment: new and changed rows, and those that are gone."""

from django.db.models import CharField, F, Func, JSONField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from programmes.changes.for_staff import Field
from programmes.changes.gone import gone_since
from programmes.changes.in_feed import told
from programmes.changes.in_pages import fields_of, in_utc
from programmes.changes.of_rows import changes_of_rows
from programmes.lists.columns.column import Column
from programmes.lists.last_changed import begun, with_changed

NEW, CHANGED, GONE = "nieuw", "gewijzigd", "weg"
# What changed of more rows takes too long to work out for one file.
MOST_ROWS = 5_000
# The columns that a file has beside its own: name, label, description.
TEXTS = (
    (
        "wijziging",
        _("the change"),
        _("“nieuw”, “gewijzigd”, or “weg”: gone since, of which only the id is left."),
    ),
    ("gewijzigd_op", _("changed at"), _("The moment of the last change, in UTC.")),
    ("wijziging_toelichting", _("why it changed"), _("The notes of the changes.")),
    ("wijziging_velden", _("what changed"), _("Each value before and after.")),
)


def changes_since(noun, keys, moment):
    """Return {primary key: what changed} of public rows, as dicts for JSON.

    Args:
        noun: their `Noun`. keys: their primary keys.
        moment: an aware datetime.
    """
    rows = noun.published().filter(pk__in=keys).order_by()
    if noun.has_feed:
        rows = with_changed(rows).annotate(appeared=F(begun(noun.model)))
    rows = list(rows)
    logs = changes_of_rows(rows, moment)
    return {row.pk: of_row(row, logs.get(row.pk, []), moment) for row in rows}


def of_row(row, changes, moment):
    appeared, changed = getattr(row, "appeared", None), getattr(row, "changed", None)
    return {
        "soort": NEW if appeared and appeared >= moment else CHANGED,
        "moment": changed and in_utc(changed),
        "wijzigingen": [
            {
                "moment": in_utc(each.public.at),
                "toelichting": each.public.note,
                "velden": fields_of(each),
            }
            for each in changes
        ],
    }


def file_since(noun, rows, moment):
    """Return what a file with rows has besides: `Column`s, and the rows that are gone, as dicts.

    Raises:
        ValueError: when more than `MOST_ROWS` rows changed.
    """
    keys = [key for (key,) in in_one_file(rows.values_list("pk"))]
    changes = changes_since(noun, keys, moment)
    return columns_since(changes), rows_gone(gone_since(noun, moment))


def in_one_file(rows):
    """Return a queryset as a list.

    Raises:
        ValueError: when it has more than `MOST_ROWS` rows.
    """
    found = list(rows[: MOST_ROWS + 1])
    if len(found) > MOST_ROWS:
        raise ValueError(_("Too much changed since that day. Choose a later one, or filters."))
    return found


def rows_gone(pairs):
    """Return the (id, moment) pairs of what is gone as rows of a file, as dicts."""
    return [{"id": key, "wijziging": GONE, "gewijzigd_op": in_utc(at)} for key, at in pairs]


def columns_since(changes):
    """Return the `Column`s of a file with {primary key: what changed}, of `changes_since`."""
    found = {str(key): cells(each) for key, each in changes.items()}
    values = Value(found, output_field=JSONField())
    return tuple(
        Column(
            name,
            label,
            description,
            # A lookup in JSON: the history is read once, before the file is streamed.
            Func(
                values,
                Cast("pk", CharField()),
                Value(name),
                function="jsonb_extract_path_text",
                output_field=CharField(),
            ),
            derived=True,
        )
        for name, label, description in TEXTS
    )


def cells(found):
    """Return {name of a column: text} of what changed in a row."""
    changes = found["wijzigingen"]
    fields = [each for change in changes for each in change["velden"]]
    return {
        "wijziging": found["soort"],
        "gewijzigd_op": found["moment"],
        "wijziging_toelichting": " ".join(dict.fromkeys(each["toelichting"] for each in changes)),
        "wijziging_velden": " ".join(map(sentence, fields)),
    }


def sentence(each):
    return told(Field(each["veld"], each["was"], each["is"]))
