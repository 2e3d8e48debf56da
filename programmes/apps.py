from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self):
        from documents.actions import when_decided, when_tabled
        from programmes.actions.counting import count_gaps
        from programmes.actions.deciding import take_up

        when_decided(take_up)
        when_tabled(count_gaps)
