"""Every model belongs to cities or a party, hangs on one that does, or stands on the list below with its reason."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

from cities.models import City, Party

# Seen by nobody through a list of their own, or by everybody. Add one only with the reason.
GLOBAL = {
    "dashboard.Visit": "of one person, who alone is told",
    "dashboard.Milestone": "what all cities are to reach, and when: the network's own plan",
    "dashboard.Event": "the network's own story, for everybody with a role in it",
    "dashboard.EventDating": "what sources say of when such a thing was",
    "dashboard.Headline": "numbers about all cities, for those who see them all",
    "dashboard.Reminding": "the secretariat's own; a city meets it through its reminders",
    "cities.Network": "there is one, and everybody belongs to it",
    "cities.User": "met only through a role one may see",
    "cities.NetworkGroupRight": "asked only by cities.access",
    "cities.NetworkUserRight": "guardian wants the table; it is empty",
    "history.Entry": "asked only through a thing already opened",
    "jobs.Job": "asked only through the thing it works for",
    "jobs.Pulse": "the queue's heartbeat, for the health page",
    "files.StoredFile": "bytes by hash; reached only through what owns them",
    "post.Letter": "met only through what it was written for; no page shows its words",
    "workshops.CalendarKey": "of one person, who alone has a page about it",
    "programmes.Area": "the network's own numbering, for everybody",
    "programmes.AreaLabel": "names of areas, for everybody",
}

MODELS = [model for room in settings.ROOMS for model in apps.get_app_config(room).get_models()]


def owned(model) -> bool:
    """Does it say the way to its cities or its party?"""
    return model is Party or bool(getattr(model, "CITY_PATH", None) or getattr(model, "PARTY_PATH", None))


def hangs_on_an_owned_one(model, seen=()) -> bool:
    """Does every row hang on a row of a model that is owned?"""
    for field in model._meta.concrete_fields:
        above = field.remote_field and field.remote_field.model
        if not above or field.null or above in seen:
            continue
        if owned(above) or hangs_on_an_owned_one(above, (*seen, model)):
            return True
    return False


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_has_an_owner_or_a_reason(model):
    assert owned(model) or hangs_on_an_owned_one(model) or model._meta.label in GLOBAL


def test_list_of_global_models_holds_no_stranger():
    labels = {model._meta.label for model in MODELS}
    needless = {model._meta.label for model in MODELS if owned(model) or hangs_on_an_owned_one(model)}

    assert set(GLOBAL) - labels == set()
    assert set(GLOBAL) & needless == set()


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in MODELS if owned(model)], ids=lambda model: model._meta.label)
def test_ways_to_owners_lead_there(model):
    for path, target in (("CITY_PATH", City), ("PARTY_PATH", Party), ("OWN_CITY", City)):
        if way := getattr(model, path, None):
            rows = model._default_manager.filter(**{f"{way}__in": target.objects.all()})
            assert not rows.exists()


def test_model_without_an_owner_is_seen():
    assert not hangs_on_an_owned_one(apps.get_model("post.Letter"))
    assert hangs_on_an_owned_one(apps.get_model("cities.CityGroupRight"))
    assert [f for f in apps.get_model("cities.Network")._meta.fields if isinstance(f, models.ForeignKey)] == []


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)

    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_settings_pass_the_checks():
    call_command("check", fail_level="WARNING")
