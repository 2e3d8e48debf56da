import pytest
from django.urls import reverse

from history.models import Entry
from programmes.models import Theme
from tests.factories.programmes import ThemeFactory


def sent(**more):
    return {"name": "Kunnskap", "number": "5", "code": "KH", "variants": "Holdninger\nKultur", "city": "", **more}


def test_the_secretariat_adds_a_theme_for_the_network(client, world):
    client.force_login(world.people["secretariat", "network"])

    answer = client.post(reverse("theme_add"), sent())

    theme = Theme.objects.get()
    assert (answer.status_code, theme.city, theme.variants) == (302, None, ["Holdninger", "Kultur"])
    assert Entry.objects.filter(thing="theme", thing_id=theme.pk, act="add").count() == 1


def test_a_planner_adds_a_theme_for_the_own_city_only(client, world):
    client.force_login(world.people["planner", "skien"])

    refused = [client.post(reverse("theme_add"), sent(city=city)) for city in ("", str(world.cities["oslo"].pk))]
    none = Theme.objects.count()
    client.post(reverse("theme_add"), sent(city=str(world.cities["skien"].pk)))

    assert [answer.status_code for answer in refused] == [422, 422]
    assert none == 0
    assert Theme.objects.get().city == world.cities["skien"]


@pytest.mark.parametrize("place", [None, "oslo"])
def test_a_planner_does_not_change_anothers_theme(client, world, place):
    theme = ThemeFactory(city=world.cities.get(place))
    client.force_login(world.people["planner", "skien"])

    answer = client.post(reverse("theme_edit", args=[theme.pk]), sent())

    assert answer.status_code == 403
    assert Theme.objects.get().name == theme.name


def test_a_code_used_twice_is_refused_beside_the_form(client, world):
    ThemeFactory(code="KH")
    client.force_login(world.people["secretariat", "network"])

    answer = client.post(reverse("theme_add"), sent())

    assert answer.status_code == 422
    assert "er brukt på et annet tema" in answer.content.decode()
    assert Theme.objects.count() == 1


def test_everybody_signed_in_reads_the_themes(client, world):
    ThemeFactory(name="Areal og transport")
    client.force_login(world.people["politician", "oslo"])

    assert "Areal og transport" in client.get(reverse("theme_list")).content.decode()


def test_a_stale_save_of_a_theme_is_refused_and_can_be_sent_again(client, world):
    theme = ThemeFactory()
    client.force_login(world.people["secretariat", "network"])
    address = reverse("theme_edit", args=[theme.pk])
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, sent(seen=seen, name="Deres"))

    refused = client.post(address, sent(seen=seen, name="Mitt"))
    between = Theme.objects.get().name
    client.post(address, sent(seen=refused.context["form"]["seen"].value(), name="Mitt"))

    assert (refused.status_code, between, Theme.objects.get().name) == (409, "Deres", "Mitt")
