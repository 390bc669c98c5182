"""The records that tell expectations; terms such as "in six weeks" count from their date."""

from contextlib import contextmanager

from django.db import models


class Origin(models.Model):
    """A record that tells expectations: saving it recomputes the days that follow from its date."""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        with days_following([] if self._state.adding else [self]):
            super().save(**kwargs)


@contextmanager
def days_following(origins):
    """Recompute the days of the expectations of stored records after these are saved within it.

    Only days that followed from the words with the old date change; days given by hand stay.

    Args:
        origins: instances of one subclass of `Origin`.
    """
    if not origins:
        yield
        return
    source = origins[0]._meta.get_field("expectations").field
    told = source.model.objects.filter(**{f"{source.name}__in": origins}, told_on=None)
    # Another instance of the origin, with the date in the database.
    told = told.select_related(source.name)
    following = [expectation.pk for expectation in told if expectation.has_days_of_words]
    yield
    for expectation in told.filter(pk__in=following):
        if not expectation.has_days_of_words:
            expectation.first_day, expectation.last_day = expectation.days_of_words
            expectation.save()
