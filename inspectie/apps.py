from django.apps import AppConfig


class InspectieConfig(AppConfig):
    name = "inspectie"

    def ready(self):
        from inspectie import checks  # noqa: F401, registers the checks
