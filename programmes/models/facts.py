"""Facts of activities that follow from other records, kept in a table (decision 62).

A list that works them out for each row takes seconds. Triggers put the activities of which facts
may have changed into a queue, and so is each moment at which they will. As long as nothing in it
is due, `with_outcome` takes the facts from the table; otherwise it works them out.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from math import inf
from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db import connection, connections, models, router, transaction
from django.db.models import Expression, F, Func, Value
from django.db.models.functions import Cast, Now, NullIf
from django.utils.translation import gettext_lazy as _

from programmes.models.previewed import is_previewing
from programmes.models.write import WriteCounter

FUNCTIONS = Path(__file__).with_suffix(".sql")
# The name of the annotation that is true of rows whose facts are taken from the table.
KEPT = "facts_are_kept"


def word(name, number):
    """Return the expression for a word of the text in the field `name`, from 1; "" without it."""
    return Func(
        F(name),
        Value(" "),
        Value(number),
        function="split_part",
        output_field=models.CharField(),
    )


def texts():
    """Return the field for a list of texts, or null."""
    return ArrayField(models.TextField(), null=True)


def day():
    """Return the field for a day, or null."""
    return models.DateField(null=True)


def text():
    """Return the field for a text, or null."""
    return models.TextField(null=True)


class ActivityFacts(models.Model):
    """What the register works out of an activity, for today: a cache, never a source.

    Each field holds what `with_outcome` annotates, or the `Fact` of the same name.
    """

    # Without a constraint: the row of an activity that is gone is deleted with the next refresh.
    activity = models.OneToOneField(
        "Activity", models.DO_NOTHING, primary_key=True, related_name="facts", db_constraint=False
    )
    verdict = models.TextField()
    outcome = models.GeneratedField(
        expression=word("verdict", 1), output_field=models.TextField(), db_persist=True
    )
    days_late = models.GeneratedField(
        expression=Cast(NullIf(word("verdict", 2), Value("")), models.IntegerField()),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    overdue_since = day()
    promised = day()
    done = day()
    last_step = text()
    last_step_on = day()
    last_step_precision = text()
    status = models.TextField(db_index=True)
    waiting_since = day()
    newest_slug = text()
    newest_words = text()
    newest_first_year = models.SmallIntegerField(null=True)
    newest_last_year = models.SmallIntegerField(null=True)
    field_names = texts()
    programme_slugs = texts()
    goal_titles = texts()
    planned_words = texts()
    planned_years = ArrayField(models.IntegerField(), null=True)
    dropped_from = ArrayField(models.BigIntegerField(), null=True)
    planned_from = day()
    planned_until = day()
    expected_words = text()
    expected_from = day()
    expected_until = day()
    report_on = day()
    report_precision = text()
    report_url = text()
    report_kamerstuk = text()
    response_on = day()
    response_precision = text()
    response_url = text()
    response_kamerstuk = text()

    class Meta:
        # But for the first, an index for each order of a list, which ends with the key.
        indexes = [
            models.Index(fields=["outcome"], name="facts_by_outcome"),
            models.Index(
                F("newest_last_year").desc(nulls_last=True),
                F("newest_first_year").desc(nulls_last=True),
                name="facts_by_newest_programme",
            ),
            models.Index("last_step_on", "activity", name="facts_by_step"),
            models.Index(
                F("last_step_on").desc(nulls_last=True), "activity", name="facts_by_step_backwards"
            ),
            models.Index("waiting_since", "activity", name="facts_by_waiting"),
        ]
        verbose_name = _("facts of an activity")
        verbose_name_plural = _("facts of activities")

    def __str__(self):
        return str(self.activity_id)


class StaleFactsQuerySet(models.QuerySet):
    def due(self):
        """Return the entries whose moment has come."""
        return self.filter(at__lte=Now())

    def mark_all(self):
        """Add every activity, due at once; it changes the version, as visitors may see others."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO programmes_stalefacts (activity_id, at)"
                " SELECT id, '-infinity' FROM programmes_activity"
            )
            WriteCounter.objects.count_write()


class StaleFacts(models.Model):
    """An activity whose facts are to be worked out again at a moment; `-infinity` is at once.

    Writers only insert: they never wait for each other or for what works out facts.
    """

    activity_id = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)

    objects = StaleFactsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["activity_id", "at"], name="stale_by_activity")]
        verbose_name = _("facts to work out")
        verbose_name_plural = _("facts to work out")

    def __str__(self):
        return f"{self.activity_id} ({self.at})"


class Fact(Expression):
    """A field of `ActivityFacts` where `KEPT` is true, and in other rows the expression for it.

    Args:
        name: of the field. expression: its value for an activity.
    """

    # The expressions by name.
    every = {}

    def __init__(self, name, expression):
        super().__init__()
        self.name, self.expression = name, expression
        self.every[name] = expression

    def resolve_expression(self, query=None, *args, **kwargs):
        kept = query.annotations.get(KEPT) == Value(True)
        chosen = F(f"facts__{self.name}") if kept else self.expression
        return chosen.resolve_expression(query, *args, **kwargs)


@contextmanager
def asked_once(find):
    """Context in which `facts_are_kept` calls `find`, at most once.

    Args:
        find: a function that returns for how many seconds the facts are those of the moment.
    """
    token = how_kept_is_found.set(cache(find))
    try:
        yield
    finally:
        how_kept_is_found.reset(token)


def facts_are_kept():
    """Return whether the facts in the table are those of this moment; never in a preview."""
    return not is_previewing() and how_kept_is_found.get()() > 0


def seconds_until_due():
    """Return the seconds until an activity in the queue is due, in the database that is read from.

    Returns:
        A float: 0 when one is due, infinity for an empty queue.
    """
    with connections[router.db_for_read(StaleFacts)].cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN min(at) <= statement_timestamp() THEN 0"
            " ELSE extract(epoch FROM min(at) - statement_timestamp()) END"
            " FROM programmes_stalefacts"
        )
        (seconds,) = cursor.fetchone()
    return inf if seconds is None else float(seconds)


# How `facts_are_kept` finds for how many seconds.
how_kept_is_found = ContextVar("how_kept_is_found", default=seconds_until_due)
