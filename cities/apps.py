from django.apps import AppConfig
from django.apps import apps as installed
from django.db.models.signals import post_migrate


class CitiesConfig(AppConfig):
    name = "cities"

    def ready(self):
        post_migrate.connect(give_places_their_rights, sender=self)


def give_places_their_rights(*, using, apps=installed, **kwargs):
    """After every migration, existing places hold what the list of acts says today.

    Django writes the permissions themselves in the same signal; its receiver was connected first. A flush sends the
    signal too, without apps of its own.
    """
    from cities.access import PLACES, open_places

    for word in PLACES:
        try:
            model = apps.get_model("cities", word)
        except LookupError:  # migrated back to before there were any
            return
        if ids := list(model.objects.using(using).values_list("pk", flat=True)):
            open_places(word, ids)
