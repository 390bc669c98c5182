"""Which backups stay, and what a broken one is."""

from datetime import UTC, datetime, timedelta

import pytest

from inspectie.backup import folder

NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)


def test_the_last_of_seven_days_five_weeks_and_twelve_months_stays():
    nights = [NOW - timedelta(days=day) for day in range(800)]
    assert sorted((NOW - moment).days for moment in folder.kept(nights)) == [
        *range(7),
        # Sundays.
        *(7, 14, 21, 28),
        # The last days of October to December of the year before.
        *(29, 60, 90, 121, 152, 182, 213, 243, 274, 302, 333),
    ]


def test_the_only_backup_stays_however_old():
    assert folder.kept([NOW - timedelta(days=4000)]) == {NOW - timedelta(days=4000)}


def test_of_one_day_the_last_stays():
    noon, night = NOW + timedelta(hours=9), NOW
    assert folder.kept([night, noon, NOW - timedelta(days=1)]) == {noon, NOW - timedelta(days=1)}


def test_a_backup_that_was_killed_is_none(tmp_path):
    with pytest.raises(KeyboardInterrupt), folder.new_folder(tmp_path, NOW):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
    left = tmp_path / "2026-11-28T030000Z.part"
    left.mkdir()
    (left / folder.MANIFEST).write_text("{}")
    assert folder.backups(tmp_path) == []
    with folder.new_folder(tmp_path, NOW) as part:
        (part / folder.MANIFEST).write_text("{}")
    assert [each.name for each in tmp_path.iterdir()] == ["2026-11-29T030000Z"]


def test_a_file_that_changed_or_went_is_found(tmp_path):
    file = tmp_path / "a"
    file.write_text("a")
    backup = folder.Backup(tmp_path, {"files": {"a": folder.described(file)}})
    backup.check()
    for change in (lambda: file.write_text("b"), file.unlink):
        change()
        with pytest.raises(folder.BrokenError, match="a: "):
            backup.check()
