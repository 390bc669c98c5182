"""allauth's views at Dutch paths, under the URL names that allauth reverses."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path, re_path

from inspectie.accounts import sessions
from inspectie.accounts.adapters import not_found
from inspectie.accounts.password_reset import with_mail

urlpatterns = [
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("sessie/", sessions.session_view, name="account_session"),
    path("sessie/terug/", sessions.signed_in_view, name="account_signed_in"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", not_found, name="account_set_password"),
    path("wachtwoord/vergeten/", with_mail(account.password_reset), name="account_reset_password"),
    path(
        "wachtwoord/vergeten/verstuurd/",
        with_mail(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        with_mail(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/ingesteld/",
        with_mail(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("aanmelden/", not_found, name="account_signup"),
    path("geblokkeerd/", account.account_inactive, name="account_inactive"),
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("tweede-factor/", factor.index, name="mfa_index"),
    path("tweede-factor/invoeren/", factor.authenticate, name="mfa_authenticate"),
    path("tweede-factor/bevestigen/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-factor/app/", app.activate_totp, name="mfa_activate_totp"),
    path("tweede-factor/app/verwijderen/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-factor/herstelcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tweede-factor/herstelcodes/nieuw/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tweede-factor/herstelcodes/bestand/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/toevoegen/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/inloggen/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path(
        "passkeys/bevestigen/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("passkeys/<key:pk>/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<key:pk>/verwijderen/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("oidc/<provider_id>/inloggen/", openid.login, name="openid_connect_login"),
    path("oidc/<provider_id>/terug/", openid.callback, name="openid_connect_callback"),
    path("oidc/afgebroken/", provider.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/mislukt/", provider.login_error, name="socialaccount_login_error"),
    path("oidc/aanmelden/", not_found, name="socialaccount_signup"),
    path("oidc/koppelen/", not_found, name="socialaccount_connections"),
]
