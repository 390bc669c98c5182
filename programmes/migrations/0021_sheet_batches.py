"""Spreadsheets in batches: which rows are about one record, and the search index kept by batch."""

import django.contrib.postgres.fields
from django.db import migrations, models

# As programmes_search_follow, but for all rows of a statement together: written down one by one,
# the rows of an import cost ten times as much.
FUNCTION = """
    CREATE FUNCTION programmes_search_follow_all() RETURNS trigger LANGUAGE plpgsql
    -- The plan for a few keys is no plan for hundreds.
    SET plan_cache_mode = force_custom_plan AS $$
    DECLARE
        keys bigint[];
        touched text := CASE TG_OP
            WHEN 'INSERT' THEN 'TABLE after_rows'
            WHEN 'DELETE' THEN 'TABLE before_rows'
            ELSE 'TABLE before_rows UNION ALL TABLE after_rows'
        END;
    BEGIN
        EXECUTE format('SELECT array_agg(DISTINCT %I ORDER BY %I) FROM (%s) AS touched',
            TG_ARGV[1], TG_ARGV[1], touched) INTO keys;
        IF keys IS NOT NULL THEN
            PERFORM programmes_search_refresh(TG_ARGV[0], keys);
        END IF;
        RETURN NULL;
    END;
    $$;
"""
DROP_FUNCTION = "DROP FUNCTION programmes_search_follow_all();"

# The tables that an import writes, each with the column that holds the key of the activity.
FOLLOWED = {
    "activity": "id",
    "activity_fields": "activity_id",
    "planning": "activity_id",
    "event": "activity_id",
}
# A trigger that is handed the rows of a statement is for one operation only.
OPERATIONS = {
    "insert": "NEW TABLE AS after_rows",
    "update": "OLD TABLE AS before_rows NEW TABLE AS after_rows",
    "delete": "OLD TABLE AS before_rows",
}


def by_statement():
    """Return the SQL that replaces the triggers for each row by those for each statement."""
    statements = [FUNCTION]
    for table, key in FOLLOWED.items():
        statements.append(f"DROP TRIGGER search_follow ON programmes_{table};")
        statements += [
            f"CREATE TRIGGER search_follow_{operation} AFTER {operation} ON programmes_{table} "
            f"REFERENCING {rows} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION programmes_search_follow_all('activiteiten', '{key}');"
            for operation, rows in OPERATIONS.items()
        ]
    return "\n".join(statements)


def by_row():
    """Return the SQL that puts the triggers for each row back."""
    statements = []
    for table, key in FOLLOWED.items():
        statements += [
            f"DROP TRIGGER search_follow_{operation} ON programmes_{table};"
            for operation in OPERATIONS
        ]
        statements.append(
            f"CREATE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_{table} "
            f"FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('activiteiten', '{key}');"
        )
    return "\n".join([*statements, DROP_FUNCTION])


class Migration(migrations.Migration):
    dependencies = [("programmes", "0020_field_changes")]

    operations = [
        migrations.AddField(
            model_name="sheetimport",
            name="refusal",
            field=models.TextField(blank=True, verbose_name="why nothing was stored the last time"),
        ),
        migrations.AddField(
            model_name="sheetrow",
            name="identity",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="sheetrow",
            name="places",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(),
                blank=True,
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.AddIndex(
            model_name="sheetrow",
            index=models.Index(fields=["sheet", "identity", "number"], name="sheetrow_by_identity"),
        ),
        migrations.RunSQL(by_statement(), by_row()),
        # For each new activity a trigger asks who had its address before.
        migrations.RunSQL(
            "CREATE INDEX activityhistory_by_slug ON programmes_activityhistory (slug)",
            "DROP INDEX activityhistory_by_slug",
        ),
    ]
