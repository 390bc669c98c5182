"""The baseline of the benchmarks of visitors: an empty Django view, without middleware."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__, SECRET_KEY="benchmark", ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[]
)
urlpatterns = [path("", lambda request: HttpResponse("ok"))]
application = get_wsgi_application()
