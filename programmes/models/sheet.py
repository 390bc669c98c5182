import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import ExpressionWrapper, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from programmes.models.about import IS_REDACTING

# The columns that taking an import back fills, or `refusal` when it fails; braces for
# `pgtrigger.Func`.
UNDOING = "'{{undone_at,undone_by_id,undo_note,kept,refusal}}'::text[]"


class SheetImport(models.Model):
    """An uploaded spreadsheet.

    Rule: never changed or deleted once its rows are in the register, but taken back once; a
    `Redaction` takes texts out of it.
    """

    class Kind(models.TextChoices):
        """In an order in which each kind can be imported after those that its rows name."""

        GROUPS = "groepen", _("groups of fields")
        FIELDS = "toezichtgebieden", _("supervision fields")
        SIGNATORIES = "ondertekenaars", _("signatories")
        LETTERS = "brieven", _("letters to the House")
        PERSPECTIVES = "meerjarenperspectieven", _("multi-year perspectives")
        GOALS = "doelen", _("goals")
        CONTINUATIONS = "doelopvolgingen", _("continuations of goals")
        PROGRAMMES = "werkprogrammas", _("work programmes")
        ELABORATIONS = "uitwerkingen", _("elaborations of goals")
        ACTIVITIES = "activiteiten", _("planned activities")
        ADJUSTMENTS = "bijstellingen", _("adjustments")
        EVENTS = "mijlpalen", _("events")
        EXPECTATIONS = "verwachtingen", _("expectations")
        ANNUAL_REPORTS = "jaarberichten", _("annual reports")
        RESULTS = "resultaten", _("results for goals")

    kind = models.CharField(_("what is in it"), max_length=30, choices=Kind.choices)
    file = models.FileField(_("file"), upload_to="spreadsheets/", max_length=200)
    name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    columns = ArrayField(models.CharField(max_length=100), verbose_name=_("columns"))
    unread = ArrayField(
        models.CharField(max_length=255),
        verbose_name=_("sheets that were not read"),
        default=list,
        blank=True,
        help_text=_("Of a workbook, only the first visible sheet is read."),
    )
    hidden = ArrayField(
        models.PositiveIntegerField(),
        verbose_name=_("hidden rows that were read"),
        default=list,
        null=True,
        blank=True,
        help_text=_("Rows that the file hides, such as by a filter."),
    )
    hidden_columns = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("hidden columns that were read"),
        default=list,
        null=True,
        blank=True,
        help_text=_("Columns that the file hides."),
    )
    for_people = models.BooleanField(_("columns named for people"))
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("received by")
    )
    stored_at = models.DateTimeField(_("stored at"), null=True, blank=True)
    public_note = models.TextField(_("note for readers"), blank=True)
    refusal = models.TextField(_("why nothing was stored or taken back"), blank=True)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("taken back by"),
        related_name="+",
        null=True,
        blank=True,
    )
    undo_note = models.TextField(_("note for readers with the taking back"), blank=True)
    kept = models.JSONField(
        _("what was not taken back"),
        default=list,
        blank=True,
        help_text=_("Of each: record and reason."),
    )

    class Meta:
        verbose_name = _("import of a spreadsheet")
        verbose_name_plural = _("imports of spreadsheets")
        ordering = ["-received_at", "-pk"]
        triggers = [
            pgtrigger.Trigger(
                name="what_was_stored_is_kept",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=pgtrigger.Func(f"""
                    IF TG_OP = 'UPDATE' AND {IS_REDACTING} THEN
                        RETURN NEW;
                    END IF;
                    IF OLD.stored_at IS NOT NULL AND (
                        TG_OP = 'DELETE' OR OLD.undone_at IS NOT NULL
                        OR to_jsonb(OLD) - {UNDOING} IS DISTINCT FROM to_jsonb(NEW) - {UNDOING}
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =
                            'Een verwerkte import blijft zoals hij is.';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """),
            ),
        ]

    def __str__(self):
        return self.name


class SheetRowQuerySet(models.QuerySet):
    def with_same(self):
        """Annotate `same`, the number of the first earlier row about the same record, or null.

        Such rows share `identity` and one of `places`; a row without places matches any place.
        """
        own = ExpressionWrapper(OuterRef("places"), ArrayField(models.TextField()))
        earlier = SheetRow.objects.annotate(own=own).filter(
            Q(places__overlap=F("own")) | Q(places=[]) | Q(own=[]),
            sheet=OuterRef("sheet"),
            identity=OuterRef("identity"),
            number__lt=OuterRef("number"),
        )
        first = earlier.exclude(identity="").order_by("number").values("number")[:1]
        return self.annotate(same=Subquery(first))


class SheetRow(models.Model):
    """A row of a spreadsheet: its cells, and the outcome of checking them."""

    class Outcome(models.TextChoices):
        WAITING = "wacht", _("to be checked")
        NEW = "nieuw", _("new")
        CHANGED = "gewijzigd", _("changed")
        SAME = "ongewijzigd", _("unchanged")
        WRONG = "fout", _("wrong")

    sheet = models.ForeignKey(
        SheetImport, models.CASCADE, verbose_name=_("import"), related_name="rows"
    )
    number = models.PositiveIntegerField(_("row"))
    cells = ArrayField(models.TextField(), verbose_name=_("cells"))
    # Rows about one record share this digest, and, for a new record, one of the places.
    identity = models.CharField(max_length=64, blank=True, editable=False)
    places = ArrayField(models.TextField(), default=list, blank=True, editable=False)
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome.choices, default=Outcome.WAITING
    )
    is_public = models.BooleanField(_("changes what is public"), default=False)
    record = models.CharField(_("record"), max_length=400, blank=True)
    changes = models.JSONField(
        _("changes"), default=list, help_text=_("Of each: column, before and after.")
    )
    problems = models.JSONField(
        _("problems"), default=list, help_text=_("Of each: column and reason.")
    )

    consequences = models.JSONField(
        _("consequences for reviews"), default=list, help_text=_("As sentences.")
    )

    objects = SheetRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a spreadsheet")
        verbose_name_plural = _("rows of a spreadsheet")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheetrow_number_once")
        ]
        indexes = [
            models.Index(fields=["sheet", "outcome", "number"], name="sheetrow_by_outcome"),
            models.Index(fields=["sheet", "identity", "number"], name="sheetrow_by_identity"),
        ]

    def __str__(self):
        return f"{self.sheet}: {self.number}"

    @property
    def is_new(self):
        """Whether the row adds a record, or would do so without its problems."""
        is_wrong = self.outcome == self.Outcome.WRONG
        fills = is_wrong and not any(before for _column, before, _after in self.changes)
        return fills or self.outcome == self.Outcome.NEW
