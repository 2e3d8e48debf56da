"""The programmes of the world's cities with something to count in each, and the numbers of a page with their lists."""

import re
from html import unescape
from types import SimpleNamespace

from common.numbers import StatedNumber
from programmes.models import Measure, MoneyLine, Progress, Responsibility
from tests.factories.programmes import MOMENT, ThemeFactory
from tests.programmes import world as worlds

LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
# Of each measure: theme, groups, side as stated, whether it is under way.
FACTS = {
    "skien-porsgrunn": ("AT", ["business", "state"], None),
    "skien-porsgrunn:skien": ("AT", ["business"], None),
    "skien-porsgrunn:porsgrunn": ("KT", [], "outward"),
    "oslo-bergen": ("KT", ["region"], "both"),
    "oslo-bergen:oslo": ("X@oslo", ["region"], None),
    "oslo-bergen:bergen": (None, [], None),
    "bare-skien": ("KT", ["business"], "inward"),
}


def grown(world):
    """The world's programmes with themes, aims, who answers, money and progress. `themes` by their marks."""
    programmes = worlds.build(world)
    themes = {code: ThemeFactory(code=code, number=n, name=name) for n, (code, name) in enumerate(
        [("FE", "På tvers"), ("AT", "Areal og transport"), ("KT", "Klimatilpasning")]
    )}  # fmt: skip
    themes["X@oslo"] = ThemeFactory(code="X", number=1, name="Elva", city=world.cities["oslo"])
    for name, (theme, targets, direction) in FACTS.items():
        Measure.objects.filter(element=programmes[name]).update(
            theme=themes.get(theme), targets=targets, direction=direction
        )
    programmes["bare-skien"].measure.secondary_themes.set([themes["AT"]])
    skien, porsgrunn = world.cities["skien"], world.cities["porsgrunn"]
    answer(programmes["skien-porsgrunn"], "Byplan", party=skien.party, unit=skien.party.units.get(), city=skien)
    answer(programmes["skien-porsgrunn"], "Porsgrunn kommune", party=porsgrunn.party, city=porsgrunn)
    answer(programmes["bare-skien"], "Departementet", party=world.parties["md"])
    answer(programmes["oslo-bergen"], "byene")
    pay(programmes["skien-porsgrunn"], "10000000", "Staten")
    pay(programmes["skien-porsgrunn"], "inntil 2000000", "staten ", city=skien)
    pay(programmes["bare-skien"], "5000000", "")
    pay(programmes["bare-skien"], "300000", "EU", currency="EUR")
    pay(programmes["oslo-bergen"], "ikke oppgitt", "Staten")
    pay(programmes["oslo-bergen:oslo"], "1000", "-")
    tell(programmes["skien-porsgrunn"], "done", skien)
    tell(programmes["skien-porsgrunn"], "planned", porsgrunn)
    tell(programmes["bare-skien"], "under_way")
    return SimpleNamespace(world=world, programmes=programmes, themes=themes)


def answer(element, words, **more):
    Responsibility.objects.create(element=element, words=words, **more)


def pay(element, words, source, **more):
    MoneyLine.objects.create(element=element, amount=StatedNumber.read(words), source_of_funds=source, **more)


def tell(element, status, city=None):
    Progress.objects.create(element=element, status=status, city=city, recorded_at=MOMENT)


def numbers(html: str, path: str) -> list[tuple[int, str]]:
    """(the first number of the link's words, its address) of every link of the page that leads to the path."""
    found = []
    for address, inner in LINK.findall(html):
        shown = re.search(r"\d+", re.sub(r"<[^>]*>|\s", " ", inner))
        if shown and unescape(address).split("?")[0] == path:
            found.append((int(shown.group()), unescape(address)))
    return found
