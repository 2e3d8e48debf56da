from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self):
        from programmes.actions import deciding  # noqa: F401 – what follows a decision is registered there
