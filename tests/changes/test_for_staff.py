import pytest
from django.db import Error, connection, transaction

from programmes.models import WorkProgramme
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_change_is_kept_with_what_changed():
    programme = factories.ProgrammeFactory(title="Werkprogramma", publish_at=None)
    programme.title = "Werkprogramma 2024"
    programme.save()
    WorkProgramme.objects.update(motto="Toezicht met focus")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_workprogramme SET motto = ''")
    programme.delete()
    kept = WorkProgramme.history.rel.related_model.objects.order_by("pgh_id")
    assert list(kept.values_list("pgh_label", "title", "motto")) == [
        ("insert", "Werkprogramma", ""),
        ("update", "Werkprogramma 2024", ""),
        ("update", "Werkprogramma 2024", "Toezicht met focus"),
        ("update", "Werkprogramma 2024", ""),
        ("delete", "Werkprogramma 2024", ""),
    ]


def test_links_between_records_are_kept_too():
    activity = factories.ActivityFactory()
    field = factories.FieldFactory()
    activity.fields.add(field)
    activity.fields.remove(field)
    from programmes.models import ActivityField

    kept = ActivityField.history.rel.related_model.objects.order_by("pgh_id")
    assert list(kept.values_list("pgh_label", "activity_id", "supervisionfield_id")) == [
        ("insert", activity.pk, field.pk),
        ("delete", activity.pk, field.pk),
    ]


def test_saving_without_a_change_keeps_nothing():
    programme = factories.ProgrammeFactory()
    programme.save()
    assert programme.history.count() == 1


@pytest.mark.parametrize("sql", ["UPDATE {} SET title = 'x'", "DELETE FROM {}"])
def test_the_history_is_only_added_to(sql):
    factories.ProgrammeFactory()
    with pytest.raises(Error) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format("programmes_workprogrammehistory"))
    assert "Cannot update or delete rows" in str(refusal.value)
