"""What can happen to a city, each made in the fewest rows: the facts milestones are reached by."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from agreements.models import AgreementParty, AgreementVersion, PartyApproval
from common.dates import LooseDate
from documents.models import Decision, Document, DocumentCity, Route, Sharing, Step, Tabling, Version
from programmes.models import Basis, Paper, Point, Progress
from tests.factories.agreements import AgreementFactory
from tests.factories.programmes import ElementFactory, ProgrammeFactory
from tests.factories.workshops import GatheringFactory
from workshops.models import AgendaItem, Attendance

DAY = date(2009, 2, 9)
RECORDED = datetime(2009, 2, 9, 13, tzinfo=UTC)


@dataclass
class Happening:
    """A city of a world. person: who writes things down. day: when what happens next happens."""

    world: object
    city: object
    day: date = DAY
    at: datetime = RECORDED

    @property
    def person(self):
        return self.world.people["lead", self.city.slug]

    @property
    def loose(self) -> LooseDate:
        return LooseDate.read(self.day.isoformat())

    def programme(self, *others):
        return ProgrammeFactory(cities=[self.city, *others], started_at=self.at)

    def version(self, programme=None, city=None, number=1) -> Version:
        programme = programme or self.programme()
        return Version.objects.create(
            document=programme.document, number=number, key=uuid4(), title="Program", day=self.day, format=2,
            content="{}", sha256="0" * 64, shared_sha256="0" * 64, city=city, frozen_at=self.at, frozen_by=self.person,
        )  # fmt: skip

    def tabled(self, gaps=None, version=None, **more) -> Tabling:
        version = version or self.version()
        told = {"tabled_at": self.at, "tabled_by": self.person, "gaps": gaps}
        return Tabling.objects.create(version=version, city=self.city, **told, **more)

    def shared(self, version=None) -> Sharing:
        edition = (version or self.version()).editions.create(sha256="0" * 64)
        return Sharing.objects.create(
            edition=edition, party=self.world.parties["md"], shared_at=self.at, shared_by=self.person, uuid=uuid4()
        )

    def letter(self, points=1, programme=None) -> list[Point]:
        paper = Paper.objects.create(kind=Paper.Kind.FEEDBACK, title="Brev", programme=programme, day=self.loose)
        paper.cities.set([self.city])
        return [Point.objects.create(paper=paper, position=n, title=f"Punkt {n}") for n in range(points)]

    def answered(self, point: Point, programme=None, element=None, **more) -> Basis:
        root = element or (programme or self.programme()).elements.get(parent=None)
        told = {"followed_up": True, "answered_on": self.day, "answered_at": self.at} | more
        return Basis.objects.create(element=root, kind=Basis.Kind.FEEDBACK, title="Svar", point=point, **told)

    def step(self, version=None, **more) -> Step:
        route, _made = Route.objects.get_or_create(
            version=version or self.version(), city=self.city, defaults={"started_at": self.at}
        )
        told = {"position": route.steps.count(), "words": "Bystyret", "deciding": True, "uuid": uuid4()}
        return Step.objects.create(route=route, **told | more)

    def decided(self, outcome="adopted", step=None, **more) -> Decision:
        return Decision.objects.create(
            step=step or self.step(case_number="23/09"), outcome=outcome, day=self.day, registered_at=self.at,
            registered_by=self.person, uuid=uuid4(), **more,
        )  # fmt: skip

    def agreement(self, kind="cooperation", signed=False, **more):
        signing = {"signed": self.loose, "signed_at": self.at} if signed else {}
        return AgreementFactory(kind=kind, cities=[self.city], **signing, **more)

    def member(self, agreement) -> AgreementParty:
        return agreement.members.get(party=self.city.party)

    def approvable(self, agreement, number=1) -> AgreementVersion:
        """A version of an agreement that all its parties have agreed to."""
        if agreement.document is None:
            agreement.document = Document.objects.create()
            agreement.save()
            DocumentCity.objects.create(document=agreement.document, city=self.city, position=0)
        version = Version.objects.create(
            document=agreement.document, number=number, key=uuid4(), title="Avtale", day=self.day, format=2,
            content="{}", sha256="0" * 64, shared_sha256="0" * 64, sort="agreement", frozen_at=self.at,
            frozen_by=self.person,
        )  # fmt: skip
        return AgreementVersion.objects.create(agreement=agreement, version=version, complete=True)

    def approved(self, agreement=None, outcome="approved", **more) -> PartyApproval:
        agreement = agreement or self.agreement()
        of = agreement.versions.first() or self.approvable(agreement)
        told = {"outcome": outcome, "day": self.loose, "registered_at": self.at, "registered_by": self.person}
        return PartyApproval.objects.create(of=of, member=self.member(agreement), **told | more)

    def on_agenda(self, agreement=None, meeting=None, **more) -> AgendaItem:
        agreement = agreement or self.agreement()
        told = {"kind": "political", "title": "Politisk møte", "audience": "network"} | (meeting or {})
        gathering = GatheringFactory(day=LooseDate.read("19. mai 2009"), **told)
        return AgendaItem.objects.create(
            gathering=gathering, position=0, title=agreement.title, reference=agreement.reference, **more
        )

    def confirmed(self, agreement=None) -> AgendaItem:
        return self.on_agenda(agreement, confirmed_on=self.day, confirmed_at=self.at, confirmed_by=self.person)

    def reported(self, programme=None, city=None, **more) -> Progress:
        root = (programme or self.programme()).elements.get(parent=None)
        measure = ElementFactory(parent=root, **more)
        return Progress.objects.create(element=measure, city=city, day=self.loose, recorded_at=self.at)

    def attended(self, presence="present", audience="network", **more) -> Attendance:
        gathering = GatheringFactory(day=self.loose, audience=audience, **more)
        return Attendance.objects.create(gathering=gathering, city=self.city, presence=presence)
