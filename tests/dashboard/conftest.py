"""What the tests of the coverage begin with."""

import pytest
from django.urls import reverse

from tests.dashboard.counting import grown


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
