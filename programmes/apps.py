from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("Register")

    def ready(self):
        post_migrate.connect(renew_facts, sender=self)


def renew_facts(apps=apps, **_options):
    """Have facts worked out again when this version of the software does so otherwise."""
    from programmes.lists import facts

    if "activityfacts" in apps.all_models["programmes"]:
        facts.renew()
