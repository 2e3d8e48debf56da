"""What many tests of the room begin with: the people, and an agreement of Skien, Porsgrunn and a ministry."""

from types import SimpleNamespace

import pytest

from common.dates import LooseDate
from programmes.models import Measure
from tests.factories.agreements import AgreementFactory, AgreementPartyFactory
from tests.factories.programmes import ElementFactory, ProgrammeFactory


@pytest.fixture
def people(world):
    named = {"planner": ("planner", "skien"), "twin": ("planner", "porsgrunn"), "ministry": ("contact", "md")}
    return SimpleNamespace(
        **{name: world.people[who] for name, who in named.items()}, secretary=world.people["secretariat", "network"]
    )


@pytest.fixture
def deal(world):
    """skien, porsgrunn, md: the parties."""
    agreement = AgreementFactory(title="Avtale for Grenland", cities=[world.cities["skien"], world.cities["porsgrunn"]])
    skien, porsgrunn = agreement.members.all()
    md = AgreementPartyFactory(agreement=agreement, party=world.parties["md"])
    return SimpleNamespace(agreement=agreement, skien=skien, porsgrunn=porsgrunn, md=md)


@pytest.fixture
def registered(world):
    """An agreement that came to be elsewhere, of Skien and a ministry."""
    agreement = AgreementFactory(title="Registrert", origin="elsewhere", cities=[world.cities["skien"]])
    md = AgreementPartyFactory(agreement=agreement, party=world.parties["md"])
    return SimpleNamespace(agreement=agreement, md=md)


@pytest.fixture
def measures(world):
    """Two shared measures and one of Skien's own that want something, and one that wants nothing."""
    programme = ProgrammeFactory(cities=[world.cities["skien"], world.cities["porsgrunn"]])
    root = programme.elements.get()
    wanting = [wants(ElementFactory(parent=root, title=title)) for title in ("Bybane", "Sykkelvei")]
    own = wants(ElementFactory(parent=root, title="Eget", city=world.cities["skien"]))
    ElementFactory(parent=root, title="Uten behov")
    return SimpleNamespace(programme=programme, tram=wanting[0], cycling=wanting[1], own=own)


def wants(element):
    period = LooseDate.read("2010–2012")
    Measure.objects.filter(pk=element.pk).update(needs_from=["state"], needs="Statlige midler", period=period)
    return element
