from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import include, path

from inspectie import wellknown
from inspectie.monitoring.page import condition

# The login form of the admin has no rate limit and no second factor; use allauth's instead.
admin.site.login = secure_admin_login(lambda request, **context: redirect("admin:index"))
# The same for changing a password: allauth limits guesses at the old one.
admin.site.password_change = lambda request, **context: redirect("account_change_password")

urlpatterns = [
    path("beheer/", include("inspectie.accounts.urls")),
    path("beheer/toestand/", admin.site.admin_view(condition), name="condition"),
    path("beheer/", admin.site.urls),
    path("livez", wellknown.livez, name="livez"),
    path("readyz", wellknown.readyz, name="readyz"),
    path("robots.txt", wellknown.robots_txt, name="robots-txt"),
    path(".well-known/security.txt", wellknown.security_txt, name="security-txt"),
    path("huisstijl.css", wellknown.house_style, name="house-style"),
    path("api/", include("programmes.api.urls")),
    path("", include("programmes.urls")),
]

handler500 = "inspectie.outage.server_error"
