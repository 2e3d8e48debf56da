"""A shared branch of the twins' programme in which there is something of everything, common and each city's."""

from dataclasses import dataclass
from datetime import UTC, datetime

from common.dates import LooseDate
from common.numbers import StatedNumber
from files.models import StoredFile
from programmes.models import (
    Attachment,
    Basis,
    CityPart,
    Comment,
    Element,
    Indicator,
    Kind,
    Mention,
    MoneyLine,
    Progress,
    Reading,
    Responsibility,
    Target,
    Waiver,
)
from tests.factories.programmes import ElementFactory, PaperFactory, PointFactory, ThemeFactory

LONG_AGO = datetime(2009, 1, 9, 12, tzinfo=UTC)


@dataclass
class Branch:
    """strategy › goal › measure and instrument, all shared; under the goal also one of each city's own."""

    strategy: Element
    goal: Element
    measure: Element
    instrument: Element
    own: dict[str, Element]
    below: dict[str, Element]

    @property
    def shared(self) -> list[Element]:
        return [self.strategy, self.goal, self.measure, self.instrument]


def grow(programmes, pair=("skien", "porsgrunn")) -> Branch:
    cities = [programmes.world.cities[slug] for slug in pair]
    root = programmes["-".join(pair) + ":root"]
    strategy = element("Gren strategi", parent=root, kind=Kind.STRATEGY)
    goal = element("Gren mål", parent=strategy, kind=Kind.GOAL)
    own, below = {}, {}
    own[pair[0]] = element(f"Gren eget {pair[0]}", parent=goal, city=cities[0])
    measure = element("Gren tiltak", parent=goal)
    own[pair[1]] = element(f"Gren eget {pair[1]}", parent=goal, city=cities[1])
    instrument = element("Gren virkemiddel", parent=goal, kind=Kind.INSTRUMENT)
    for slug, city in zip(pair, cities, strict=True):
        below[slug] = element(f"Gren under eget {slug}", parent=own[slug], city=city)
    fill(measure, instrument, cities)
    targets(goal, cities)
    talk(measure, programmes)
    for each in own.values():
        each.measure.instruments.set([instrument])
    return Branch(strategy, goal, measure, instrument, own, below)


def element(title, **fields) -> Element:
    return ElementFactory(title=title, text=f"<p>Tekst {title}</p>", **fields)


def fill(measure: Element, instrument: Element, cities) -> None:
    facts = measure.measure
    facts.theme, facts.period, facts.note = ThemeFactory(), LooseDate.read("2009"), "Felles merknad"
    facts.effect, facts.targets = StatedNumber.read("ca. 900"), ["municipality"]
    facts.save()
    facts.secondary_themes.set([ThemeFactory()])
    facts.instruments.set([instrument])
    file, _made = StoredFile.objects.get_or_create(
        sha256="f" * 64, defaults={"size": 3, "media_type": "application/pdf", "stored_at": LONG_AGO}
    )
    Attachment.objects.create(element=measure, file=file, name="a.pdf", title="Vedlegg")
    for city in (None, *cities):
        of = city.slug if city else "felles"
        Responsibility.objects.create(element=measure, city=city, words=f"Ansvar {of}")
        MoneyLine.objects.create(element=measure, city=city, amount=StatedNumber.read("24 mill."), note=f"Penger {of}")
        Progress.objects.create(element=measure, city=city, words=f"Status {of}", recorded_at=LONG_AGO)
        indicator = Indicator.objects.create(element=measure, city=city, name=f"Indikator {of}")
        Reading.objects.create(
            element=measure, city=city, indicator=indicator, day=LooseDate.read("2008"), value=StatedNumber.read("7")
        )
        if city:
            CityPart.objects.create(element=measure, city=city, period=LooseDate.read("2010"), note=f"Del {of}")


def targets(goal: Element, cities) -> None:
    for city in (None, *cities):
        Target.objects.create(element=goal, city=city, amount=StatedNumber.read("20"), unit=str(city or "felles"))


def talk(measure: Element, programmes) -> None:
    person = programmes.world.people["planner", "skien"]
    point = PointFactory(paper=PaperFactory())
    Basis.objects.create(element=measure, kind="plan", title=point.title, paper=point.paper, point=point)
    said = {"element": measure, "person": person, "person_name": str(person), "at": LONG_AGO}
    first = Comment.objects.create(text="Hvem gjør dette?", **said)
    Comment.objects.create(text="Vi gjør.", answers=first, **said)
    Mention.objects.create(comment=first, person=person)
    for gap in (f"instrument:{measure.code}", f"comment:{first.uuid.hex}"):
        Waiver.objects.create(programme=measure.programme, gap=gap, reason=f"Fordi {gap}", by_name="Noen", at=LONG_AGO)
