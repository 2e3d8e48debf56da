"""What the matrix costs, from one city to a whole country's."""

from django.urls import reverse
from django.utils.timezone import now

from dashboard.pages import PAGE
from tests.helpers.network import founded
from tests.helpers.statements import statements


def test_the_matrix_costs_the_same_at_any_size(client, db):
    network, counts = founded(at=now()), {}
    client.force_login(network.by)
    client.get(reverse("milestones"))

    for size in (1, 3, 13, 357):
        network.grow(size - network.size)
        counts[size] = len(statements(lambda: client.get(reverse("milestones"))))

    assert set(counts.values()) == {counts[1]}
    assert counts[1] <= 10
    assert client.get(reverse("milestones")).context["shown"].everybody == 357 > PAGE
