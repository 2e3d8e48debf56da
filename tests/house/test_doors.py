"""Every address has a view, every view has a door or stands on the short list of open ones."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from cities.middleware import OPEN, door_of, every_view_has_a_door, name_of


def patterns(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern)


def test_every_view_has_a_door():
    assert [name_of(pattern.callback) for pattern in patterns() if not door_of(pattern.callback)] == []


def test_every_open_view_has_an_address_and_a_reason():
    served = {name_of(pattern.callback) for pattern in patterns()} | {"django.contrib.staticfiles.views.serve"}

    assert set(OPEN) - served == set()
    assert [name for name, reason in OPEN.items() if len(reason) < 10] == []


def test_every_address_has_a_name():
    assert [str(pattern.pattern) for pattern in patterns() if not pattern.name] == []


def test_view_without_a_door_is_refused_at_run_time(rf):
    def forgotten(request):
        raise AssertionError("it was reached")

    with pytest.raises(ImproperlyConfigured) as refusal:
        every_view_has_a_door(lambda request: None).process_view(rf.get("/"), forgotten, (), {})

    assert "forgotten has no door" in str(refusal.value)


def test_addresses_are_lower_case_and_without_foreign_letters():
    odd = [str(pattern.pattern) for pattern in patterns() if set("æøåÆØÅ _") & set(str(pattern.pattern).split("<")[0])]

    assert odd == []


# Read also by those without an account, where the thing is open to all (`open_to_all`).
PUBLIC = {
    "decision_file": "the minutes of a public case's decision",
    "treatment_page": "a public case",
    "treatment_changes": "what is new in it",
    "hearing_page": "what came in about it",
    "version_page": "the version it is about",
    "print_download": "the same as a file",
    "gathering_page": "a public gathering or campaign",
    "gathering_file": "a file that lies with it",
    "gathering_programme": "what happens there, and when",
    "workshop_page": "a workshop of it",
    "gathering_feed": "the same for calendar programs",
    "workshop_feed": "the same for calendar programs",
    "item_feed": "the same for calendar programs",
    "agreement_page": "an agreement that is signed",
    "agreement_annex": "a file that lies with it",
}


def test_doors_that_open_to_all_are_those_of_the_list():
    opening = {pattern.name for pattern in patterns() if (door_of(pattern.callback) or "").endswith(", or open to all")}

    assert opening == set(PUBLIC)
