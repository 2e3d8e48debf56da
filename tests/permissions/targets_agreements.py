"""What the words of the table stand for in the addresses of agreements, and what is posted there."""

from uuid import NAMESPACE_URL, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Commitment, PartyApproval, Representation
from agreements.queries import agenda_items_of
from common.rows import mark

UUID = uuid5(NAMESPACE_URL, "ny avtale")
WORDS = {
    "part i ": "parter",
    "stedfortreder i ": "representert",
    "beløp i ": "belop",
    "vedlegg i ": "vedlegg",
    "lenke i ": "avtaler",
    "skjult lenke i ": "avtaler",
    "ukjent slag i ": "finnes-ikke",
}
"""What an agreement has several of, and the word for it in the address."""


def split(word: str) -> tuple[str, str]:
    """ "beløp i utkast, egen" → what, and of which agreement."""
    what = next((what for what in WORDS if word.startswith(what)), "")
    return what, word.removeprefix(what)


def names(word: str) -> tuple[str, str]:
    """ "annens under egen": the own agreement, and something of the other city's draft."""
    _what, name = split(word)
    if name.startswith("annens under "):
        mine = name.removeprefix("annens under ")
        return "utkast, egen" if mine == "egen" else mine, "utkast, annen"
    return (name.split(" for ")[0],) * 2


def of_agreement(walk, address, word):
    mine, other = (walk.agreements[name] for name in names(word))
    what, _name = split(word)
    part = what or PARTS.get(address.removeprefix(AT), "beløp i ")
    found = approved(walk, address, word) if "/godkjenning/" in address and "<row>" in address else row(other, part)
    unspoken = address.endswith("<commitment>/slett/") or address.endswith("<clause>/tiltak/")
    return {
        "agreement": mine.pk,
        "word": WORDS[part],
        "row": found.pk,
        "clause": (other.clauses.first() if unspoken else other.clauses.last()).pk,
        "commitment": commitment(other, "cities" if unspoken else "state").pk,
    }


PARTS = {"vedlegg/<row>/fil/": "vedlegg i ", "parter/<row>/flytt/": "part i "}


def approved(walk, address, word):
    """The party that has countered, the last version, what is on an agenda, or an approval.

    Of the signed one, where it is another's.
    """
    foreign = word.startswith("annens") or word in ("utkast, egen", "utkast, annen")
    agreement = walk.agreements["inngått" if foreign else word]
    if "/parter/" in address:
        return ministry(walk.agreements[names(word)[1]])
    if "/endringer/" in address:
        return agreement.versions.first()
    if "/mote/" in address:
        return agenda_items_of(walk.agreements["inngått"]).get()
    return PartyApproval.objects.filter(of__agreement=agreement).first()


def commitment(agreement, side="state") -> Commitment:
    """What the ministry has countered; on the other side what nobody has answered to."""
    return Commitment.objects.get(clause__agreement=agreement, side=side)


def row(agreement, what: str):
    """The last party, which has said nothing; the first link, which everybody may follow; the last, which few may."""
    return {
        "part i ": agreement.members.last,
        "stedfortreder i ": lambda: Representation.objects.filter(member__agreement=agreement).first(),
        "beløp i ": agreement.sums.first,
        "vedlegg i ": agreement.annexes.first,
        "lenke i ": agreement.earlier_links.first,
        "skjult lenke i ": agreement.earlier_links.last,
        "ukjent slag i ": agreement.sums.first,
    }[what]()


def named(walk, word):
    """The agreement of a target and, of what it has several of, the row."""
    what, _name = split(word)
    agreement = walk.agreements[names(word)[1]]
    return agreement, row(agreement, what or "beløp i ")


def cities(walk, *slugs):
    return [walk.world.cities[slug].pk for slug in slugs]


def a_changed_agreement(walk, word):
    agreement = walk.agreements[word]
    own = [city.pk for city in agreement.cities.all()]
    return {"kind": "cooperation", "title": "Ny tittel", "cities": own, "seen": mark(agreement)}


def measures(walk, word):
    """What wants something in the cities' programmes, and is not drawn in yet."""
    agreement = walk.agreements[word]
    drawn = agreement.clauses.exclude(element=None).get().element
    return {"measures": drawn.programme.elements.exclude(pk=drawn.pk).filter(kind="measure").get().pk}


def a_changed_clause(walk, word):
    agreement, _row = named(walk, word)
    return {"title": "Nytt punkt", "seen": mark(agreement.clauses.last())}


def a_counterproposal(walk, word):
    agreement, _row = named(walk, word)
    return {
        "uuid": UUID,
        "text": "Motforslag",
        "currency": "NOK",
        "base": commitment(agreement).proposals.last().number,
    }


def a_consent(walk, word):
    """ "for part": said for the ministry, whoever says it."""
    agreement, _row = named(walk, word)
    about = {"number": commitment(agreement).proposals.last().number}
    return about | ({"member": ministry(agreement).pk} if word.endswith(" for part") else {})


def ministry(agreement):
    """The party that has countered."""
    return commitment(agreement).proposals.last().member


def a_part(walk, word):
    agreement, _row = named(walk, word)
    oslo, bergen = (walk.world.cities[slug].party.name for slug in ("oslo", "bergen"))
    return {
        "part i ": {"party": bergen},
        "stedfortreder i ": {"member": agreement.members.first().pk, "by": oslo, "since": "2014"},
        "beløp i ": {"amount": "18 mill. kr", "currency": "NOK"},
        "vedlegg i ": {"title": "Nytt vedlegg", "upload": SimpleUploadedFile("nytt.pdf", b"%PDF-1.7")},
        "lenke i ": {"sort": "follows", "earlier": walk.agreements["registrert"].pk},
        "skjult lenke i ": {"sort": "follows", "earlier": walk.agreements["utkast, annen"].pk},
        "ukjent slag i ": {},
    }[split(word)[0] or "beløp i "] | {"uuid": UUID}


def a_changed_part(walk, word):
    what, _name = split(word)
    _agreement, found = named(walk, word)
    known = {
        "part i ": lambda: {
            "party": found.party.name, "official": found.official, "short": found.short, "note": "Ny merknad",
        },
        "stedfortreder i ": lambda: {"member": found.member_id, "by": found.by.name, "since": "2100", "note": "Ny"},
        "lenke i ": lambda: {"earlier": found.earlier_id, "sort": "renews"},
        "skjult lenke i ": lambda: {"earlier": found.earlier_id, "sort": "renews"},
    }  # fmt: skip
    return (known[what]() if what in known else a_part(walk, word)) | {"seen": mark(found)}


AT = "avtaler/<agreement>/"
SAID = AT + "forpliktelser/<commitment>/"
POSTED = {
    "avtaler/ny/": lambda walk, word: {
        "uuid": UUID, "kind": "cooperation", "title": "Ny avtale", "origin": "here", "cities": cities(walk, "skien"),
    },
    AT + "endre/": a_changed_agreement,
    AT + "underskrift/": {"signed": "9. februar 2009"},
    AT + "tiltak/": measures,
    AT + "punkter/ny/": {"uuid": UUID, "title": "Nytt punkt"},
    AT + "punkter/<clause>/": a_changed_clause,
    AT + "punkter/<clause>/flytt/": {"way": "up"},
    AT + "punkter/<clause>/ny/": {"uuid": UUID, "side": "state", "text": "Bidra", "currency": "NOK"},
    SAID: a_counterproposal,
    AT + "godkjenning/las/": {"uuid": UUID, "day": "2009-02-09"},
    AT + "godkjenning/mote/": lambda walk, word: {"uuid": UUID, "gathering": walk.gatherings["utkast, egen"].pk},
    AT + "godkjenning/mote/<row>/": {"signed": "9. februar 2009"},
    AT + "godkjenning/parter/<row>/": {"uuid": UUID, "outcome": "approved", "day": "mai 2009"},
    AT + "godkjenning/<row>/vilkar/": {"met_on": "18. mai 2009"},
    SAID + "status/": {"uuid": UUID, "status": "under_way", "day": "1. september 2010"},
    SAID + "enig/": a_consent,
    SAID + "ikke-enig/": a_consent,
    AT + "parter/<row>/flytt/": {"way": "up"},
    AT + "<word>/ny/": a_part,
    AT + "<word>/<row>/": a_changed_part,
}  # fmt: skip
