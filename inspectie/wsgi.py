import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")

application = get_wsgi_application()
# Imports the URL configuration with all views: the first request would otherwise wait for it.
reverse("livez")
