import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from inspectie.monitoring import reporting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")

application = get_wsgi_application()
reporting.start()
# Imports the URL configuration with all views: the first request would otherwise wait for it.
reverse("livez")
if settings.METRICS_ADDRESS:
    from inspectie.monitoring import metrics

    metrics.start()
