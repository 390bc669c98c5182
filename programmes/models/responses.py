"""Policy responses that are dated before the report that they answer: a date to check, no rule."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from programmes.models.event import Event

Kind = Event.Kind


def early_responses(activities):
    """Return the policy responses that are certainly before the first report of their activity."""
    reports = Event.objects.filter(activity=OuterRef("activity"), kind=Kind.REPORT)
    reports = reports.exclude(date=None)
    first = Subquery(reports.order_by("date").values("date")[:1])
    responses = Event.objects.filter(activity__in=activities, kind=Kind.RESPONSE).ending()
    return responses.annotate(first_report=first).filter(ends__lte=first).select_related("activity")


def question(response):
    """Return the sentence that asks to check the date of a policy response."""
    message = _(
        "%(activity)s: the policy response of %(response)s comes before its report. Check the "
        "dates."
    )
    return message % {"activity": response.activity, "response": response.when}
