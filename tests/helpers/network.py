"""A network on its way, of any size, at the price of some statements for each two thousand cities: its cities have come
differently far, and no two things stand alike in all of them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

from django.db import connection
from django.utils.timezone import localdate

from agreements.models import Agreement, AgreementParty, AgreementVersion, PartyApproval
from cities.access import open_place
from cities.acts import RoleKind
from cities.models import City, Network, Party, User
from common.dates import LooseDate
from dashboard.models import Arrangement, Milestone
from documents.models import Decision, Document, DocumentCity, Route, Step, Tabling, Version
from programmes.models import Basis, Element, Kind, Paper, Point, Programme
from tests.factories.cities import RoleFactory
from tests.helpers.cities import AT_ONCE, many_cities
from workshops.models import AgendaItem, Gathering

ON_THE_WAY = (  # name, rule, and between which days, counted from today, it is to be reached
    ("Intensjonsavtale", "intent_signed", -500, -400),
    ("Første utkast", "frozen", -400, -200),
    ("Tilbakemelding", "feedback_answered", -300, -60),
    ("Program ferdig", "finished", -200, 20),
    ("Politisk behandlet", "treated", -30, 60),
    ("Første avtale", "first_agreement", -10, 150),
    ("Politisk møte", "confirmed", 30, 240),
)
FILLED = (
    Agreement, AgreementParty, AgreementVersion, AgendaItem, Arrangement, Basis, City, Decision, Document, DocumentCity,
    Element, Paper, Paper.cities.through, Party, PartyApproval, Point, Programme, Route, Step, Tabling, Version,
)  # fmt: skip
FROZEN, ANSWERED, FINISHED, TREATED, AGREED, CONFIRMED = range(2, 8)
"""How far a city has come: how many of them it has reached."""
TWINS = 9
"""Of so many cities one writes its programme with the one before it."""


@dataclass
class Member:
    """A city with its number in the network, which decides all that befalls it."""

    n: int
    city: City
    document: int = 0
    root: int = 0

    @property
    def far(self) -> int:
        return 8 - self.n % 10


class OnTheWay:
    """A network. by: who has done it all. at: the moment that is now."""

    def __init__(self, *, by: User, at: datetime):
        self.by, self.at, self.size = by, at, 0
        self.milestones = Milestone.objects.bulk_create(
            Milestone(name=name, rule=rule, window=self.loose(opens, closes), position=n)
            for n, (name, rule, opens, closes) in enumerate(ON_THE_WAY)
        )
        signed = {"signed": self.loose(-410), "signed_at": self.moment(-409)}
        self.intent = Agreement.objects.create(kind="intent", title="Intensjonsavtale", **signed)
        self.meeting = Gathering.objects.create(kind="political", title="Politisk møte", day=self.loose(90))

    def day(self, days: int) -> date:
        return localdate(self.at) + timedelta(days=days)

    def moment(self, days: int) -> datetime:
        return self.at + timedelta(days=days)

    def loose(self, *days: int) -> LooseDate:
        return LooseDate.read("/".join(self.day(one).isoformat() for one in days))

    def grow(self, number: int, *, measures: int = 1) -> list[City]:
        """So many more cities, with so many measures in the programme of each."""
        made = []
        for first in range(0, number, AT_ONCE):
            cities = many_cities(min(AT_ONCE, number - first), at=self.moment(-600))
            self.fill([Member(self.size + n, city) for n, city in enumerate(cities)], measures)
            self.size += len(cities)
            made += cities
        look_at_tables()
        return made

    def fill(self, members: list[Member], measures: int) -> None:
        homes = dict(
            DocumentCity.objects.filter(city__in=[one.city for one in members]).values_list("city", "document")
        )
        roots = Element.objects.filter(programme__document__in=homes.values())
        roots = dict(roots.values_list("programme__document", "pk"))
        for one in members:
            one.document = homes[one.city.pk]
            one.root = roots[one.document]
        DocumentCity.objects.bulk_create(
            DocumentCity(document_id=before.document, city=one.city, position=1)
            for before, one in pairwise(members)
            if one.n % TWINS == 1
        )
        self.sign(members)
        self.write(members, measures)
        self.ask(members)
        self.treat(members, self.freeze([one for one in members if one.far >= FROZEN]))
        self.agree([one for one in members if one.far >= TREATED])
        self.arrange(members)

    def sign(self, members: list[Member]) -> None:
        """The letter of intent; some came later."""
        AgreementParty.objects.bulk_create(
            AgreementParty(
                agreement=self.intent, party=one.city.party, position=one.n,
                joined=self.loose(-390) if one.n % 7 == 3 else None,
            )
            for one in members
            if one.far >= 1
        )  # fmt: skip

    def write(self, members: list[Member], measures: int) -> None:
        programmes = dict(Element.objects.filter(pk__in=[one.root for one in members]).values_list("pk", "programme"))
        Element.objects.bulk_create(
            Element(
                programme_id=programmes[one.root], kind=Kind.MEASURE, parent_id=one.root, position=n,
                title=f"Sykkelvei {n}", number=2_000_000 + one.n * measures + n, made_at=self.moment(-500),
            )
            for one in members
            for n in range(measures)
        )  # fmt: skip

    def ask(self, members: list[Member]) -> None:
        """Letters with points; those that have come far have answered them all, others some."""
        asked = [one for one in members if one.n % 4 != 3 or one.far >= ANSWERED]
        letters = Paper.objects.bulk_create(
            Paper(kind=Paper.Kind.FEEDBACK, title="Tilbakemelding", sender="Departementet", day=self.loose(-150))
            for _one in asked
        )
        through = Paper.cities.through
        through.objects.bulk_create(
            through(paper=letter, city=one.city) for letter, one in zip(letters, asked, strict=True)
        )
        points = Point.objects.bulk_create(
            Point(paper=letter, position=n, title=f"Punkt {n}")
            for letter, one in zip(letters, asked, strict=True)
            for n in range(1 + one.n % 4)
        )
        of = {letter.pk: one for letter, one in zip(letters, asked, strict=True)}
        Basis.objects.bulk_create(
            Basis(
                element_id=of[point.paper_id].root, kind=Basis.Kind.FEEDBACK, title=point.title, point=point,
                followed_up=True, answered_on=self.day(-80), answered_at=self.moment(-80),
            )
            for point in points
            if of[point.paper_id].far >= ANSWERED or (of[point.paper_id].far == FROZEN and point.position == 0)
        )  # fmt: skip

    def freeze(self, members: list[Member]) -> dict[int, Version]:
        """One to three versions each. Shape: → the last, by the city's number."""
        versions = Version.objects.bulk_create(
            self.version(document_id=one.document, number=1 + n, days=60 * n + one.n % 50 - 350)
            for one in members
            for n in range(1 + one.n % 3)
        )
        last = {version.document_id: version for version in versions}
        return {one.n: last[one.document] for one in members}

    def version(self, *, days: int, **known) -> Version:
        return Version(
            key=uuid4(), title="Program", day=self.day(days), format=2, content="{}", sha256="", shared_sha256="",
            frozen_at=self.moment(days), frozen_by=self.by, **known,
        )  # fmt: skip

    def treat(self, members: list[Member], versions: dict[int, Version]) -> None:
        """Laid before the politicians, with something missing or nothing; decided, sent back or planned."""
        tabled = [one for one in members if one.far >= ANSWERED]
        Tabling.objects.bulk_create(
            Tabling(
                version=versions[one.n], city=one.city, tabled_at=self.moment(-40), tabled_by=self.by,
                gaps=0 if one.far >= FINISHED else 1 + one.n % 5,
            )
            for one in tabled
        )  # fmt: skip
        routes = Route.objects.bulk_create(
            Route(version=versions[one.n], city=one.city, started_at=self.moment(-40)) for one in tabled
        )
        steps = Step.objects.bulk_create(
            Step(
                route=route, position=1, words="Bystyret", deciding=True, uuid=uuid4(), day=self.loose(coming(one)),
                state=Step.State.HELD if one.far >= TREATED else Step.State.PLANNED,
            )
            for route, one in zip(routes, tabled, strict=True)
        )  # fmt: skip
        Decision.objects.bulk_create(
            Decision(
                step=step, day=self.day(-15), registered_at=self.moment(-14), registered_by=self.by, uuid=uuid4(),
                outcome=Decision.Outcome.ADOPTED if one.far >= TREATED else Decision.Outcome.SENT_BACK,
            )
            for step, one in zip(steps, tabled, strict=True)
            if one.far >= TREATED or one.n % 3 == 0
        )  # fmt: skip

    def agree(self, members: list[Member]) -> None:
        """An agreement each: approved, approved with conditions that are not met, on an agenda, confirmed."""
        documents = Document.objects.bulk_create(Document() for _one in members)
        agreements = Agreement.objects.bulk_create(
            Agreement(kind="cooperation", title=f"Avtale med {one.city}", document=document)
            for one, document in zip(members, documents, strict=True)
        )
        parties = AgreementParty.objects.bulk_create(
            AgreementParty(agreement=agreement, party=one.city.party, position=0)
            for one, agreement in zip(members, agreements, strict=True)
        )
        versions = Version.objects.bulk_create(
            self.version(document=document, number=1, days=-13, sort=Version.Sort.AGREEMENT) for document in documents
        )
        laid = AgreementVersion.objects.bulk_create(
            AgreementVersion(agreement=agreement, version=version, complete=True)
            for agreement, version in zip(agreements, versions, strict=True)
        )
        conditional = {"outcome": "conditional", "conditions": "Staten gir midler"}
        PartyApproval.objects.bulk_create(
            PartyApproval(
                of=of, member=party, day=self.loose(-8), registered_at=self.moment(-7), registered_by=self.by,
                **({"outcome": "approved"} if one.far >= AGREED else conditional),
            )
            for one, of, party in zip(members, laid, parties, strict=True)
        )  # fmt: skip
        confirmed = {"confirmed_on": self.day(-1), "confirmed_at": self.moment(-1)}
        AgendaItem.objects.bulk_create(
            AgendaItem(
                gathering=self.meeting, position=one.n, title=str(agreement), reference=agreement.reference,
                **(confirmed if one.far >= CONFIRMED else {}),
            )
            for one, agreement in zip(members, agreements, strict=True)
            if one.far >= AGREED
        )  # fmt: skip

    def arrange(self, members: list[Member]) -> None:
        """New deadlines, also some that no longer hold, exceptions, and days the cities have planned."""
        _intent, draft, answers, finished, treated, agreement, meeting = self.milestones
        wanted = (  # milestone, what is agreed, and for whom: one in so many, beginning with
            (answers, {"sort": "deadline", "day": self.loose(15), "reason": "Kommunevalg"}, 9, 4),
            (draft, {"sort": "deadline", "day": self.loose(40), "reason": "Sykdom"}, 17, 8),
            (draft, {"sort": "deadline", "day": None}, 34, 8),
            (finished, {"sort": "exception", "reason": "Kommunesammenslåing"}, 13, 5),
            (treated, {"sort": "plan", "day": self.loose(50), "reason": "Bystyret"}, 7, 2),
            (agreement, {"sort": "plan", "day": self.loose(120)}, 5, 3),
            (meeting, {"sort": "plan", "day": self.loose(90)}, 6, 5),
        )
        agreed = {"agreed_on": self.day(-30), "recorded_at": self.moment(-30), "recorded_by": self.by}
        Arrangement.objects.bulk_create(
            Arrangement(milestone=milestone, city=one.city, uuid=uuid4(), name=str(self.by), **what, **agreed)
            for milestone, what, often, first in wanted
            for one in members
            if one.n % often == first
        )


def look_at_tables() -> None:
    """The database plans by what it knows of its tables, and has not yet looked at what came in one go."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in FILLED)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def founded(*, at: datetime) -> OnTheWay:
    """The first network of a database, without cities; `by` is its secretariat."""
    place = Network.objects.create(name="Framtidens byer")
    open_place(place)
    return OnTheWay(by=RoleFactory(kind=RoleKind.SECRETARIAT, network=place, city=None).person, at=at)


def coming(one: Member) -> int:
    """The day of the meeting that decides: soon, after the deadline, or gone by."""
    return (30, 90, -5)[one.n % 3]
