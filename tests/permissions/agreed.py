"""The agreements of the walk: a draft of the own city and its twin, one that a party has approved, a draft of another
city, one that is signed, and one that was made elsewhere and is only registered.
"""

from django.core.files.uploadedfile import SimpleUploadedFile

from agreements import actions
from agreements.models import Agreement, AgreementParty, Annex, Commitment, Link, Representation, Sum
from common.dates import LooseDate
from common.numbers import StatedNumber
from programmes.actions import save_field
from programmes.fields import field_of
from programmes.models import Element, Measure
from tests.factories.programmes import ElementFactory, ProgrammeFactory
from tests.permissions.canaries import AT, canary

AGREEMENTS = {
    "utkast, egen": ("here", ("skien", "porsgrunn"), "md", "avtaleutkast", "avtaleutkast"),
    "til godkjenning": ("here", ("skien", "porsgrunn"), "md", "avtaleutkast", "avtaleutkast"),
    "utkast, annen": ("here", ("oslo",), "sd", "avtaleoslo", "avtaleoslo"),
    "inngått": ("here", ("oslo",), "sd", "avtaleinngatt", "avtaleforhandlet"),
    "registrert": ("elsewhere", ("skien", "porsgrunn"), "md", "avtaleinngatt", "avtaleutkast"),
}
"""How it comes about, its cities and its ministry; the canary in what is agreed, and in what was said on the way."""

PROGRAMMES = {"skien": "utkast", "oslo": "oslo"}
"""The canary in what no party has to do with, of the programmes whose measures want something."""


def agree_on(walk) -> dict[str, Agreement]:
    made = {word: _agreement(walk, *how) for word, how in AGREEMENTS.items()}
    _link(walk, made)
    values = {"signed": LooseDate.read("9. februar 2009"), "signed_where": "", "signatories": canary("avtaleinngatt")}
    _confirm(walk, made["inngått"], values)
    actions.sign_agreement(agreement=made["registrert"], values=values, by=walk.person("planner"), at=AT)
    waiting = made["til godkjenning"]
    version, own = _freeze(walk, waiting), waiting.members.get(party=walk.world.cities["skien"].party)
    _approve(walk, waiting, version, own, walk.person("planner"), "avtaleutkast", "conditional")
    signed, before = (one.version for one in made["inngått"].versions.select_related("version"))
    walk.versions |= {"inngått avtale": signed, "avtale før underskrift": before}
    return {word: Agreement.objects.for_door().get(pk=agreement.pk) for word, agreement in made.items()}


def _freeze(walk, agreement):
    """All agree to all of it, and it is frozen."""
    for commitment in Commitment.objects.filter(clause__agreement=agreement):
        for by in _speakers(walk, agreement):
            base = commitment.proposals.last().number
            actions.agree(agreement=agreement, commitment=commitment, member=None, base=base, by=by, at=AT)
    by = _speakers(walk, agreement)[0]
    return actions.freeze_agreement(agreement=agreement, day=AT.date(), by=by, at=AT)


def _speakers(walk, agreement) -> list:
    """Somebody for each party."""
    ministries = {party: walk.person("contact", code) for code, party in walk.world.parties.items()}
    parties = [member.party for member in agreement.members.select_related("party__city")]
    return [ministries.get(party) or walk.person("planner", party.city.slug) for party in parties]


def _approve(walk, agreement, version, member, by, mark, outcome="approved") -> None:
    said, stated = canary(mark), LooseDate.read("9. februar 2009")
    values = {"outcome": outcome, "body": said, "case_number": said, "conditions": said, "day": stated}
    upload = SimpleUploadedFile("vedtak.pdf", f"%PDF-1.7 {said}".encode())
    about = {"agreement": agreement, "version": version, "member": member}
    actions.approve_version(**about, values=values, upload=upload, by=by, at=AT)


def _confirm(walk, agreement, signing) -> None:
    """Approved by every party, and confirmed at the other city's meeting, which is a draft."""
    version, by = _freeze(walk, agreement), walk.person("planner", "oslo")
    for member, person in zip(agreement.members.all(), _speakers(walk, agreement), strict=True):
        _approve(walk, agreement, version, member, person, "avtaleforhandlet")
    meeting = walk.gatherings["utkast, annen"]
    item = actions.take_to_meeting(agreement=agreement, gathering=meeting, address="/", by=by, at=AT)
    actions.confirm_agreement(agreement=agreement, item=item, values=signing, by=by, at=AT)


def _agreement(walk, origin, slugs, ministry, mark, spoken) -> Agreement:
    """With one row of each sort. The last party of the own city's has said nothing yet."""
    said, who = canary(mark), {"by": walk.person("planner", slugs[0]), "at": AT}
    term = LooseDate.read("2009–2012")
    values = {"kind": "cooperation", "kind_words": said, "title": f"Avtale {said}", "term": term, "text": said}
    cities = [walk.world.cities[slug] for slug in slugs]
    agreement = actions.save_agreement(origin=origin, cities=cities, values=values, **who)
    parties = walk.world.parties
    party = {"official": "", "short": "", "joined": None, "left": None, "note": said}
    member = _part(agreement, AgreementParty, party | {"party": parties[ministry]}, who)
    if ministry == "md":  # whose contact is walked with, and must stay a stranger to the others
        _part(agreement, AgreementParty, party | {"party": parties["sd"]}, who)
    by = parties["sd"] if ministry == "md" else walk.world.cities["bergen"].party
    stands_in = {"member": member, "by": by, "since": LooseDate.read("2100"), "note": said}
    _part(agreement, Representation, stands_in, who | {"by": walk.person("secretariat", "network")})
    sums = {"currency": "NOK", "period": None, "note": said, "source": said, "chosen": False}
    _part(agreement, Sum, sums | {"amount": StatedNumber.read("inntil 20 mill. kr")}, who)
    upload = SimpleUploadedFile("vedlegg.pdf", f"%PDF-1.7 {said}".encode())
    _part(agreement, Annex, {"title": f"Vedlegg {said}", "edition": "", "day": None}, who, upload)
    _negotiate(walk, agreement, cities, ministry, said, canary(spoken), who)
    return agreement


def _part(agreement, model, values, who, upload=None):
    return actions.save_part(agreement=agreement, model=model, values=values, upload=upload, **who)


def _negotiate(walk, agreement, cities, ministry, said, spoken, who) -> None:
    """A clause with a measure behind that has changed since, where the ministry has countered and a city agrees; and a
    clause without.
    """
    drawn, _left = _measures(walk, cities, said, spoken)
    actions.derive(agreement=agreement, elements=[drawn], member=None, **who)
    actions.save_clause(agreement=agreement, values={"title": f"Punkt {said}", "area": None}, **who)
    states = agreement.clauses.first().commitments.get(side="state")
    contact = {"by": walk.person("contact", ministry), "at": AT}
    proposal = {"amount": None, "currency": "", "due": None, "comment": f"Fordi {spoken}"}
    for text in (f"Forslag {spoken}", f"Bidra {said}"):
        base = states.proposals.last().number
        values = proposal | {"text": text}
        actions.propose(agreement=agreement, commitment=states, values=values, base=base, **contact)
    consenting = {"by": walk.person("planner", cities[-1].slug), "at": AT}
    actions.agree(agreement=agreement, commitment=states, member=None, base=3, **consenting)
    drawn = Element.objects.for_door().get(pk=drawn.pk)
    for name in ("title", "needs"):
        later = {"by": who["by"], "at": AT.replace(hour=15)}
        save_field(element=drawn, field=field_of(drawn.kind, name), value=f"Nytt {spoken}", base=0, **later)


def _measures(walk, cities, said, spoken) -> list[Element]:
    """Two that want something: one that is drawn into the agreement, and one that is not."""
    hidden = canary(PROGRAMMES[cities[0].slug])
    root = ProgrammeFactory(cities=cities, title=f"Program {hidden}").elements.get()
    found = []
    for title, text, needs in ((f"Tiltak {said}", spoken, said), (f"Tiltak {hidden}", hidden, hidden)):
        element = ElementFactory(parent=root, title=title, text=text)
        Measure.objects.filter(pk=element.pk).update(needs_from=["state"], needs=f"Midler {needs}")
        found.append(element)
    return found


def _link(walk, made) -> None:
    """Each to one that everybody reads; and then, by the secretariat, to a draft that its parties know nothing of."""
    planners = {word: walk.person("planner", slugs[0]) for word, (_origin, slugs, *_) in AGREEMENTS.items()}
    for later, earlier, hidden in [
        ("utkast, egen", "inngått", "utkast, annen"),
        ("til godkjenning", "registrert", "utkast, annen"),
        ("utkast, annen", "registrert", "utkast, egen"),
        ("inngått", "registrert", "utkast, egen"),
        ("registrert", "inngått", "utkast, annen"),
    ]:
        for linked, by in ((earlier, planners[later]), (hidden, walk.person("secretariat", "network"))):
            _part(made[later], Link, {"earlier": made[linked], "sort": "follows"}, {"by": by, "at": AT})
