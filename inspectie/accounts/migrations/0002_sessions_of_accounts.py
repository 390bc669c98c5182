import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_accounts"),
        ("sessions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="session key",
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                (
                    "expire_date",
                    models.DateTimeField(db_index=True, verbose_name="expire date"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
                "default_permissions": (),
            },
        ),
        # The sessions from before, which nothing reads any more.
        migrations.RunSQL("DELETE FROM django_session", migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="blocking_ends_sessions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                IF OLD.is_active AND NOT NEW.is_active THEN\n                    DELETE FROM accounts_session WHERE account_id = NEW.id;\n                END IF;\n                 RETURN NULL;",
                    hash="5898b878bca5fa77395581203138a0299c1e07f9",
                    operation="UPDATE",
                    pgid="pgtrigger_blocking_ends_sessions_46ccb",
                    table="auth_user",
                    when="AFTER",
                ),
            ),
        ),
    ]
