"""What tests of the room begin with: the secretariat, a browser for anybody, and measures to count."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.agreements.conftest import deal, people
from tests.dashboard.counting import grown
from tests.documents.conftest import document, route, version

# What the rooms below begin with: an agreement and those who speak for its parties; Skien's case.
__all__ = ["deal", "document", "people", "route", "version"]


@pytest.fixture
def counting(world):
    """See `grown`."""
    return grown(world)


@pytest.fixture
def look(client, counting):
    """The answer to somebody's question, by default the secretariat's."""

    def look(query="", who=("secretariat", "network"), page="coverage_page"):
        client.force_login(counting.world.people[who])
        return client.get(reverse(page) + query)

    return look


@pytest.fixture
def secretary(world):
    return world.people["secretariat", "network"]


@pytest.fixture
def browser_of():
    def opened(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return opened
