"""Programmes in the world of tests/world.py: every title and text is one of a kind, so that a leak can be seen.

skien_porsgrunn: the twins' programme – one shared measure, one of each city's own. oslo_bergen: the same for strangers.
skien: a programme of one city alone.
"""

from dataclasses import dataclass

from programmes.models import Element, Kind, Programme
from tests.factories.programmes import ElementFactory, ProgrammeFactory
from tests.helpers.remembering import remembered
from tests.world import TWINS, World


@dataclass
class Programmes:
    world: World
    twins: dict[tuple[str, str], Programme]
    skien: Programme
    elements: dict[str, Element]

    def __getitem__(self, name: str) -> Element:
        return self.elements[name]


def build(world: World) -> Programmes:
    programmes = remembered(_build, world)
    programmes.world = world
    return programmes


def _build(world: World) -> Programmes:
    elements: dict[str, Element] = {}
    twins = {pair: _twins(world, pair, elements) for pair in TWINS}
    skien = ProgrammeFactory(cities=[world.cities["skien"]], title="Program bare-skien")
    _grow(skien, "bare-skien", elements)
    return Programmes(world, twins, skien, elements)


def _twins(world, pair, elements) -> Programme:
    name = "-".join(pair)
    programme = ProgrammeFactory(cities=[world.cities[slug] for slug in pair], title=f"Program {name}")
    goal = _grow(programme, name, elements)
    for slug in pair:
        city = world.cities[slug]
        elements[f"{name}:{slug}"] = _element(f"eget for {slug} i {name}", parent=goal, city=city)
    return programme


def _grow(programme, name, elements) -> Element:
    root = programme.elements.get(parent=None)
    chapter = _element(f"kapittel {name}", parent=root, kind=Kind.CHAPTER)
    goal = _element(f"mål {name}", parent=chapter, kind=Kind.GOAL)
    measure = _element(f"felles {name}", parent=goal)
    elements |= {f"{name}:root": root, f"{name}:chapter": chapter, f"{name}:goal": goal, name: measure}
    return goal


def _element(words, **fields) -> Element:
    return ElementFactory(title=f"Tittel {words}", text=f"<p>Tekst {words}</p>", **fields)
