"""What somebody searched for in vain, by name, of every record with a state."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0021_activity_facts"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustment",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annualreport",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annualreport",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annualreport",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="letter",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="letter",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="letter",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="perspective",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="perspective",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="perspective",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="signatory",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="signatory",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="signatory",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workprogramme",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workprogramme",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workprogramme",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="activity",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="activityhistory",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="adjustmenthistory",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="annualreport",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="annualreporthistory",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="letterhistory",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="perspective",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="perspectivehistory",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="signatory",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="signatoryhistory",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="workprogramme",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        migrations.AddField(
            model_name="workprogrammehistory",
            name="not_found",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                db_default=[],
                default=list,
                help_text="What somebody searched for in vain, one on a line, as the last line of the page names it: “Kamerbrief”, “uitkomst”.",
                size=None,
                verbose_name="searched and not found",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_activityhistory" ("form", "form_inferred", "id", "not_found", "note", "partners", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."form", NEW."form_inferred", NEW."id", NEW."not_found", NEW."note", NEW."partners", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="7ad489196a3c5616f153208dc56c10736b409014",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_441a2",
                    table="programmes_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_activityhistory" ("form", "form_inferred", "id", "not_found", "note", "partners", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."form", NEW."form_inferred", NEW."id", NEW."not_found", NEW."note", NEW."partners", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="b9496227ef4a27174fe0ace4020b9dbfd476fe63",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_89f4f",
                    table="programmes_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_activityhistory" ("form", "form_inferred", "id", "not_found", "note", "partners", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (OLD."form", OLD."form_inferred", OLD."id", OLD."not_found", OLD."note", OLD."partners", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."summary", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="76b70efc9c6c8332fda73ab3284efcc0ac178a4d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_adff0",
                    table="programmes_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_adjustmenthistory" ("date", "explanation", "id", "letter_id", "not_found", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "publish_at", "reason", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (NEW."date", NEW."explanation", NEW."id", NEW."letter_id", NEW."not_found", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."publish_at", NEW."reason", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="0d9d17b9681d33ab49a317ce9c8df6dcf83b082b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2eed8",
                    table="programmes_adjustment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_adjustmenthistory" ("date", "explanation", "id", "letter_id", "not_found", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "publish_at", "reason", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (NEW."date", NEW."explanation", NEW."id", NEW."letter_id", NEW."not_found", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."publish_at", NEW."reason", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="74b5a8f3ba0548f2fcc77d75f8cbe111255316e6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2631",
                    table="programmes_adjustment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_adjustmenthistory" ("date", "explanation", "id", "letter_id", "not_found", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "publish_at", "reason", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (OLD."date", OLD."explanation", OLD."id", OLD."letter_id", OLD."not_found", OLD."note", OLD."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."publish_at", OLD."reason", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="e049edb9feab3a94883e92e5bed76150f40b0232",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_97439",
                    table="programmes_adjustment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_annualreporthistory" ("file", "id", "letter_id", "not_found", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at", "year") VALUES (NEW."file", NEW."id", NEW."letter_id", NEW."not_found", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."year"); RETURN NULL;',
                    hash="e7ca419551f44e000d4fee65442e8e1097edf876",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e2691",
                    table="programmes_annualreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_annualreporthistory" ("file", "id", "letter_id", "not_found", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at", "year") VALUES (NEW."file", NEW."id", NEW."letter_id", NEW."not_found", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."year"); RETURN NULL;',
                    hash="795e6b8d4e38931a93384cd15d044b599d459711",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_671f5",
                    table="programmes_annualreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_annualreporthistory" ("file", "id", "letter_id", "not_found", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at", "year") VALUES (OLD."file", OLD."id", OLD."letter_id", OLD."not_found", OLD."note", OLD."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."published_on", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."summary", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at", OLD."year"); RETURN NULL;',
                    hash="a6d9ee3646bef14afab81228356ac965ea1f8dc3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b1e46",
                    table="programmes_annualreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_letterhistory" ("attachment_count", "date", "file", "file_sha256", "id", "kamerstuk_dossier", "kamerstuk_number", "kamerstuk_suffix", "not_found", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publish_at", "recipient", "reference", "searched_in", "searched_on", "slug", "sources", "subject", "summary", "text", "url", "withdrawal_reason", "withdrawn_at") VALUES (NEW."attachment_count", NEW."date", NEW."file", NEW."file_sha256", NEW."id", NEW."kamerstuk_dossier", NEW."kamerstuk_number", NEW."kamerstuk_suffix", NEW."not_found", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place", NEW."publish_at", NEW."recipient", NEW."reference", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."subject", NEW."summary", NEW."text", NEW."url", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="5ceb40d5591b8d5d3588853fb9a28a71f83d382a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8e904",
                    table="programmes_letter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_letterhistory" ("attachment_count", "date", "file", "file_sha256", "id", "kamerstuk_dossier", "kamerstuk_number", "kamerstuk_suffix", "not_found", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publish_at", "recipient", "reference", "searched_in", "searched_on", "slug", "sources", "subject", "summary", "text", "url", "withdrawal_reason", "withdrawn_at") VALUES (NEW."attachment_count", NEW."date", NEW."file", NEW."file_sha256", NEW."id", NEW."kamerstuk_dossier", NEW."kamerstuk_number", NEW."kamerstuk_suffix", NEW."not_found", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place", NEW."publish_at", NEW."recipient", NEW."reference", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."subject", NEW."summary", NEW."text", NEW."url", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="3119841916a69038ccd10f3f4596f99185fb6772",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_62994",
                    table="programmes_letter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_letterhistory" ("attachment_count", "date", "file", "file_sha256", "id", "kamerstuk_dossier", "kamerstuk_number", "kamerstuk_suffix", "not_found", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publish_at", "recipient", "reference", "searched_in", "searched_on", "slug", "sources", "subject", "summary", "text", "url", "withdrawal_reason", "withdrawn_at") VALUES (OLD."attachment_count", OLD."date", OLD."file", OLD."file_sha256", OLD."id", OLD."kamerstuk_dossier", OLD."kamerstuk_number", OLD."kamerstuk_suffix", OLD."not_found", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place", OLD."publish_at", OLD."recipient", OLD."reference", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."subject", OLD."summary", OLD."text", OLD."url", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="34fb86304941197d14868ad3365e4fc6500052b1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d29be",
                    table="programmes_letter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspective",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_perspectivehistory" ("first_year", "id", "last_year", "letter_id", "motto", "not_found", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."not_found", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="2b433a2a501fd493770f6b2a31b6fd2335df0e63",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3f21b",
                    table="programmes_perspective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspective",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_perspectivehistory" ("first_year", "id", "last_year", "letter_id", "motto", "not_found", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."not_found", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="8149ad479f6460c99311e1ad3473a33c28cd6bd9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac056",
                    table="programmes_perspective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspective",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_perspectivehistory" ("first_year", "id", "last_year", "letter_id", "motto", "not_found", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (OLD."first_year", OLD."id", OLD."last_year", OLD."letter_id", OLD."motto", OLD."not_found", OLD."note", OLD."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."published_on", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."summary", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="4306a0dd686d9458f21100dbc6fbb940f32d2f78",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5bd78",
                    table="programmes_perspective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_signatoryhistory" ("id", "in_office_from", "in_office_until", "name", "not_found", "note", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (NEW."id", NEW."in_office_from", NEW."in_office_until", NEW."name", NEW."not_found", NEW."note", NEW."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="0285cfd718834713d7bf3e4089b09fd519c320bb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_90d47",
                    table="programmes_signatory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_signatoryhistory" ("id", "in_office_from", "in_office_until", "name", "not_found", "note", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (NEW."id", NEW."in_office_from", NEW."in_office_until", NEW."name", NEW."not_found", NEW."note", NEW."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="7539634cef384ac9b31fd7a2c617e2c0c65a0fbe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f51de",
                    table="programmes_signatory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_signatoryhistory" ("id", "in_office_from", "in_office_until", "name", "not_found", "note", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (OLD."id", OLD."in_office_from", OLD."in_office_until", OLD."name", OLD."not_found", OLD."note", OLD."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="7df72107a7493999ff3ccc1e1ea98bbf0cfca12c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3834e",
                    table="programmes_signatory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_workprogrammehistory" ("adopted_on", "approved_on", "coverage", "coverage_note", "file", "first_year", "id", "last_year", "letter_id", "motto", "not_found", "note", "offered_on", "perspective_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."adopted_on", NEW."approved_on", NEW."coverage", NEW."coverage_note", NEW."file", NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."not_found", NEW."note", NEW."offered_on", NEW."perspective_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="95d7a23c2ef6a73f6f223a0631df91ea302e240b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4983f",
                    table="programmes_workprogramme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_workprogrammehistory" ("adopted_on", "approved_on", "coverage", "coverage_note", "file", "first_year", "id", "last_year", "letter_id", "motto", "not_found", "note", "offered_on", "perspective_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."adopted_on", NEW."approved_on", NEW."coverage", NEW."coverage_note", NEW."file", NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."not_found", NEW."note", NEW."offered_on", NEW."perspective_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="7438108d79baccaff603783f677dbf29ac20270c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e6363",
                    table="programmes_workprogramme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_workprogrammehistory" ("adopted_on", "approved_on", "coverage", "coverage_note", "file", "first_year", "id", "last_year", "letter_id", "motto", "not_found", "note", "offered_on", "perspective_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (OLD."adopted_on", OLD."approved_on", OLD."coverage", OLD."coverage_note", OLD."file", OLD."first_year", OLD."id", OLD."last_year", OLD."letter_id", OLD."motto", OLD."not_found", OLD."note", OLD."offered_on", OLD."perspective_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."published_on", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."summary", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="33ae9a57fda17343b55826773b0c067c240f8494",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cf0ca",
                    table="programmes_workprogramme",
                    when="AFTER",
                ),
            ),
        ),
    ]
