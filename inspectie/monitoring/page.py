"""The page for administrators about the state of the site."""

from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.utils.formats import localize
from django.utils.timesince import timesince
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inspectie.backup.making import version
from inspectie.monitoring.figures import failed_letters, failed_sheets, figures
from inspectie.monitoring.mail import mail_answers
from programmes.admin.notice import failing

# The most errors of a kind that are listed.
SHOWN = 10


@require_safe
def condition(request):
    """Show version, figures, mail and the last errors to superusers.

    Raises:
        PermissionDenied: for everybody else.
    """
    if not request.user.is_superuser:
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": _("State of the site"),
        "figures": [
            (figure.title, figure_in_words(figure.name, value), figure.is_fine(value))
            for figure, value in figures()
            # Without replicas or mail, say, there is nothing to tell.
            if figure.is_required or value is not None
        ],
        "version": version(),
        "mail": mail_answers(),
        "sheets": failed_sheets()[:SHOWN],
        "letters": failed_letters()[:SHOWN],
        "refused": failing(),
    }
    return TemplateResponse(request, "admin/condition.html", context)


def figure_in_words(name, value):
    """Return a number with its unit, which is at the end of its name."""
    if value is None:
        return _("unknown")
    if name.endswith("_seconds"):
        moment = now()
        return timesince(moment - timedelta(seconds=value), moment)
    if name.endswith("_bytes"):
        return filesizeformat(value)
    if name.endswith("_ratio"):
        return f"{value:.0%}"
    return localize(value)
