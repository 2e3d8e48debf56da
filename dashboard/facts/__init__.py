"""The facts a milestone can be reached by: the list its rule is picked from, and one way to ask for all of them.

A fact is told by the rooms below from rows that are there; nobody sets one. Adding one is a function and a line here.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dashboard.facts import agreements, people, programmes, treatment
from dashboard.facts.asking import told_by, written
from dashboard.facts.evidence import AsOf, Evidence, Sort

__all__ = ["FACTS", "AsOf", "Evidence", "Fact", "Sort", "evidence_of", "named"]


@dataclass(frozen=True)
class Fact:
    """key: what rules are kept by, so it never changes. name: as picked from the list. explained: how it is told, in
    plain words. find: the statements that tell it.
    """

    key: str
    name: str
    explained: str
    find: Callable[[str, AsOf], list[QuerySet]]


FACTS = {
    fact.key: fact
    for fact in (
        Fact(
            "intent_signed", _("Intensjonsavtalen er underskrevet"),
            _("Byen er part i en intensjonsavtale som er registrert som underskrevet. Dagen er den avtalen ble "
              "underskrevet, eller den byen kom til."),
            agreements.intent_signed,
        ),
        Fact(
            "lead_appointed", _("Programleder er utpekt"),
            _("Noen har fått rollen som programleder i byen. Dagen er rollens første."),
            people.lead_appointed,
        ),
        Fact(
            "begun", _("Et program er begynt"),
            _("Byen har et handlingsprogram under arbeid, alene eller sammen med andre."),
            programmes.begun,
        ),
        Fact(
            "frozen", _("Første versjon er låst"),
            _("En versjon av et av byens program er låst. Dagen er den versjonen er datert."),
            programmes.frozen,
        ),
        Fact(
            "shared", _("En versjon er delt med en part"),
            _("En versjon av et av byens program er delt med et departement eller en annen part."),
            programmes.shared,
        ),
        Fact(
            "feedback_received", _("Tilbakemelding er mottatt"),
            _("Byen har fått minst ett brev med tilbakemelding. Dagen er brevets."),
            programmes.feedback_received,
        ),
        Fact(
            "feedback_answered", _("Tilbakemeldingen er besvart"),
            _("Byen har minst ett brev med tilbakemelding, og hvert punkt i brevene er besvart i et av byens program. "
              "Kommer det et nytt brev, må også det besvares."),
            programmes.feedback_answered,
        ),
        Fact(
            "tabled", _("Programmet er lagt fram"),
            _("En versjon er lagt fram for byens folkevalgte. Dagen er den versjonen er datert."),
            programmes.tabled,
        ),
        Fact(
            "finished", _("Programmet er ferdig"),
            _("En versjon er lagt fram for byens folkevalgte uten at noe manglet: hver mangel var rettet, eller noen "
              "hadde gitt en grunn for den. Dagen er den versjonen er datert."),
            programmes.finished,
        ),
        Fact(
            "treated", _("Programmet er politisk behandlet"),
            _("Det avgjørende steget i byens behandling er holdt, og programmet ble vedtatt, vedtatt med endringer "
              "eller tatt til orientering. Sendes det tilbake eller utsettes, er det ikke behandlet. Planlagt dag er "
              "stegets."),
            treatment.treated,
        ),
        Fact(
            "first_agreement", _("Første avtale er godkjent"),
            _("Byen har godkjent en avtale den er part i, og vilkårene er oppfylt; eller den er part i en avtale "
              "som er inngått et annet sted. Blir partene enige om en ny versjon, må den godkjennes. Intensjonsavtaler "
              "teller ikke."),
            agreements.first_agreement,
        ),
        Fact(
            "confirmed", _("Avtalen er bekreftet på et møte"),
            _("En avtale byen er part i, er bekreftet på et møte i nettverket. Står den på en saksliste, er det møtet "
              "den planlagte dagen, om det ikke er avlyst og hele nettverket kan lese om det."),
            agreements.confirmed,
        ),
        Fact(
            "reported", _("Framdrift er rapportert"),
            _("Noen har meldt status for minst ett av byens tiltak."),
            programmes.reported,
        ),
        Fact(
            "attended", _("Byen har vært på en samling"),
            _("Byen står som til stede på en av nettverkets samlinger. Utkast og det som er avlyst, teller ikke."),
            people.attended,
        ),
    )
}  # fmt: skip


MANY = 1_000
"""Cities that are not named in a statement: to do so would cost more than it leaves out."""


def named(cities: Collection[int] | None) -> list[int] | None:
    """Those to ask about; None where it is better to ask about all."""
    return list(cities) if cities is not None and len(cities) < MANY else None


def evidence_of(keys: Iterable[str], asof: AsOf, cities: Collection[int] | None = None) -> list[Evidence]:
    """All that speaks for the facts, of every city or of these – and, where these are many, of others too. One
    statement, whatever the number of cities and facts.

    keys: of FACTS; those the house does not know tell nothing. What was recorded later than `asof.known` is left out.
    """
    ids = named(cities)
    statement = statement_of(tuple(key for key in dict.fromkeys(keys) if key in FACTS), asof, ids is None)
    rows = told_by(*statement, ids) if statement else []
    return [one for one in rows if one.city_id is not None and one.known_at(asof.known)]


@lru_cache(maxsize=100)
def statement_of(keys: tuple[str, ...], asof: AsOf, of_all: bool) -> tuple[str, tuple] | None:
    parts = [rows for key in keys for rows in FACTS[key].find(key, asof)]
    return written(parts, of_all=of_all) if parts else None
