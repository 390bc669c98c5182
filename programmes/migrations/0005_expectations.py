"""What is expected of activities, how far a programme is covered, and Kamerstukken of events."""

import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from programmes.models.expected import VIEW
from programmes.models.rights import give_rights
from programmes.search import sql


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0004_groups_and_cache"),
    ]

    operations = [
        migrations.CreateModel(
            name="Expected",
            fields=[
                ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("start", "start"),
                            ("rapport", "report"),
                            ("beleidsreactie", "policy response"),
                            ("afronding", "completion"),
                        ],
                        max_length=20,
                        verbose_name="what is expected",
                    ),
                ),
                ("words", models.CharField(max_length=200, verbose_name="term in words")),
                ("first_day", models.DateField(null=True, verbose_name="first day of the term")),
                ("last_day", models.DateField(null=True, verbose_name="last day of the term")),
                ("told", models.DateField(null=True, verbose_name="told on")),
                ("url", models.URLField(max_length=500, verbose_name="address at the source")),
                ("note", models.TextField(verbose_name="note for readers")),
                (
                    "by_rule",
                    models.BooleanField(
                        help_text="Due by rule: a response within six weeks of a report.",
                        verbose_name="by rule",
                    ),
                ),
            ],
            options={
                "verbose_name": "expectation",
                "verbose_name_plural": "expectations",
                "db_table": "programmes_expected",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Expectation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("start", "start"),
                            ("rapport", "report"),
                            ("beleidsreactie", "policy response"),
                            ("afronding", "completion"),
                        ],
                        max_length=20,
                        verbose_name="what is expected",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="As printed in the source, such as “voor de zomer” or “eind 2025”.",
                        max_length=200,
                        verbose_name="term in words",
                    ),
                ),
                (
                    "first_day",
                    models.DateField(
                        blank=True,
                        help_text="Leave both days empty to have them worked out from the words.",
                        null=True,
                        verbose_name="first day of the term",
                    ),
                ),
                (
                    "last_day",
                    models.DateField(blank=True, null=True, verbose_name="last day of the term"),
                ),
                (
                    "told_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which the source told it. Empty is the date of the source.",
                        null=True,
                        verbose_name="told on",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address at the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note for readers")),
            ],
            options={
                "verbose_name": "expectation",
                "verbose_name_plural": "expectations",
                "ordering": ["activity", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ExpectationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("start", "start"),
                            ("rapport", "report"),
                            ("beleidsreactie", "policy response"),
                            ("afronding", "completion"),
                        ],
                        max_length=20,
                        verbose_name="what is expected",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="As printed in the source, such as “voor de zomer” or “eind 2025”.",
                        max_length=200,
                        verbose_name="term in words",
                    ),
                ),
                (
                    "first_day",
                    models.DateField(
                        blank=True,
                        help_text="Leave both days empty to have them worked out from the words.",
                        null=True,
                        verbose_name="first day of the term",
                    ),
                ),
                (
                    "last_day",
                    models.DateField(blank=True, null=True, verbose_name="last day of the term"),
                ),
                (
                    "told_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which the source told it. Empty is the date of the source.",
                        null=True,
                        verbose_name="told on",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address at the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note for readers")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FieldGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        error_messages={"unique": "Another record has this address."},
                        help_text="The word for this group in the address of a list, as in ?groep=detentie.",
                        max_length=120,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of fields",
                "verbose_name_plural": "groups of fields",
                "ordering": ["name"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="FieldGroupHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        error_messages={"unique": "Another record has this address."},
                        help_text="The word for this group in the address of a list, as in ?groep=detentie.",
                        max_length=120,
                        verbose_name="address",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="published_after_review",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustment",
            name="published_after_review",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="event",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="event",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="event",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="supervisionfield",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="supervisionfield",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="supervisionfield",
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
            model_name="event",
            name="kamerstuk_dossier",
            field=models.CharField(
                blank=True,
                help_text="The digits only: of 34 775 VI, nr. 21 that is 34775.",
                max_length=6,
                null=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "^\\d{4,6}$", "Give digits only, such as 34775."
                    )
                ],
                verbose_name="Kamerstuk: dossier",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="kamerstuk_number",
            field=models.CharField(
                blank=True,
                help_text="Of 34 775 VI, nr. 21 that is 21. The Senate uses letters.",
                max_length=10,
                null=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[0-9A-Z]+$", "Give a number, or letters such as AI."
                    )
                ],
                verbose_name="Kamerstuk: number",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="kamerstuk_suffix",
            field=models.CharField(
                blank=True,
                help_text="The chapter in capitals: of 34 775 VI, nr. 21 that is VI. It can be empty.",
                max_length=10,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Z]+$", "Give capitals only, such as VI."
                    )
                ],
                verbose_name="Kamerstuk: suffix",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="ministry",
            field=models.CharField(
                blank=True,
                help_text="Of a policy response: the office that gives it, as printed.",
                max_length=200,
                verbose_name="ministry that answers",
            ),
        ),
        migrations.AddField(
            model_name="eventhistory",
            name="kamerstuk_dossier",
            field=models.CharField(
                blank=True,
                help_text="The digits only: of 34 775 VI, nr. 21 that is 34775.",
                max_length=6,
                null=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "^\\d{4,6}$", "Give digits only, such as 34775."
                    )
                ],
                verbose_name="Kamerstuk: dossier",
            ),
        ),
        migrations.AddField(
            model_name="eventhistory",
            name="kamerstuk_number",
            field=models.CharField(
                blank=True,
                help_text="Of 34 775 VI, nr. 21 that is 21. The Senate uses letters.",
                max_length=10,
                null=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[0-9A-Z]+$", "Give a number, or letters such as AI."
                    )
                ],
                verbose_name="Kamerstuk: number",
            ),
        ),
        migrations.AddField(
            model_name="eventhistory",
            name="kamerstuk_suffix",
            field=models.CharField(
                blank=True,
                help_text="The chapter in capitals: of 34 775 VI, nr. 21 that is VI. It can be empty.",
                max_length=10,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Z]+$", "Give capitals only, such as VI."
                    )
                ],
                verbose_name="Kamerstuk: suffix",
            ),
        ),
        migrations.AddField(
            model_name="eventhistory",
            name="ministry",
            field=models.CharField(
                blank=True,
                help_text="Of a policy response: the office that gives it, as printed.",
                max_length=200,
                verbose_name="ministry that answers",
            ),
        ),
        migrations.AddField(
            model_name="workprogramme",
            name="coverage",
            field=models.CharField(
                blank=True,
                choices=[("alle", "all"), ("deels", "some")],
                help_text="Whether the register has all its activities. Empty if nobody knows.",
                max_length=10,
                null=True,
                verbose_name="activities in the register",
            ),
        ),
        migrations.AddField(
            model_name="workprogramme",
            name="coverage_note",
            field=models.CharField(
                blank=True,
                help_text="The source of the activities, such as “het nieuwsbericht van 3 mei 2026”.",
                max_length=300,
                verbose_name="what was read",
            ),
        ),
        migrations.AddField(
            model_name="workprogrammehistory",
            name="coverage",
            field=models.CharField(
                blank=True,
                choices=[("alle", "all"), ("deels", "some")],
                help_text="Whether the register has all its activities. Empty if nobody knows.",
                max_length=10,
                null=True,
                verbose_name="activities in the register",
            ),
        ),
        migrations.AddField(
            model_name="workprogrammehistory",
            name="coverage_note",
            field=models.CharField(
                blank=True,
                help_text="The source of the activities, such as “het nieuwsbericht van 3 mei 2026”.",
                max_length=300,
                verbose_name="what was read",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="published_after_review",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE review programmes_review%ROWTYPE; last_changer text;",
                    func="\n            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb\n                    ->> 'user' IS NULL\n                OR OLD.publish_at IS NOT NULL OR NEW.publish_at IS NULL\n            THEN\n                RETURN NEW;\n            END IF;\n            SELECT * INTO review FROM programmes_review\n            WHERE noun = 'activity' AND record_id = NEW.id ORDER BY id DESC LIMIT 1;\n            IF review.step IS NULL OR review.step NOT IN ('goedgekeurd', 'alleen', 'noodgeval') THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Een concept wordt pas openbaar nadat een ander het controleerde.';\n            END IF;\n            SELECT pgh_context ->> 'user' INTO last_changer FROM (SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_activityhistory WHERE pgh_obj_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_eventhistory WHERE activity_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_activityfieldhistory WHERE activity_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_activitygoalhistory WHERE activity_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_planninghistory WHERE activity_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_expectationhistory WHERE activity_id = NEW.id) AS changes\n            WHERE pgh_context ->> 'user' IS NOT NULL AND pgh_context ->> 'verb' IS NULL\n            ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT 1;\n            IF review.step = 'goedgekeurd' AND review.by_id::text = last_changer THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Wie een concept het laatst wijzigde, controleert het niet zelf.';\n            END IF;\n            RETURN NEW;\n            ",
                    hash="fc6c43d6eb70264e971b178d435ba2aff50bfb09",
                    operation='UPDATE OF "publish_at"',
                    pgid="pgtrigger_published_after_review_6d5de",
                    table="programmes_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="published_after_review",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE review programmes_review%ROWTYPE; last_changer text;",
                    func="\n            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb\n                    ->> 'user' IS NULL\n                OR OLD.publish_at IS NOT NULL OR NEW.publish_at IS NULL\n            THEN\n                RETURN NEW;\n            END IF;\n            SELECT * INTO review FROM programmes_review\n            WHERE noun = 'adjustment' AND record_id = NEW.id ORDER BY id DESC LIMIT 1;\n            IF review.step IS NULL OR review.step NOT IN ('goedgekeurd', 'alleen', 'noodgeval') THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Een concept wordt pas openbaar nadat een ander het controleerde.';\n            END IF;\n            SELECT pgh_context ->> 'user' INTO last_changer FROM (SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_adjustmenthistory WHERE pgh_obj_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_eventhistory WHERE adjustment_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_planninghistory WHERE adjustment_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_expectationhistory WHERE adjustment_id = NEW.id) AS changes\n            WHERE pgh_context ->> 'user' IS NOT NULL AND pgh_context ->> 'verb' IS NULL\n            ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT 1;\n            IF review.step = 'goedgekeurd' AND review.by_id::text = last_changer THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Wie een concept het laatst wijzigde, controleert het niet zelf.';\n            END IF;\n            RETURN NEW;\n            ",
                    hash="73470a3a1ab6591b3d7884c6598db64d4d173caa",
                    operation='UPDATE OF "publish_at"',
                    pgid="pgtrigger_published_after_review_f5f0f",
                    table="programmes_adjustment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_eventhistory" ("activity_id", "adjustment_id", "date", "date_precision", "id", "kamerstuk_dossier", "kamerstuk_number", "kamerstuk_suffix", "kind", "ministry", "moved_to_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."activity_id", NEW."adjustment_id", NEW."date", NEW."date_precision", NEW."id", NEW."kamerstuk_dossier", NEW."kamerstuk_number", NEW."kamerstuk_suffix", NEW."kind", NEW."ministry", NEW."moved_to_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."title", NEW."url"); RETURN NULL;',
                    hash="eab681bf19d450b87dd0fe85af2165579e56fae8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8adcc",
                    table="programmes_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_eventhistory" ("activity_id", "adjustment_id", "date", "date_precision", "id", "kamerstuk_dossier", "kamerstuk_number", "kamerstuk_suffix", "kind", "ministry", "moved_to_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."activity_id", NEW."adjustment_id", NEW."date", NEW."date_precision", NEW."id", NEW."kamerstuk_dossier", NEW."kamerstuk_number", NEW."kamerstuk_suffix", NEW."kind", NEW."ministry", NEW."moved_to_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."title", NEW."url"); RETURN NULL;',
                    hash="711285ca27955424554f4a3a8642b4805fa83603",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ea73c",
                    table="programmes_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_eventhistory" ("activity_id", "adjustment_id", "date", "date_precision", "id", "kamerstuk_dossier", "kamerstuk_number", "kamerstuk_suffix", "kind", "ministry", "moved_to_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (OLD."activity_id", OLD."adjustment_id", OLD."date", OLD."date_precision", OLD."id", OLD."kamerstuk_dossier", OLD."kamerstuk_number", OLD."kamerstuk_suffix", OLD."kind", OLD."ministry", OLD."moved_to_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."title", OLD."url"); RETURN NULL;',
                    hash="b502bdb7a3fced346f6586a66ca148713f5b89a7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_35f26",
                    table="programmes_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisionfield",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_supervisionfieldhistory" ("group_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."group_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="cfa9aba1ec239bb2443b260c68365a8bdc224671",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f7ca8",
                    table="programmes_supervisionfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisionfield",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_supervisionfieldhistory" ("group_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."group_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="2a0e5fb475febb226c1d861103b96516acac6a89",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8bf65",
                    table="programmes_supervisionfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisionfield",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_supervisionfieldhistory" ("group_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."group_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="2ae6d533cd51988b1d6f21e0360b7028fee2605e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3b6e7",
                    table="programmes_supervisionfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_workprogrammehistory" ("adopted_on", "approved_on", "coverage", "coverage_note", "file", "first_year", "id", "last_year", "letter_id", "motto", "note", "offered_on", "perspective_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."adopted_on", NEW."approved_on", NEW."coverage", NEW."coverage_note", NEW."file", NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."note", NEW."offered_on", NEW."perspective_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."published_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="2b5a9bd4e9c43f570e6fe03a88b366af00e42f54",
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
                    func='INSERT INTO "programmes_workprogrammehistory" ("adopted_on", "approved_on", "coverage", "coverage_note", "file", "first_year", "id", "last_year", "letter_id", "motto", "note", "offered_on", "perspective_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."adopted_on", NEW."approved_on", NEW."coverage", NEW."coverage_note", NEW."file", NEW."first_year", NEW."id", NEW."last_year", NEW."letter_id", NEW."motto", NEW."note", NEW."offered_on", NEW."perspective_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."publish_at", NEW."published_on", NEW."slug", NEW."sources", NEW."summary", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                    hash="328fad52c5f2c7b8dbfb72ba54133e8be494ea09",
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
                    func='INSERT INTO "programmes_workprogrammehistory" ("adopted_on", "approved_on", "coverage", "coverage_note", "file", "first_year", "id", "last_year", "letter_id", "motto", "note", "offered_on", "perspective_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_on", "slug", "sources", "summary", "title", "withdrawal_reason", "withdrawn_at") VALUES (OLD."adopted_on", OLD."approved_on", OLD."coverage", OLD."coverage_note", OLD."file", OLD."first_year", OLD."id", OLD."last_year", OLD."letter_id", OLD."motto", OLD."note", OLD."offered_on", OLD."perspective_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."publish_at", OLD."published_on", OLD."slug", OLD."sources", OLD."summary", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                    hash="b2252d0ac5cc5322ab94aeccfca20165c676c74f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cf0ca",
                    table="programmes_workprogramme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kamerstuk_dossier", None),
                        ("kamerstuk_number", None),
                        ("kamerstuk_suffix", ""),
                    ),
                    models.Q(
                        ("kamerstuk_dossier__isnull", False), ("kamerstuk_number__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="event_kamerstuk_whole",
                violation_error_code="kamerstuk_number",
                violation_error_message="Give dossier and number of the Kamerstuk, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workprogramme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("coverage", "deels"), _negated=True),
                    models.Q(("coverage_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="workprogramme_partial_coverage_is_explained",
                violation_error_code="coverage_note",
                violation_error_message="Say which source was read.",
            ),
        ),
        migrations.AddField(
            model_name="expectation",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="expectations",
                to="programmes.activity",
                verbose_name="activity",
            ),
        ),
        migrations.AddField(
            model_name="expectation",
            name="adjustment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="expectations",
                to="programmes.adjustment",
                verbose_name="told by the adjustment",
            ),
        ),
        migrations.AddField(
            model_name="expectation",
            name="event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="expectations",
                to="programmes.event",
                verbose_name="told with the event",
            ),
        ),
        migrations.AddField(
            model_name="expectation",
            name="letter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="expectations",
                to="programmes.letter",
                verbose_name="told by the letter",
            ),
        ),
        migrations.AddField(
            model_name="expectation",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="expectations",
                to="programmes.workprogramme",
                verbose_name="told by the work programme",
            ),
        ),
        migrations.AddField(
            model_name="expectationhistory",
            name="activity",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programmes.activity",
                verbose_name="activity",
            ),
        ),
        migrations.AddField(
            model_name="expectationhistory",
            name="adjustment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programmes.adjustment",
                verbose_name="told by the adjustment",
            ),
        ),
        migrations.AddField(
            model_name="expectationhistory",
            name="event",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programmes.event",
                verbose_name="told with the event",
            ),
        ),
        migrations.AddField(
            model_name="expectationhistory",
            name="letter",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programmes.letter",
                verbose_name="told by the letter",
            ),
        ),
        migrations.AddField(
            model_name="expectationhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="programmes.expectation",
            ),
        ),
        migrations.AddField(
            model_name="expectationhistory",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programmes.workprogramme",
                verbose_name="told by the work programme",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="write_is_counted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE this bigint := pg_current_xact_id()::text::bigint;",
                    func="\n        IF EXISTS (\n            SELECT FROM programmes_writecounter\n            WHERE transaction = this AND at = transaction_timestamp()\n        ) THEN\n            RETURN NULL;\n        END IF;\n        UPDATE programmes_writecounter\n        SET writes = writes + 1, transaction = this, at = transaction_timestamp()\n        WHERE id = (\n            SELECT id FROM programmes_writecounter ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED\n        );\n        IF NOT FOUND THEN\n            INSERT INTO programmes_writecounter (writes, transaction, at)\n            VALUES (1, this, transaction_timestamp());\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a93f120dd4175cee94acc70e79b28d9dc37fc97b",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_write_is_counted_9ab2c",
                    table="programmes_fieldgroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_fieldgrouphistory" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="08874fd353b192d81815306d8a9590d34667c36f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_be302",
                    table="programmes_fieldgroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_fieldgrouphistory" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="1582c419ce1aebe260d0b055633cb421e6b2cefd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a48b5",
                    table="programmes_fieldgroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_fieldgrouphistory" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="19192764dd7f625e8543685ad94f6825396eff05",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f8eea",
                    table="programmes_fieldgroup",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="supervisionfield",
            name="group",
            field=models.ForeignKey(
                blank=True,
                help_text="Our own grouping; the sources do not have it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fields",
                to="programmes.fieldgroup",
                verbose_name="group of fields",
            ),
        ),
        migrations.AddField(
            model_name="supervisionfieldhistory",
            name="group",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Our own grouping; the sources do not have it.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programmes.fieldgroup",
                verbose_name="group of fields",
            ),
        ),
        migrations.AddField(
            model_name="fieldgrouphistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="programmes.fieldgroup",
            ),
        ),
        migrations.AddIndex(
            model_name="expectation",
            index=models.Index(fields=["activity", "kind"], name="expectation_by_activity"),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_day", None), ("last_day", None)),
                    ("first_day__lte", models.F("last_day")),
                    _connector="OR",
                ),
                name="expectation_days_in_order",
                violation_error_code="last_day",
                violation_error_message="Give the first and the last day of the term, in that order, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("adjustment__isnull", True),
                        ("event__isnull", True),
                        ("letter__isnull", True),
                    ),
                    models.Q(
                        ("adjustment__isnull", True),
                        ("event__isnull", True),
                        ("programme__isnull", True),
                    ),
                    models.Q(
                        ("event__isnull", True),
                        ("letter__isnull", True),
                        ("programme__isnull", True),
                    ),
                    models.Q(
                        ("adjustment__isnull", True),
                        ("letter__isnull", True),
                        ("programme__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="expectation_told_once",
                violation_error_code="letter",
                violation_error_message="Choose what told it: a programme, a letter, an adjustment or an event, not more than one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S")),
                name="expectation_has_words",
                violation_error_code="words",
                violation_error_message="Give the term in the words of the source.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.UniqueConstraint(
                fields=(
                    "activity",
                    "kind",
                    "words",
                    "programme",
                    "letter",
                    "adjustment",
                    "event",
                    "told_on",
                ),
                name="expectation_once",
                nulls_distinct=False,
                violation_error_code="words",
                violation_error_message="This expectation is there already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectation",
            trigger=pgtrigger.compiler.Trigger(
                name="change_is_explained",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE changed bigint; context jsonb;",
                    func="\n            IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - '{publish_at,withdrawn_at,withdrawal_reason}'::text[]\n                = to_jsonb(NEW) - '{publish_at,withdrawn_at,withdrawal_reason}'::text[]\n            THEN\n                RETURN NULL;\n            END IF;\n            context := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n            FOR changed IN SELECT owner.id FROM programmes_activity AS owner WHERE owner.id = OLD.activity_id AND owner.publish_at <= clock_timestamp() AND (OLD.programme_id IS NULL OR OLD.programme_id IN (SELECT id FROM programmes_workprogramme WHERE publish_at <= clock_timestamp())) AND (OLD.letter_id IS NULL OR OLD.letter_id IN (SELECT id FROM programmes_letter WHERE publish_at <= clock_timestamp())) AND (OLD.adjustment_id IS NULL OR OLD.adjustment_id IN (SELECT id FROM programmes_adjustment WHERE publish_at <= clock_timestamp())) UNION SELECT owner.id FROM programmes_activity AS owner WHERE owner.id = NEW.activity_id AND owner.publish_at <= clock_timestamp() AND (NEW.programme_id IS NULL OR NEW.programme_id IN (SELECT id FROM programmes_workprogramme WHERE publish_at <= clock_timestamp())) AND (NEW.letter_id IS NULL OR NEW.letter_id IN (SELECT id FROM programmes_letter WHERE publish_at <= clock_timestamp())) AND (NEW.adjustment_id IS NULL OR NEW.adjustment_id IN (SELECT id FROM programmes_adjustment WHERE publish_at <= clock_timestamp())) LOOP\n                IF COALESCE(context ->> 'note', '') !~ '[^[:space:]]' THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                        'Leg uit waarom dit verandert: lezers zien die toelichting.';\n                END IF;\n                INSERT INTO programmes_publicchange (noun, record_id, at, note, is_typo)\n                VALUES ('activity', changed, now(), context ->> 'note',\n                    COALESCE((context ->> 'typo')::boolean, false))\n                ON CONFLICT DO NOTHING;\n            END LOOP;\n            RETURN NULL;\n        ",
                    hash="7ffcf90ddd31a3831849475fadc8af57eff55d4b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_is_explained_51e7c",
                    table="programmes_expectation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectation",
            trigger=pgtrigger.compiler.Trigger(
                name="event_of_same_activity",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.event_id IS NOT NULL AND NOT EXISTS (\n                        SELECT FROM programmes_event\n                        WHERE id = NEW.event_id AND activity_id = NEW.activity_id\n                            AND adjustment_id IS NULL\n                    ) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                            'Kies een mijlpaal van deze activiteit, of anders de bijstelling.';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="d1625b2708f56d5210f65460670fca3b05bf5c34",
                    operation='INSERT OR UPDATE OF "event_id", "activity_id"',
                    pgid="pgtrigger_event_of_same_activity_16efd",
                    table="programmes_expectation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectation",
            trigger=pgtrigger.compiler.Trigger(
                name="write_is_counted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE this bigint := pg_current_xact_id()::text::bigint;",
                    func="\n        IF EXISTS (\n            SELECT FROM programmes_writecounter\n            WHERE transaction = this AND at = transaction_timestamp()\n        ) THEN\n            RETURN NULL;\n        END IF;\n        UPDATE programmes_writecounter\n        SET writes = writes + 1, transaction = this, at = transaction_timestamp()\n        WHERE id = (\n            SELECT id FROM programmes_writecounter ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED\n        );\n        IF NOT FOUND THEN\n            INSERT INTO programmes_writecounter (writes, transaction, at)\n            VALUES (1, this, transaction_timestamp());\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a61987401ff7ebb5d4ea59efc96c628532df46d9",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_write_is_counted_abece",
                    table="programmes_expectation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_expectationhistory" ("activity_id", "adjustment_id", "event_id", "first_day", "id", "kind", "last_day", "letter_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "told_on", "url", "words") VALUES (NEW."activity_id", NEW."adjustment_id", NEW."event_id", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."letter_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."told_on", NEW."url", NEW."words"); RETURN NULL;',
                    hash="c2f15af81f975c46945daa4c821ae943b797db7b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c01b2",
                    table="programmes_expectation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_expectationhistory" ("activity_id", "adjustment_id", "event_id", "first_day", "id", "kind", "last_day", "letter_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "told_on", "url", "words") VALUES (NEW."activity_id", NEW."adjustment_id", NEW."event_id", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."letter_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."told_on", NEW."url", NEW."words"); RETURN NULL;',
                    hash="2b033cf221025ae32c84ec50305307f71e1081ce",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e5787",
                    table="programmes_expectation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_expectationhistory" ("activity_id", "adjustment_id", "event_id", "first_day", "id", "kind", "last_day", "letter_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "told_on", "url", "words") VALUES (OLD."activity_id", OLD."adjustment_id", OLD."event_id", OLD."first_day", OLD."id", OLD."kind", OLD."last_day", OLD."letter_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."told_on", OLD."url", OLD."words"); RETURN NULL;',
                    hash="2a061760fc48b975e7d5a3be78200494e66c23db",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_87803",
                    table="programmes_expectation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectationhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f013d66020d4e58e14d28386aea86e71f342fe2c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_855a9",
                    table="programmes_expectationhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldgrouphistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fcf64c2244239fcb3cd0c771447ca6ee6329641e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5d0db",
                    table="programmes_fieldgrouphistory",
                    when="BEFORE",
                ),
            ),
        ),
        # A later version of the view that reads newer columns gets a file of its own.
        migrations.RunSQL(
            VIEW.read_text(), "DROP VIEW programmes_expected; DROP FUNCTION programmes_last_day"
        ),
        sql.replace("texts"),
        # Not reversed: people are members of the groups.
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
