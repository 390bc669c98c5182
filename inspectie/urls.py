from django.contrib import admin
from django.urls import include, path

from inspectie import wellknown

urlpatterns = [
    path("beheer/", admin.site.urls),
    path("livez", wellknown.livez, name="livez"),
    path("readyz", wellknown.readyz, name="readyz"),
    path("robots.txt", wellknown.robots_txt, name="robots-txt"),
    path(".well-known/security.txt", wellknown.security_txt, name="security-txt"),
    path("", include("programmes.urls")),
]
