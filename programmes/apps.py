from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self):
        from documents.actions import when_decided
        from programmes.actions.deciding import take_up

        when_decided(take_up)
