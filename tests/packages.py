"""Documents with all that goes along with them, and orders by SQL that reach past the code."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from programmes.models.publication import published_models
from programmes.models.record import in_state
from programmes.workflow.publishing import restore, withdraw
from tests import factories

REASON = "withdrawal_reason = 'Onder embargo.'"


def documents(year=2024, mark="[stil]", **state):
    """Return a programme, its perspective, an adjustment and an annual report, each with a letter.

    With them go activities and signatories. All have `state`, and `mark` in their texts.
    """
    given = {"title": mark, **state}
    frame = factories.PerspectiveFactory(
        first_year=year, last_year=year, letter=_letter(f"{mark} {year}-1", mark, state), **given
    )
    letter = _letter(f"{mark} {year}-2", mark, state)
    programme = factories.ProgrammeFactory(
        first_year=year, perspective=frame, letter=letter, **given
    )
    own = _activity(given, programme=programme)
    factories.ExpectationFactory(activity=own, letter=letter)
    old = factories.ProgrammeFactory(first_year=year - 20)
    adjustment = factories.AdjustmentFactory(
        programme=old,
        explanation=mark,
        letter=_letter(f"{mark} {year}-3", mark, state),
        **state,
    )
    _activity(given, programme=old, adjustment=adjustment)
    report = factories.AnnualReportFactory(
        year=year, letter=_letter(f"{mark} {year}-4", mark, state), **given
    )
    return [programme, frame, adjustment, report]


def _letter(name, mark, state):
    """Return a letter with a file, signed by a signatory."""
    file = SimpleUploadedFile("stil.pdf", f"%PDF-1.7 {mark}".encode())
    letter = factories.LetterFactory(subject=mark, reference=name, file=file, **state)
    signatory = factories.SignatoryFactory(name=name, **state)
    factories.SignatureFactory(letter=letter, signatory=signatory)
    return letter


def _activity(given, **planned):
    activity = factories.ActivityFactory(summary=given["title"], **given)
    factories.PlanningFactory(activity=activity, **planned)
    return activity


def execute(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def order(records, change, *parameters):
    """Change each of some records by an UPDATE of its own."""
    for each in records:
        execute(
            f"UPDATE {each._meta.db_table} SET {change} WHERE id = %s",  # noqa: S608
            *parameters,
            each.pk,
        )


def in_states(state):
    """Return all records in a state."""
    return {
        record for model in published_models() for record in model.objects.filter(in_state(state))
    }


def withdrawn_by_sql(records):
    order(records, f"withdrawn_at = now(), {REASON}")


def restored_by_sql(records):
    order(records, "withdrawn_at = NULL, withdrawal_reason = ''")


def withdrawn_by_verb(records):
    for each in records:
        each.refresh_from_db()
        withdraw(each, "Onder embargo.")


def restored_by_verb(records):
    for each in records:
        each.refresh_from_db()
        restore(each)
