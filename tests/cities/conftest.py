import pytest


@pytest.fixture
def sign_in(client, world):
    """Sign in as somebody of the world – `sign_in("lead", "skien")`, `sign_in("stranger")` – and get the client."""

    def as_somebody(*who):
        client.force_login(world.people[who if len(who) > 1 else who[0]])
        return client

    return as_somebody
