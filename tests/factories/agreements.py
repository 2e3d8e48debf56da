"""Factories of the models of agreements that tests make by hand."""

import factory
from factory.django import DjangoModelFactory

from agreements.models import Agreement, AgreementParty


class AgreementFactory(DjangoModelFactory):
    """An agreement that is negotiated here, of the cities given; they are its first parties."""

    kind = "cooperation"
    title = factory.Sequence("Avtale {}".format)
    origin = "here"

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    @factory.post_generation
    def cities(self, create, extracted, **kwargs):
        self.cities.set(extracted or [])
        for city in extracted or []:
            AgreementPartyFactory(agreement=self, party=city.party)


class AgreementPartyFactory(DjangoModelFactory):
    agreement = factory.SubFactory(AgreementFactory)
    position = factory.LazyAttribute(lambda new: new.agreement.members.count())

    class Meta:
        model = AgreementParty
