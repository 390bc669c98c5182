from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "inspectie.accounts"
    verbose_name = _("Access")

    def ready(self):
        from inspectie.accounts import audit  # noqa: F401, connects the signal receivers
        from inspectie.accounts.encryption import cipher

        cipher()
