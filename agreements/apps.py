from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "agreements"

    def ready(self):
        from agreements.actions.deciding import take_down
        from documents.actions import when_decided

        when_decided(take_down)
