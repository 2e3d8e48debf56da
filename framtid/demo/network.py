"""Who there is: the network, the cities with their dated identity, and the other parties."""

import re
from datetime import date
from itertools import chain

from cities.access import open_places
from cities.models import Body, City, Network, Number, Party, PartyName, Succession
from cities.models.parties import PartyKind
from framtid.demo.facts import read
from framtid.demo.ours import ALSO_CALLED, BODY_OF_GOVERNMENT, PARTIES_OF_AGREEMENTS
from framtid.demo.wording import PARTY_KINDS, ascii_name, joined, split_words

# Municipalities and counties were renumbered on these days.
SPANS = (
    ("kommunenummer_2009", None, date(2017, 12, 31)),
    ("kommunenummer_2018", date(2018, 1, 1), date(2019, 12, 31)),
    ("kommunenummer_2020", date(2020, 1, 1), date(2023, 12, 31)),
    ("kommunenummer_2026", date(2024, 1, 1), None),
)
POPULATION_ON = date(2009, 1, 1)
DIVISION_OF_2024 = date(2024, 1, 1)

# Who became whom, as far as the lists of parties say it.
SUCCESSIONS = (
    ("MD", "KLD", None, "utledet av forkortelseslisten"),
    ("KRD", "KMD", 2014, "Hovedrapporten oppgir at KRD varte til og med 2013"),
)


def load_network() -> Network:
    fact = read("network")["program"]
    first, last = fact["periode"]
    network = Network.objects.create(name=fact["navn"], name_en=fact["engelsk"], first_year=first, last_year=last)
    open_places("network", [network.pk])
    return network


def load_cities() -> dict[str, City]:
    """The 13 cities by name, each with its party, names, numbers, bodies and the municipalities it took in."""
    facts = read("cities")["byer"]
    cities = [city(fact) for fact in facts]
    parties = [city.party for city in cities]
    Party.objects.bulk_create(parties)
    City.objects.bulk_create(cities)
    both = list(zip(parties, facts, strict=True))
    bodies = bodies_named()
    PartyName.objects.bulk_create(chain.from_iterable(names_of(*one) for one in both))
    Number.objects.bulk_create(chain.from_iterable(numbers_of(*one) for one in both))
    Body.objects.bulk_create(chain.from_iterable(bodies_of(*one, bodies) for one in both))
    Succession.objects.bulk_create(
        Succession(before_name=name, after=party)
        for party, fact in both
        for name in fact["sammenslaatt_siden_2009"] or ()
    )
    open_places("party", [party.pk for party in parties])
    open_places("city", [city.pk for city in cities])
    return {city.name: city for city in cities}


def city(fact) -> City:
    party = Party(
        code=f"{ascii_name(fact['navn'])}-kommune",
        kind=PartyKind.MUNICIPALITY,
        name=fact["offisielt_navn_2009"],
        short=fact["navn"],
        sources=list(dict.fromkeys(chain(fact["source"], fact["malform_kilde"] or (), fact["organ_kilde"] or ()))),
    )
    return City(
        party=party,
        slug=ascii_name(fact["navn"]),
        name=fact["navn"],
        written_standard={"nøytral": City.Standard.NEUTRAL}.get(fact["malform"]),
        population=fact["folketall_2009_01_01"],
        population_on=POPULATION_ON,
        highest_body=fact["oeverste_organ_2009"],
        government=fact["styringsform_2009"],
        note=joined(fact["merknad"], fact["spraak_merknad"] and f"Målform: {fact['spraak_merknad']}"),
    )


def names_of(party, fact):
    """The Norwegian name; and the Sámi one beside it, from the year it stands in the official division."""
    yield PartyName(party=party, official=party.name, short=party.short)
    _, _, sami = fact["kartverket_navn_2024"].partition(" - ")
    if sami:
        yield PartyName(party=party, language="sma", official=sami, short=sami, since=DIVISION_OF_2024)


def numbers_of(party, fact) -> list[Number]:
    """One row for each number, from its first day to its last."""
    rows = []
    for key, since, until in SPANS:
        if rows and rows[-1].number == fact[key]:
            rows[-1].until = until
        else:
            rows.append(
                Number(party=party, number=fact[key], county=county_of(fact, fact[key]), since=since, until=until)
            )
    return rows


def county_of(fact, number) -> str | None:
    """The county goes with the number; it is stated for 2009 and for today, not for what lay between."""
    return {fact["kommunenummer_2009"]: fact["fylke_2009"], fact["kommunenummer_2026"]: fact["fylke_2026"]}.get(number)


def bodies_named() -> dict[str, list[str]]:
    """The bodies that the facts about political treatment, and about who adopted a goal, name for each city."""
    named = {row["by"]: [step["organ"] for step in row["steg"]] for row in read("treatment")["politisk_behandling"]}
    for goal in read("goals")["maal"]:
        if adopted := re.search(r"vedtatt av (\w+)", goal["merknad"] or ""):
            named.setdefault(goal["by"], []).append(adopted[1])
    return named


def bodies_of(party, fact, named) -> list[Body]:
    highest, note = split_words(fact["oeverste_organ_2009"] or "")
    all_named = [highest, BODY_OF_GOVERNMENT.get(fact["styringsform_2009"]), *named.get(fact["navn"], ())]
    return [
        Body(
            party=party,
            name=name[0].upper() + name[1:],
            highest=name == highest,
            note=note if name == highest else "",
        )
        for name in dict.fromkeys(all_named)
        if name
    ]


def load_parties() -> dict[str, Party]:
    """The other parties by code or name: ministries, organisations, agencies, consultants."""
    facts = read("parties")["parter"]
    named = [named_in_agreements(name, kind) for name, kind in PARTIES_OF_AGREEMENTS.items()]
    parties = Party.objects.bulk_create([*(party(fact) for fact in facts), *named])
    PartyName.objects.bulk_create(PartyName(party=one, official=one.name, short=one.short) for one in parties)
    by_code = dict(zip([*(fact["kode"] for fact in facts), *PARTIES_OF_AGREEMENTS], parties, strict=True))
    Succession.objects.bulk_create(
        Succession(before=by_code[old], before_name=by_code[old].name, after=by_code[new], year=year, note=note)
        for old, new, year, note in SUCCESSIONS
    )
    open_places("party", [one.pk for one in parties])
    return by_code


def named_in_agreements(name: str, kind: str) -> Party:
    """A party that only agreements name, with the sources of the first that does."""
    facts = read("agreements")["avtaler"]
    sources = next(fact["source"] for fact in facts if any(words.startswith(name) for words in fact["parter"]))
    return Party(code=ascii_name(name), kind=kind, name=name, short=name, sources=sources)


def party(fact) -> Party:
    return Party(
        code=ascii_name(fact["kode"]),
        kind=PARTY_KINDS[fact["type"]],
        name=fact["navn"],
        short=fact["navn"] if fact["type"] == "konsulent" else fact["kode"],
        role=fact["rolle"],
        first_year=fact.get("fra"),
        last_year=fact.get("til"),
        note=fact.get("merknad") or "",
        sources=fact["source"],
    )


def known_names(cities: dict[str, City], parties: dict[str, Party]) -> dict[str, Party]:
    """Every name a list of responsible ones may use for a party we know."""
    of_cities = {name: one.party for one in cities.values() for name in (one.name, one.party.name)}
    of_others = {name: one for code, one in parties.items() for name in (code, one.name, one.short)}
    return of_cities | of_others | {name: parties[code] for name, code in ALSO_CALLED.items()}
