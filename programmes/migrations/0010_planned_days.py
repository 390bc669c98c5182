"""The days that the words of a planning name; an expectation has both of its days or neither."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from programmes.models.planning import days_named


def fill(apps, schema_editor):
    """Fill the days of all plannings; without history or notes for readers, as no fact changes."""
    planning = apps.get_model("programmes", "Planning")
    schema_editor.execute("ALTER TABLE programmes_planning DISABLE TRIGGER USER")
    plannings = list(planning.objects.exclude(planned_for="").select_related("programme"))
    for each in plannings:
        years = each.programme.first_year, each.programme.last_year
        each.planned_from, each.planned_until = days_named(each.planned_for, *years)
    planning.objects.bulk_update(plannings, ["planned_from", "planned_until"], batch_size=1000)
    schema_editor.execute("ALTER TABLE programmes_planning ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0009_terms_told_with_events"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="planning",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="planning",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="planning",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="planning",
            name="planned_from",
            field=models.DateField(
                editable=False,
                help_text="The first day that its words name within the programme; empty for none.",
                null=True,
                verbose_name="planned from",
            ),
        ),
        migrations.AddField(
            model_name="planning",
            name="planned_until",
            field=models.DateField(editable=False, null=True, verbose_name="planned until"),
        ),
        migrations.AddField(
            model_name="planninghistory",
            name="planned_from",
            field=models.DateField(
                editable=False,
                help_text="The first day that its words name within the programme; empty for none.",
                null=True,
                verbose_name="planned from",
            ),
        ),
        migrations.AddField(
            model_name="planninghistory",
            name="planned_until",
            field=models.DateField(editable=False, null=True, verbose_name="planned until"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="planning",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_planninghistory" ("activity_id", "adjustment_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_for", "planned_from", "planned_until", "position", "programme_id") VALUES (NEW."activity_id", NEW."adjustment_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."planned_for", NEW."planned_from", NEW."planned_until", NEW."position", NEW."programme_id"); RETURN NULL;',
                    hash="19b1b3ab00e16bbcd791c4cd6836bf13b137313c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2b710",
                    table="programmes_planning",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planning",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_planninghistory" ("activity_id", "adjustment_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_for", "planned_from", "planned_until", "position", "programme_id") VALUES (NEW."activity_id", NEW."adjustment_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."planned_for", NEW."planned_from", NEW."planned_until", NEW."position", NEW."programme_id"); RETURN NULL;',
                    hash="57308843a1428b7105e074b6e26c1b91a33b505e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_39853",
                    table="programmes_planning",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planning",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_planninghistory" ("activity_id", "adjustment_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_for", "planned_from", "planned_until", "position", "programme_id") VALUES (OLD."activity_id", OLD."adjustment_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."planned_for", OLD."planned_from", OLD."planned_until", OLD."position", OLD."programme_id"); RETURN NULL;',
                    hash="4e0fba60982a84cab11e56187b9d87bc8999ebec",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_40926",
                    table="programmes_planning",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RemoveConstraint(
            model_name="expectation",
            name="expectation_days_in_order",
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_day", None), ("last_day", None)),
                    models.Q(
                        ("first_day__isnull", False),
                        ("first_day__lte", models.F("last_day")),
                        ("last_day__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="expectation_days_in_order",
                violation_error_code="last_day",
                violation_error_message="Give the first and the last day of the term, in that order, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("planned_from", None), ("planned_until", None)),
                    models.Q(
                        ("planned_from__isnull", False),
                        ("planned_from__lte", models.F("planned_until")),
                        ("planned_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="planning_days_in_order",
            ),
        ),
    ]
