"""The views and functions of the register, the groups of staff, and the tables without a model."""

from django.core.management import call_command
from django.db import migrations

from programmes.models import dependency, expected, facts, withdrawing
from programmes.models.rights import give_rights


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS cache")


class Migration(migrations.Migration):
    # A database with all of these has all that is made here; one with some of them is refused.
    replaces = [
        ("programmes", name)
        for name in (
            "0005_expectations",
            "0006_facts_of_incoming_letters",
            "0007_expectations_of_adjustments",
            "0008_sheets_of_expectations",
            "0009_terms_told_with_events",
            "0010_planned_days",
            "0011_changes_of_scheduled_records",
            "0012_proposals",
            "0013_public_version",
            "0014_sheets_taken_back",
            "0015_searches",
            "0016_packages",
            "0017_looks",
            "0018_form_tokens",
            "0019_signatures_by_office",
            "0020_withdrawn_along",
            "0021_activity_facts",
            "0022_not_found",
            "0023_left_out_of_submissions",
            "0024_dates_and_texts",
            "0025_planned_years",
            "0026_reports_of_predecessors_and_notices",
            "0027_activity_part_of",
            "0028_redacted_files",
            "0029_files_of_proposals",
            "0030_abbreviations_and_hyphens",
            "0031_moments_of_facts",
            "0032_notices_are_no_steps",
            "0033_refusal_of_taking_back",
            "0034_numbers_in_search",
            "0035_notices_by_email",
            "0036_event_by_kamerstuk",
            "0037_sheets_of_all_kinds",
            "0038_example_of_an_office",
            "0039_fewer_updates_by_triggers",
            "0040_more_kinds_of_sheets",
            "0041_pages_of_documents",
        )
    ]
    dependencies = [
        ("programmes", "0003_search_index"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # A later version of a view that reads newer columns gets a file of its own.
        migrations.RunSQL(
            expected.VIEW.read_text(),
            "DROP VIEW programmes_expected; DROP FUNCTION programmes_last_day",
        ),
        migrations.RunSQL(
            dependency.VIEW.read_text(),
            "DROP FUNCTION programmes_follow, programmes_follow_all; "
            "DROP VIEW programmes_dependency",
        ),
        migrations.RunSQL(
            withdrawing.FUNCTIONS.read_text(),
            "DROP FUNCTION programmes_only_through, programmes_withdrawn_with, "
            "programmes_withdraw; DROP VIEW programmes_moments",
        ),
        migrations.RunSQL(
            facts.FUNCTIONS.read_text(encoding="utf-8"),
            "DROP FUNCTION programmes_facts_follow CASCADE; "
            "DROP FUNCTION programmes_facts_of, programmes_facts_next",
        ),
        migrations.RunPython(make_cache_table, drop_cache_table),
        # The number of API requests of each address, by the minute. Unlogged: cheap to write, and
        # it may be lost in a crash.
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE fair_use (
                address text NOT NULL,
                minute bigint NOT NULL,
                asked integer NOT NULL,
                PRIMARY KEY (address, minute)
            )
            """,
            "DROP TABLE fair_use",
        ),
        # For the trigger that looks up the slug of each new activity in the history.
        migrations.RunSQL(
            "CREATE INDEX activityhistory_by_slug ON programmes_activityhistory (slug)",
            "DROP INDEX activityhistory_by_slug",
        ),
        # Not reversed: people are members of the groups.
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
