"""The agreements of the facts, with their parties as at signing, annexes, sums, and how they follow one another."""

from dataclasses import dataclass
from html import escape

from django.urls import reverse

from agreements.models import (
    Agreement,
    AgreementParty,
    Annex,
    Clause,
    Commitment,
    Link,
    Proposal,
    Representation,
    Sum,
)
from cities.models import City, Party
from common.dates import LooseDate
from common.numbers import StatedNumber
from framtid.demo.facts import read
from framtid.demo.network import SUCCESSIONS
from framtid.demo.wording import split_words
from workshops.models import AgendaItem, Gathering

KINDS = {
    "intensjonsavtale": Agreement.Kind.INTENT,
    "samarbeidsavtale": Agreement.Kind.COOPERATION,
    "belønningsavtale": Agreement.Kind.REWARD,
    "byvekstavtale": Agreement.Kind.GROWTH,
}


@dataclass(frozen=True)
class Ours:
    """What the sources leave open and we chose: a title; and what stands in a title or a remark, read out of it."""

    title: str = ""
    term: str = ""
    annex_editions: tuple[str, ...] = ()


OURS = {
    "intensjon-2008": Ours("Intensjonsavtale om Framtidens byer"),
    "avtale-2009-kommuner": Ours(
        term="2008–2014", annex_editions=("", "oppdatert 2010", "oppdatert november 2011")
    ),
    "belonning-krs-2009": Ours("Belønningsavtale for Kristiansandsregionen"),
    "belonning-trd-2009": Ours("Belønningsavtale for Trondheimsregionen"),
    "nedre-glomma-2011": Ours("Samarbeidsavtale om areal og transport i Nedre Glomma"),
    "nedre-glomma-byvekst-2024": Ours("Byvekstavtale for Nedre Glomma"),
}  # fmt: skip

FOLLOWING = (
    ("avtale-2009-kommuner", "intensjon-2008", Link.Sort.BUILDS),
    ("nedre-glomma-2011-fornyet", "nedre-glomma-2011", Link.Sort.RENEWS),
    ("nedre-glomma-byvekst-2024", "nedre-glomma-2011-fornyet", Link.Sort.FOLLOWS),
)

CONFIRMED = ("avtale-2009-kommuner", "avtale-2009-naeringsliv")
"""Signed at the political meeting of 19 May 2009."""

HEADINGS = {
    "innhold": "Innhold",
    "onsket_av_byene": "Ønsket av byene",
    "maal": "Mål",
    "vilkaar": "Vilkår",
}


def load_agreements(cities: dict[str, City], parties: dict[str, Party], *, at) -> None:
    """All of them. parties: by every name known."""
    told = list(facts())
    agreements = {fact["id"]: Agreement(**values(fact)) for fact in told}
    for agreement in agreements.values():
        agreement.signed_at = at if agreement.signed else None
    Agreement.objects.bulk_create(agreements.values())
    both = [(agreements[fact["id"]], fact) for fact in told]
    members = AgreementParty.objects.bulk_create(one for pair in both for one in parties_of(*pair, parties))
    Representation.objects.bulk_create(successions(members, parties))
    Agreement.cities.through.objects.bulk_create(
        Agreement.cities.through(agreement=agreement, city=city)
        for agreement, fact in both
        for city in cities.values()
        if any(city.name in words for words in fact["parter"])
    )
    load_commitments(both, at)
    Annex.objects.bulk_create(one for pair in both for one in annexes_of(*pair))
    Sum.objects.bulk_create(one for pair in both for one in sums_of(*pair))
    Link.objects.bulk_create(
        Link(agreement=agreements[later], earlier=agreements[earlier], sort=sort) for later, earlier, sort in FOLLOWING
    )
    confirm_all([agreements[fact] for fact in CONFIRMED], at)


def confirm_all(agreements: list[Agreement], at) -> None:
    """They were signed at the political meeting of that day, and so stand on its agenda as confirmed."""
    day = agreements[0].signed.earliest
    meeting = Gathering.objects.get(kind=Gathering.Kind.POLITICAL, day__earliest=day.isoformat())
    AgendaItem.objects.bulk_create(
        AgendaItem(
            gathering=meeting, position=n, title=one.title, reference=one.reference, confirmed_on=day, confirmed_at=at,
            address=reverse("agreement_page", args=[one.pk]),
        )
        for n, one in enumerate(agreements)
    )  # fmt: skip


def facts():
    """Each agreement; one that was renewed is two."""
    for fact in read("agreements")["avtaler"]:
        yield fact
        if renewed := fact.get("fornyet"):
            yield fact | {
                "id": f"{fact['id']}-fornyet", "fornyet": None, "aar": None,
                "dato_omtrent": f"innen {said(renewed['fra'])}",
                "periode": f"{said(renewed['fra'])} – {said(renewed['til'])}",
                "tittel": f"{OURS[fact['id']].title}, fornyet",
            }  # fmt: skip


def values(fact: dict) -> dict:
    ours = OURS.get(fact["id"], Ours())
    kind, _words = split_words(fact["type"])
    proposal = "forslag" in fact["type"]
    signed = fact["dato"] or fact.get("dato_omtrent") or fact.get("aar")
    term = LooseDate.read(ours.term or fact.get("periode") or "")
    return {
        "kind": next(one for word, one in KINDS.items() if kind.startswith(word)),
        "kind_words": "" if fact["type"] in KINDS else fact["type"],
        "title": fact.get("tittel") or ours.title,
        "origin": Agreement.Origin.ELSEWHERE,
        "term": term,
        "signed": None if proposal else said(signed),
        "signatories": fact.get("underskrift", ""),
        "text": text_of(fact, proposal),
        "sources": fact["source"],
    }


def said(words) -> LooseDate | None:
    """A day as people write it: "17. juni 2008"; what is no day in its own words."""
    day = LooseDate.read(str(words or ""))
    exact = day and day.earliest and day.earliest == day.latest
    return LooseDate.read(day.understood()) if exact else day


def text_of(fact: dict, proposal: bool) -> str:
    """What is known of what it says, in the words of the sources."""
    lists = [(HEADINGS[key], fact[key]) for key in HEADINGS if fact.get(key)]
    parts = [f"<p><strong>{title}</strong></p><ul>{items(points)}</ul>" for title, points in lists]
    if fact.get("beslutningsform"):
        parts.append(f"<p>Beslutningsform: {escape(fact['beslutningsform'])}.</p>")
    if proposal:
        parts.append(f"<p>Enighet om forslaget: {said(fact['dato'])}.</p>")
    remarks = [fact.get("merknad"), fact.get("parter_merknad")]
    return "".join(parts + [f"<p>{escape(remark)}</p>" for remark in remarks if remark])


def items(points) -> str:
    return "".join(f"<li><p>{escape(point)}</p></li>" for point in points)


def parties_of(agreement: Agreement, fact: dict, parties: dict[str, Party]):
    """In the order stated, called what they were called. A remark in brackets is kept as one."""
    for position, (name, note) in enumerate(map(split_words, fact["parter"])):
        party = parties[name]
        yield AgreementParty(
            agreement=agreement, party=party, position=position, official=party.name, short=party.short, note=note
        )


def successions(members: list[AgreementParty], parties: dict[str, Party]):
    """Who took over for whom while the agreement ran, where a year is stated."""
    later = {parties[old].pk: (parties[new], year, note) for old, new, year, note in SUCCESSIONS if year}
    for member in members:
        if member.party_id in later:
            by, year, note = later[member.party_id]
            yield Representation(member=member, by=by, since=LooseDate.read(str(year)), note=note)


COLUMNS = {
    "forpliktelser_staten": (Commitment.Column.STATE, "Det staten forplikter seg til"),
    "forpliktelser_kommunene": (Commitment.Column.CITIES, "Det kommunene forplikter seg til"),
    "forpliktelser_felles": (Commitment.Column.JOINT, "Det partene skal gjøre sammen"),
}


def load_commitments(both, at) -> None:
    """What the sources say that each side shall do, one clause for each side, in their words."""
    told = [(agreement, key, fact[key]) for agreement, fact in both for key in COLUMNS if fact.get(key)]
    clauses = [
        Clause(agreement=agreement, position=n, title=COLUMNS[key][1]) for n, (agreement, key, _said) in enumerate(told)
    ]
    Clause.objects.bulk_create(clauses)
    said = [
        (clause, COLUMNS[key][0], text)
        for clause, (_agreement, key, texts) in zip(clauses, told, strict=True)
        for text in texts
    ]
    commitments = [Commitment(clause=clause, side=column) for clause, column, _text in said]
    Commitment.objects.bulk_create(commitments)
    Proposal.objects.bulk_create(
        Proposal(commitment=one, number=1, text=f"{text}.", made_at=at)
        for one, (_clause, _column, text) in zip(commitments, said, strict=True)
    )


def annexes_of(agreement: Agreement, fact: dict):
    title, _words = split_words(fact.get("vedlegg", ""))
    for edition in OURS.get(fact["id"], Ours()).annex_editions:
        day = LooseDate.read(edition.removeprefix("oppdatert ")) if edition else agreement.signed
        yield Annex(agreement=agreement, title=title, edition=edition, day=day)


def sums_of(agreement: Agreement, fact: dict):
    if "verdi_mrd_kr" in fact:
        amount = StatedNumber.read(f"{fact['verdi_mrd_kr']} mrd. kr".replace(".", ",", 1))
        source = fact["source"][0]
        yield Sum(agreement=agreement, amount=amount, currency="NOK", period=agreement.term, source=source)
