"""The moment on which a record becomes public, on days when the clock changes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from programmes.admin.verb_forms import MomentField

YEAR = date.today().year + 1


def last_sunday(month):
    """Return the last Sunday of a month of 31 days, on which the clock changes, as in a form."""
    last = date(YEAR, month, 31)
    return (last - timedelta(days=last.isoweekday() % 7)).strftime("%d-%m-%Y")


@pytest.mark.parametrize("month", [3, 10])
def test_an_hour_that_is_not_there_or_twice_is_refused(month):
    with pytest.raises(ValidationError) as refused:
        MomentField().clean([last_sunday(month), "02:30"])
    assert refused.value.code == "ambiguous_timezone"


@pytest.mark.parametrize("time", ["00:00", "00:15", "01:59", "03:00", "23:59"])
@pytest.mark.parametrize(
    "day", [last_sunday(3), last_sunday(10), f"01-07-{YEAR}", f"1 juli {YEAR}"]
)
def test_every_other_moment_is_that_on_the_clock(day, time):
    moment = timezone.localtime(MomentField().clean([day, time]))
    expected = f"01-07-{YEAR}" if "juli" in day else day
    assert moment.strftime("%d-%m-%Y %H:%M") == f"{expected} {time}"
