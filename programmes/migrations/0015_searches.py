"""When and where somebody searched in vain for what is not known of a record."""

import django.core.validators
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0014_sheets_taken_back"),
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
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="activityhistory",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="activityhistory",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="adjustmenthistory",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="adjustmenthistory",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="annualreport",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="annualreport",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="annualreporthistory",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="annualreporthistory",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="letterhistory",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="letterhistory",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="perspective",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="perspective",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="perspectivehistory",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="perspectivehistory",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="signatory",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="signatory",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="signatoryhistory",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="signatoryhistory",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="workprogramme",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="workprogramme",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        migrations.AddField(
            model_name="workprogrammehistory",
            name="searched_in",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where, such as “officielebekendmakingen.nl en de site van de Inspectie”.",
                max_length=300,
                verbose_name="searched in",
            ),
        ),
        migrations.AddField(
            model_name="workprogrammehistory",
            name="searched_on",
            field=models.DateField(
                blank=True,
                help_text="The last day on which somebody searched in vain for what is not known here; empty for none.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(
                        django.utils.timezone.localdate, "This day has yet to come."
                    )
                ],
                verbose_name="searched on",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_activityhistory" ("form", "form_inferred", "id", "note", "partners", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."form", NEW."form_inferred", NEW."id", NEW."note", NEW."partners", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="b18c2b51ca2941afc8bbde11389f18a1e37f1178",
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
                    func='INSERT INTO "programmes_activityhistory" ("form", "form_inferred", "id", "note", "partners", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."form", NEW."form_inferred", NEW."id", NEW."note", NEW."partners", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="1506d4880ec8687fe278bfc440dd9b43cb0f7547",
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
                    func='INSERT INTO "programmes_activityhistory" ("form", "form_inferred", "id", "note", "partners", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (OLD."form", OLD."form_inferred", OLD."id", OLD."note", OLD."partners", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."summary", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="41fa1654828899d72e00adc8595745fd7bd01f0b",
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
                    func='INSERT INTO "programmes_adjustmenthistory" ("date", "explanation", "id", "letter_id", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "publish_at", "reason", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (NEW."date", NEW."explanation", NEW."id", NEW."letter_id", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."publish_at", NEW."reason", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="2688715d70418d68719d23b3e57290f8a40e7a42",
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
                    func='INSERT INTO "programmes_adjustmenthistory" ("date", "explanation", "id", "letter_id", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "publish_at", "reason", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (NEW."date", NEW."explanation", NEW."id", NEW."letter_id", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."publish_at", NEW."reason", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="88a7a3b25581c42da2543e7ce9af33f7c284103c",
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
                    func='INSERT INTO "programmes_adjustmenthistory" ("date", "explanation", "id", "letter_id", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "publish_at", "reason", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (OLD."date", OLD."explanation", OLD."id", OLD."letter_id", OLD."note", OLD."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."publish_at", OLD."reason", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="20d04a5b0aaff1ddc83ba98a75348189f488358a",
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
                    func='INSERT INTO "programmes_annualreporthistory" ("file", "id", "letter_id", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at", "year") VALUES (NEW."file", NEW."id", NEW."letter_id", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."year"); RETURN NULL;',
                    hash="a4383eef092d31a10b8931404aa853f8f95130a0",
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
                    func='INSERT INTO "programmes_annualreporthistory" ("file", "id", "letter_id", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at", "year") VALUES (NEW."file", NEW."id", NEW."letter_id", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."year"); RETURN NULL;',
                    hash="685ab849af65cdcff0197f9f9b9d676348450669",
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
                    func='INSERT INTO "programmes_annualreporthistory" ("file", "id", "letter_id", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at", "year") VALUES (OLD."file", OLD."id", OLD."letter_id", OLD."note", OLD."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."published_on", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."summary", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at", OLD."year"); RETURN NULL;',
                    hash="aa8c42f5c4d672d5f4b6e2a1042d9e26b46f1f17",
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
                    func='INSERT INTO "programmes_letterhistory" ("attachment_count", "date", "file", "file_sha256", "id", "kamerstuk_dossier", "kamerstuk_number", "kamerstuk_suffix", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publish_at", "recipient", "reference", "searched_in", "searched_on", "slug", "sources", "subject", "summary", "text", "url", "withdrawal_reason", "withdrawn_at") VALUES (NEW."attachment_count", NEW."date", NEW."file", NEW."file_sha256", NEW."id", NEW."kamerstuk_dossier", NEW."kamerstuk_number", NEW."kamerstuk_suffix", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place", NEW."publish_at", NEW."recipient", NEW."reference", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."subject", NEW."summary", NEW."text", NEW."url", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="8395cc2a15260c481fc62e5a57c5da50cc845a75",
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
                    func='INSERT INTO "programmes_letterhistory" ("attachment_count", "date", "file", "file_sha256", "id", "kamerstuk_dossier", "kamerstuk_number", "kamerstuk_suffix", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publish_at", "recipient", "reference", "searched_in", "searched_on", "slug", "sources", "subject", "summary", "text", "url", "withdrawal_reason", "withdrawn_at") VALUES (NEW."attachment_count", NEW."date", NEW."file", NEW."file_sha256", NEW."id", NEW."kamerstuk_dossier", NEW."kamerstuk_number", NEW."kamerstuk_suffix", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place", NEW."publish_at", NEW."recipient", NEW."reference", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."subject", NEW."summary", NEW."text", NEW."url", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="b907b36846060b00261f25558952915ce71963c0",
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
                    func='INSERT INTO "programmes_letterhistory" ("attachment_count", "date", "file", "file_sha256", "id", "kamerstuk_dossier", "kamerstuk_number", "kamerstuk_suffix", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publish_at", "recipient", "reference", "searched_in", "searched_on", "slug", "sources", "subject", "summary", "text", "url", "withdrawal_reason", "withdrawn_at") VALUES (OLD."attachment_count", OLD."date", OLD."file", OLD."file_sha256", OLD."id", OLD."kamerstuk_dossier", OLD."kamerstuk_number", OLD."kamerstuk_suffix", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place", OLD."publish_at", OLD."recipient", OLD."reference", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."subject", OLD."summary", OLD."text", OLD."url", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="556e79f59805d010af5c5361436218bc4bc83d82",
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
                    func='INSERT INTO "programmes_perspectivehistory" ("first_year", "id", "last_year", "letter_id", "motto", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="89165ac0a7d21c52f88126ef2f3d51c3c9f4d7a8",
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
                    func='INSERT INTO "programmes_perspectivehistory" ("first_year", "id", "last_year", "letter_id", "motto", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."note", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="27bc6842f485afe94560221d8b7d94040fba2f9d",
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
                    func='INSERT INTO "programmes_perspectivehistory" ("first_year", "id", "last_year", "letter_id", "motto", "note", "offered_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (OLD."first_year", OLD."id", OLD."last_year", OLD."letter_id", OLD."motto", OLD."note", OLD."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."published_on", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."summary", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="79bc9f5ea424c48919d86c1e521a1c3e5167a9ca",
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
                    func='INSERT INTO "programmes_signatoryhistory" ("id", "in_office_from", "in_office_until", "name", "note", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (NEW."id", NEW."in_office_from", NEW."in_office_until", NEW."name", NEW."note", NEW."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="88fb4a0f30a3a419d2bd29f056897287f52f45d3",
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
                    func='INSERT INTO "programmes_signatoryhistory" ("id", "in_office_from", "in_office_until", "name", "note", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (NEW."id", NEW."in_office_from", NEW."in_office_until", NEW."name", NEW."note", NEW."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="03919b9fb77fbfcfb052539c6411237f1dd36643",
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
                    func='INSERT INTO "programmes_signatoryhistory" ("id", "in_office_from", "in_office_until", "name", "note", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "searched_in", "searched_on", "slug", "sources", "withdrawal_reason", "withdrawn_at") VALUES (OLD."id", OLD."in_office_from", OLD."in_office_until", OLD."name", OLD."note", OLD."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="6995aa8f452caccf97a2f5364b78bef63ba53192",
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
                    func='INSERT INTO "programmes_workprogrammehistory" ("adopted_on", "approved_on", "coverage", "coverage_note", "file", "first_year", "id", "last_year", "letter_id", "motto", "note", "offered_on", "perspective_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."adopted_on", NEW."approved_on", NEW."coverage", NEW."coverage_note", NEW."file", NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."note", NEW."offered_on", NEW."perspective_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="512d2357a3bfeb855ce70cd95b3198b17d2ade76",
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
                    func='INSERT INTO "programmes_workprogrammehistory" ("adopted_on", "approved_on", "coverage", "coverage_note", "file", "first_year", "id", "last_year", "letter_id", "motto", "note", "offered_on", "perspective_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."adopted_on", NEW."approved_on", NEW."coverage", NEW."coverage_note", NEW."file", NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."note", NEW."offered_on", NEW."perspective_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."published_on", NEW."searched_in", NEW."searched_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="896af99021056b89528d947cf870774a4d284e0b",
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
                    func='INSERT INTO "programmes_workprogrammehistory" ("adopted_on", "approved_on", "coverage", "coverage_note", "file", "first_year", "id", "last_year", "letter_id", "motto", "note", "offered_on", "perspective_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "searched_in", "searched_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (OLD."adopted_on", OLD."approved_on", OLD."coverage", OLD."coverage_note", OLD."file", OLD."first_year", OLD."id", OLD."last_year", OLD."letter_id", OLD."motto", OLD."note", OLD."offered_on", OLD."perspective_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."published_on", OLD."searched_in", OLD."searched_on", OLD."slug", OLD."sources", OLD."summary", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="295962471763e4856e9ce3c69b68918ae34f0679",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cf0ca",
                    table="programmes_workprogramme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("searched_in", ""), ("searched_on__isnull", False), _connector="OR"
                ),
                name="activity_search_has_day",
                violation_error_code="searched_on",
                violation_error_message="Give the day of the search.",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("searched_in", ""), ("searched_on__isnull", False), _connector="OR"
                ),
                name="adjustment_search_has_day",
                violation_error_code="searched_on",
                violation_error_message="Give the day of the search.",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("searched_in", ""), ("searched_on__isnull", False), _connector="OR"
                ),
                name="annualreport_search_has_day",
                violation_error_code="searched_on",
                violation_error_message="Give the day of the search.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("searched_in", ""), ("searched_on__isnull", False), _connector="OR"
                ),
                name="letter_search_has_day",
                violation_error_code="searched_on",
                violation_error_message="Give the day of the search.",
            ),
        ),
        migrations.AddConstraint(
            model_name="perspective",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("searched_in", ""), ("searched_on__isnull", False), _connector="OR"
                ),
                name="perspective_search_has_day",
                violation_error_code="searched_on",
                violation_error_message="Give the day of the search.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("searched_in", ""), ("searched_on__isnull", False), _connector="OR"
                ),
                name="signatory_search_has_day",
                violation_error_code="searched_on",
                violation_error_message="Give the day of the search.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workprogramme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("searched_in", ""), ("searched_on__isnull", False), _connector="OR"
                ),
                name="workprogramme_search_has_day",
                violation_error_code="searched_on",
                violation_error_message="Give the day of the search.",
            ),
        ),
    ]
