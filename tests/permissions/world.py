"""The world of the permission walk: tests/programmes/world.py with everything in it that could leak.

Every text carries a canary, `kanari-` and a word that tells where it belongs; canaries.csv says who may see which.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile

from cities import actions as places
from cities.access import forget_rights
from cities.acts import RoleKind
from cities.models import Invitation, User
from documents.actions import (
    make_public,
    order_papers,
    order_print,
    register_decision,
    save_statement,
    save_step,
    share_version,
    start_route,
    table_version,
    withdraw_sharing,
    withdraw_tabling,
)
from documents.models import Edition, Print, Route, Version
from documents.tasks import press
from documents.treatment import STATED, VALUES
from files.actions import store
from programmes.actions import (
    answer_point,
    attach,
    bin_element,
    comment_on,
    freeze_programme,
    invite_city,
    propose_merger,
    save_feedback,
    save_feedback_point,
    save_field,
    save_row,
    send_feedback,
    waive_gap,
    withdraw_city_invitation,
)
from programmes.feedback import letter_mark
from programmes.fields import field_of
from programmes.models import Basis, Element, Kind, Paper, Point, Programme, Theme
from programmes.queries import with_cities
from programmes.scopes import mark_of_all
from programmes.tables import table_of
from tests import world as worlds
from tests.factories.programmes import ElementFactory, ProgrammeFactory
from tests.helpers.approval import approve_for_all
from tests.permissions.agreed import agree_on
from tests.permissions.canaries import AT, canary
from tests.permissions.followed import follow
from tests.permissions.gathered import gather
from tests.permissions.happened import happen
from tests.permissions.reminded import remind_all
from tests.programmes import world as programme_worlds

DAY = date(2009, 2, 9)
PASSWORD = "sykkel på regnværsdager"
PLACE_WORDS = {"skien": "egen", "porsgrunn": "tvilling", "oslo": "annen"}


@dataclass
class Walk:
    """What the walk meets, each thing under the words the table uses for it."""

    programmes: programme_worlds.Programmes
    versions: dict[str, Version] = field(default_factory=dict)
    prints: dict[str, Print] = field(default_factory=dict)
    tablings: dict = field(default_factory=dict)
    routes: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    invitations: dict = field(default_factory=dict)
    roles: dict = field(default_factory=dict)
    themes: dict = field(default_factory=dict)
    papers: dict = field(default_factory=dict)
    waivers: dict = field(default_factory=dict)
    city_invitations: dict = field(default_factory=dict)
    mergers: dict = field(default_factory=dict)
    sharings: dict = field(default_factory=dict)
    letters: dict = field(default_factory=dict)
    gatherings: dict = field(default_factory=dict)
    agreements: dict = field(default_factory=dict)
    milestones: dict = field(default_factory=dict)
    events: dict = field(default_factory=dict)
    remindings: dict = field(default_factory=dict)
    key: str = ""

    @property
    def world(self) -> worlds.World:
        return self.programmes.world

    def person(self, kind, place="skien") -> User:
        return self.world.people[kind, place]


def build() -> Walk:
    walk = Walk(programme_worlds.build(worlds.build()))
    User.objects.update(password=make_password(PASSWORD))
    _write_canaries(walk)
    _hang_rows(walk)
    _attach(walk)
    _comment(walk)
    _write_letters(walk)
    _freeze(walk)
    _publish(walk)
    _waive(walk)
    _propose(walk)
    _invite(walk)
    _ask_cities(walk)
    _share(walk)
    walk.gatherings = gather(walk)
    walk.agreements = agree_on(walk)
    walk.milestones = follow(walk)
    walk.events = happen(walk)
    walk.remindings = remind_all(walk)
    _keep_parties(walk)
    walk.roles = {
        f"{kind} {place}": person.roles.get()
        for (kind, place), person in (item for item in walk.world.people.items() if isinstance(item[0], tuple))
    }
    return walk


def _write_canaries(walk: Walk) -> None:
    programmes, cities = walk.programmes, walk.world.cities
    for programme, word in [
        (programmes.skien, "skien"),
        (programmes.twins["skien", "porsgrunn"], "felles"),
        (programmes.twins["oslo", "bergen"], "oslo"),
    ]:
        for element in Element.objects.filter(programme=programme):
            own = element.city and {"skien": "egetskien", "porsgrunn": "egetporsgrunn"}.get(element.city.slug)
            mark = canary(own or word)
            Element.objects.filter(pk=element.pk).update(
                title=f"{element.title} {mark}", text=f"<p>{element.text} {mark}</p>"
            )
        Programme.objects.filter(pk=programme.pk).update(law_reference=canary(word))
    for slug in PLACE_WORDS:
        plan = Paper.objects.create(title=f"Energiplan {canary('plan')} {slug}")
        plan.cities.add(cities[slug])
        walk.papers[f"plan, {PLACE_WORDS[slug]}"] = plan
        Point.objects.create(paper=plan, position=0, title="Mål for energibruk")
        theme = Theme.objects.create(code="X", number=9, name=canary(f"tema{slug}"), city=cities[slug])
        walk.themes[PLACE_WORDS[slug]] = theme
        hidden = places_person(f"{canary('folk' + slug)}@{slug}.example", canary("folk" + slug))
        places.give_role(person=hidden, kind=RoleKind.MEASURE_OWNER, city=cities[slug], by=None, at=AT)
    walk.themes["nettverkets"] = Theme.objects.create(code="AT", number=1, name="Areal og transport")
    contact = places_person("ekstra@md.example", canary("folkmd"))
    places.give_role(person=contact, kind=RoleKind.CONTACT, party=walk.world.parties["md"], by=None, at=AT)
    Basis.objects.create(element=programmes["bare-skien"], kind="idea", title=canary("skien"))
    goal = programmes["bare-skien:goal"]
    thrown = ElementFactory(parent=goal, title=f"Kastet {canary('papirkurv')}", text=canary("papirkurv"))
    programmes.elements["papirkurv"] = bin_element(element=thrown, by=walk.person("planner"), at=AT)
    for name in programmes.elements:
        programmes.elements[name] = Element.objects.for_door().get(pk=programmes[name].pk)


def places_person(email, name) -> User:
    return User.objects.create_user(email, name=name)


def _hang_rows(walk: Walk) -> None:
    """Who answers: in common, and each twin's own; the same for strangers and for the programme of one city."""
    cities, table = walk.world.cities, table_of(Kind.MEASURE, "responsibility")
    for word, name, slug, by in [
        ("eget", "bare-skien", None, "skien"),
        ("felles rad", "skien-porsgrunn", None, "skien"),
        ("egen bys rad på felles", "skien-porsgrunn", "skien", "skien"),
        ("tvillingens rad på felles", "skien-porsgrunn", "porsgrunn", "porsgrunn"),
        ("besvart", "skien-porsgrunn", None, "skien"),
        ("fremmed", "oslo-bergen", None, "oslo"),
    ]:
        mark = canary({"bare-skien": "skien", "oslo-bergen": "oslo"}.get(name, f"rad{slug or 'felles'}"))
        who = "Byplan i Skien" if word == "besvart" else f"Etaten {mark}"  # the unit of its measure owner
        values = {"words": who, "part": "responsible", "part_words": "", "certain": True, "span": None}
        walk.rows[word] = save_row(
            element=walk.programmes[name], table=table, values=values, city=cities[slug] if slug else None,
            uuid=uuid5(NAMESPACE_URL, word), by=walk.person("planner", by), at=AT,
        )  # fmt: skip


def _attach(walk: Walk) -> None:
    """A file on each of these; what is in it must not come to others' eyes either."""
    for word, name, by in [
        ("vedlegg til eget", "bare-skien", "skien"),
        ("vedlegg til felles", "skien-porsgrunn", "skien"),
        ("vedlegg til tvillingens", "skien-porsgrunn:porsgrunn", "porsgrunn"),
        ("fremmed vedlegg", "oslo-bergen", "oslo"),
    ]:
        mark = canary({"bare-skien": "skien", "oslo-bergen": "oslo"}.get(name, "vedlegg"))
        walk.rows[word] = attach(
            element=walk.programmes[name], upload=SimpleUploadedFile("kart.pdf", f"%PDF-1.7 {mark}".encode()),
            values={"title": "Kart", "sort": "annex", "description": ""}, by=walk.person("planner", by), at=AT,
        )  # fmt: skip


def _write_letters(walk: Walk) -> None:
    """Letters to answer: the network's, and feedback to one city, to the twins together and to a stranger."""
    cities = walk.world.cities
    for word, kind, slugs, mark in [
        ("nettverkets", "letter_of_intent", (), "plan"),
        ("brev, egen", "feedback", ("skien",), "brevskien"),
        ("brev, felles", "feedback", ("skien", "porsgrunn"), "brevfelles"),
        ("brev, annen", "feedback", ("oslo",), "brevoslo"),
    ]:
        file = store(f"%PDF-1.7 {canary(mark)}".encode(), media_type="application/pdf", at=AT)
        paper = Paper.objects.create(kind=kind, title=f"Brev {canary(mark)}", file=file, file_name="brev.pdf")
        paper.cities.set(cities[slug] for slug in slugs)
        Point.objects.create(paper=paper, position=0, number="1", title=f"Punkt {canary(mark)}")
        Point.objects.create(paper=paper, position=1, number="2", title=f"Punkt to {canary(mark)}")
        walk.papers[word] = paper
    for word, name, paper in [
        ("grunnlag for eget", "bare-skien", "brev, egen"),
        ("grunnlag for felles", "skien-porsgrunn", "brev, felles"),
        ("grunnlag for tvillingens", "skien-porsgrunn:porsgrunn", "brev, felles"),
        ("fremmed grunnlag", "oslo-bergen", "brev, annen"),
    ]:
        point = walk.papers[paper].points.first()
        walk.rows[word] = Basis.objects.create(
            element=walk.programmes[name], kind="feedback", title=point.title, paper=point.paper, point=point
        )


def _comment(walk: Walk) -> None:
    """Something said about each of these."""
    for word, name, by, mark in [
        ("kommentar på eget", "bare-skien", "skien", "skien"),
        ("kommentar på felles", "skien-porsgrunn", "skien", "felles"),
        ("kommentar på tvillingens", "skien-porsgrunn:porsgrunn", "porsgrunn", "egetporsgrunn"),
        ("fremmed kommentar", "oslo-bergen", "oslo", "oslo"),
    ]:
        walk.rows[word] = comment_on(
            element=walk.programmes[name], text=f"Sagt om {canary(mark)}", uuid=uuid5(NAMESPACE_URL, word),
            by=walk.person("planner", by), at=AT,
        )  # fmt: skip


def _freeze(walk: Walk) -> None:
    """Versions that lie before politicians, do not, and no longer do; between them the draft goes on.

    What no longer does was public while it did.
    """
    programmes, cities = walk.programmes, walk.world.cities
    twins, oslo = programmes.twins["skien", "porsgrunn"], programmes.twins["oslo", "bergen"]

    _retitle(walk, "skien-porsgrunn", f"Felles {canary('felles')} {canary('framlagt')}", 0)
    approve_for_all(twins, walk.world)
    walk.versions["framlagt"] = framlagt = _version(walk, twins, "skien", tabled="skien")
    there = table_version(version=framlagt, city=cities["porsgrunn"], by=walk.person("lead", "porsgrunn"), at=AT)
    make_public(route=framlagt.routes.get(city=there.city), by=walk.person("lead", "porsgrunn"), at=AT)
    withdraw_tabling(tabling=there, by=walk.person("lead", "porsgrunn"), at=AT)
    _retitle(walk, "skien-porsgrunn", f"Felles {canary('felles')} {canary('ulagt')}", 1)
    approve_for_all(twins, walk.world)
    walk.versions["ikke framlagt"] = _version(walk, twins, "skien")
    _retitle(walk, "skien-porsgrunn", f"Felles {canary('felles')} {canary('utkast')}", 2)

    _retitle(walk, "bare-skien", f"Eget {canary('skien')} {canary('trukket')}", 0)
    walk.versions["trukket"] = trukket = _version(walk, programmes.skien, "skien", tabled="skien")
    make_public(route=trukket.routes.get(), by=walk.person("lead"), at=AT)
    withdraw_tabling(tabling=trukket.tablings.get(), by=walk.person("lead"), at=AT)
    _retitle(walk, "bare-skien", f"Eget {canary('skien')}", 1)
    approve_for_all(oslo, walk.world)
    walk.versions["fremmed"] = fremmed = _version(walk, oslo, "oslo", tabled="oslo")

    walk.tablings = {
        "egen": framlagt.tablings.get(city=cities["skien"]),
        "tvillingens trukne": framlagt.tablings.get(city=cities["porsgrunn"]),
        "annen": fremmed.tablings.get(),
    }
    for word, version, slug in [
        ("egen", framlagt, "skien"), ("tvillingens", framlagt, "porsgrunn"), ("annen", fremmed, "oslo"),
    ]:  # fmt: skip
        walk.routes[word] = _route(walk, version, slug, f"sak{slug}")
    for word, version, slug, mark in [
        ("framlagt felles", framlagt, None, "pdffelles"),
        ("framlagt for egen", framlagt, "skien", "pdfskien"),
        ("framlagt for tvilling", framlagt, "porsgrunn", "pdfporsgrunn"),
        ("trukket", trukket, None, "pdftrukket"),
        ("fremmed", fremmed, None, "pdfoslo"),
    ]:
        walk.prints[word] = _printed(walk, version.editions.get(city=slug and cities[slug]), mark)
    walk.prints["sakspapirer egen"] = _papers(walk, "egen", "skien", "pdfsakskien")
    walk.prints["sakspapirer tvillingens"] = _papers(walk, "tvillingens", "porsgrunn", "pdfsakporsgrunn")
    walk.prints["ikke framlagt, i kø"] = Print.objects.get(edition__version=walk.versions["ikke framlagt"])


def _publish(walk: Walk) -> None:
    """A version of another programme of the twins, whose case is public in Skien. Hidden are the version before it, the
    draft after it, and all that is the twin's alone.
    """
    cities, by = walk.world.cities, walk.person("lead")
    programme = ProgrammeFactory(cities=[cities["skien"], cities["porsgrunn"]], title=f"Program {canary('offentlig')}")
    root = programme.elements.get(parent=None)
    walk.programmes.elements["offentlig"] = ElementFactory(parent=root, title=f"Tiltak {canary('skjult')}")
    walk.versions["før den offentlige"] = _version(walk, programme, "skien")
    _retitle(walk, "offentlig", f"Tiltak {canary('offentlig')}", 0)
    approve_for_all(programme, walk.world)
    walk.versions["offentlig"] = version = _version(walk, programme, "skien", tabled="skien")
    _retitle(walk, "offentlig", f"Tiltak {canary('skjult')}", 1)
    start_route(version=version, city=cities["porsgrunn"], by=walk.person("lead", "porsgrunn"), at=AT)
    walk.routes["offentlig"] = route = _route(walk, version, "skien", "sakoffentlig")
    walk.routes["offentlig, tvillingens"] = _route(walk, version, "porsgrunn", "sakskjult")
    make_public(route=route, by=by, at=AT)
    for word, slug, mark in [
        ("offentlig felles", None, "pdfoffentlig"),
        ("offentlig for egen", "skien", "pdfoffskien"),
        ("offentlig for tvilling", "porsgrunn", "pdfoffporsgrunn"),
    ]:
        walk.prints[word] = _printed(walk, version.editions.get(city=slug and cities[slug]), mark)
    walk.prints["sakspapirer offentlig"] = _papers(walk, "offentlig", "skien", "pdfsakoffentlig")


def _route(walk, version: Version, slug: str, mark: str) -> Route:
    """A hearing with a statement, and two bodies: the first has said its word, the second has not."""
    minutes = f"%PDF-1.7 {canary(mark.replace('sak', 'protokoll'))}".encode()
    mark, by = canary(mark), walk.person("lead", slug)
    route = version.routes.get(city=walk.world.cities[slug])
    hearing, first, _second = (
        save_step(
            route=route, uuid=uuid5(NAMESPACE_URL, words), by=by, at=AT,
            values=dict.fromkeys(VALUES, "") | {
                "kind": kind, "state": "planned", "deciding": False, "body": None, "day": None,
                "words": f"{words} {mark}", "recommendation": mark,
            },
        )
        for kind, words in (("hearing", "Høring"), ("meeting", "Utvalget"), ("meeting", "Bystyret"))
    )  # fmt: skip
    stated = dict.fromkeys(STATED, "") | {"party": None, "received": None, "words": "Velforeningen", "text": mark}
    save_statement(route=route, step=hearing, values=stated, by=by, at=AT)
    told = dict.fromkeys(("present", "votes_for", "votes_against")) | dict.fromkeys(("votes", "changes"), "")
    told |= {"outcome": "adopted", "day": DAY, "text": f"Anbefales {mark}"}
    upload = SimpleUploadedFile("protokoll.pdf", minutes)
    register_decision(route=route, step=first, values=told, upload=upload, by=by, at=AT)
    return route


def _propose(walk: Walk) -> None:
    """In each pair of twins, the first one proposes to join its own measure with the other's."""
    for word, pair in (("felles", ("skien", "porsgrunn")), ("fremmed", ("oslo", "bergen"))):
        own, other = (walk.programmes[f"{'-'.join(pair)}:{slug}"] for slug in pair)
        walk.mergers[word] = propose_merger(
            keeps=own,
            others=[other],
            values={},
            mark=mark_of_all([own, other]),
            link=str,
            by=walk.person("planner", pair[0]),
            at=AT,
        )


def _waive(walk: Walk) -> None:
    """A reason in each programme, for the period its measure has not got."""
    for word, name, by, mark in [
        ("eget", "bare-skien", "skien", "skien"),
        ("felles", "skien-porsgrunn", "skien", "utkast"),
        ("fremmed", "oslo-bergen", "oslo", "oslo"),
    ]:
        measure = walk.programmes[name]
        walk.waivers[word] = waive_gap(
            programme=measure.programme, name=f"deadline:{measure.code}", reason=f"Avklares {canary(mark)}", base=0,
            by=walk.person("planner", by), at=AT,
        )  # fmt: skip


def _retitle(walk, name, title, base) -> None:
    element = walk.programmes[name]
    by = walk.person("planner", "oslo" if name == "oslo-bergen" else "skien")
    save_field(element=element, field=field_of(element.kind, "title"), value=title, base=base, by=by, at=AT)
    walk.programmes.elements[name] = Element.objects.for_door().get(pk=element.pk)


def _version(walk, programme, by, tabled=None) -> Version:
    return freeze_programme(
        programme=with_cities(Programme.objects).get(pk=programme.pk),
        day=DAY,
        tabled_in=[walk.world.cities[tabled]] if tabled else [],
        key=uuid5(NAMESPACE_URL, f"{programme.pk} {Version.objects.count()}"),
        by=walk.person("lead", by),
        at=AT,
    )


def _printed(walk, edition: Edition, mark: str) -> Print:
    return _pressed(order_print(edition=edition, by=walk.person("secretariat", "network"), at=AT), mark)


def _papers(walk, route: str, slug: str, mark: str) -> Print:
    """The papers of the route's first meeting."""
    route = walk.routes[route]
    return _pressed(order_papers(route=route, step=route.steps.all()[1], by=walk.person("lead", slug), at=AT), mark)


def _pressed(ordered: Print, mark: str) -> Print:
    """A print as the press makes it, with a canary of its own behind its last line."""
    pdf = press(ordered)
    file = store(pdf.data + f"\n% {canary(mark)}\n".encode(), media_type="application/pdf", at=AT)
    Print.objects.filter(pk=ordered.pk).update(file=file, pages=pdf.pages, printed_at=AT)
    return Print.objects.get(pk=ordered.pk)


def _invite(walk: Walk) -> None:
    cities, secretariat = walk.world.cities, walk.person("secretariat", "network")
    keys = []

    def link(key):
        keys.append(key)
        return f"https://framtid.example/invitasjon/{key}/"

    for word, slug, mark in [
        ("egen", "skien", "invskien"), ("tvilling", "porsgrunn", "invporsgrunn"), ("annen", "oslo", "invoslo"),
        ("nøkkel", "bergen", "brev"),
    ]:  # fmt: skip
        walk.invitations[word] = places.invite(
            email=f"{canary(mark)}@example.org", kind=RoleKind.PLANNER, city=cities[slug], link=link,
            by=walk.person("lead", slug), at=AT,
        )  # fmt: skip
    walk.key = keys[-1]
    walk.invitations["part"] = places.invite(
        email=f"{canary('invmd')}@example.org", kind=RoleKind.CONTACT, party=walk.world.parties["md"], link=link,
        by=secretariat, at=AT,
    )  # fmt: skip
    Invitation.objects.update(expires_at=datetime(2100, 1, 1, tzinfo=UTC))


def _ask_cities(walk: Walk) -> None:
    """Bergen asks two cities into programmes of its own, and has thought better of it once; each programme asks one."""
    programmes, cities = walk.programmes, walk.world.cities
    hamar = places.add_city(name="Hamar", by=None, at=AT)
    bergens = {}
    for mark in ("tilegen", "tilannen"):
        bergens[mark] = ProgrammeFactory(cities=[cities["bergen"]], title=f"Program {canary(mark)}")
        ElementFactory(parent=bergens[mark].elements.get(parent=None), title=f"Tiltak {canary('bergen')}")
    for word, programme, city, by, mark in [
        ("eget", programmes.skien, cities["bergen"], "skien", "skien"),
        ("felles", programmes.twins["skien", "porsgrunn"], cities["bergen"], "skien", "utkast"),
        ("fremmed", programmes.twins["oslo", "bergen"], hamar, "oslo", "oslo"),
        ("til egen", bergens["tilegen"], cities["skien"], "bergen", "tilegen"),
        ("til egen, trukket", bergens["tilannen"], cities["skien"], "bergen", "tilannen"),
        ("til annen", bergens["tilannen"], cities["oslo"], "bergen", "tilannen"),
    ]:
        walk.city_invitations[word] = invite_city(
            programme=programme, city=city, words=f"Bli med {canary(mark)}", link=lambda one: f"/{one.pk}/",
            by=walk.person("lead", by), at=AT,
        )  # fmt: skip
    withdraw_city_invitation(
        invitation=walk.city_invitations["til egen, trukket"], by=walk.person("lead", "bergen"), at=AT
    )


def _share(walk: Walk) -> None:
    """Versions shared with a party – the twin's edition, not one's own – and with another; one taken back after a
    letter was begun, one before. Letters in the making, and one that is sent and answered.
    """
    cities, measure = walk.world.cities, walk.programmes["skien-porsgrunn"]
    for word, version, city, by, code, mark in [
        ("delt", "ikke framlagt", "porsgrunn", "porsgrunn", "md", "delemelding"),
        ("annen", "fremmed", None, "oslo", "sd", "oslo"),
        ("trukket", "trukket", None, "skien", "md", "skien"),
        ("påbegynt", "framlagt", "skien", "skien", "md", "felles"),
    ]:
        edition = walk.versions[version].editions.get(city=city and cities[city])
        walk.sharings[word] = share_version(
            edition=edition, parties=[walk.world.parties[code]], message=f"Se på {canary(mark)}", link=str,
            by=walk.person("lead", by), at=AT,
        )[0]  # fmt: skip
    walk.prints["delt med part"] = _printed(walk, walk.sharings["delt"].edition, "pdfdelt")
    _write_feedback(walk, measure)
    for word in ("trukket", "påbegynt"):
        withdraw_sharing(sharing=walk.sharings[word], by=walk.person("lead"), at=AT)


def _write_feedback(walk: Walk, measure: Element) -> None:
    for word, sharing, mark, code in [
        ("i arbeid", "delt", "utkastbrev", "md"),
        ("sendt", "delt", "sendtbrev", "md"),
        ("påbegynt", "påbegynt", "utkastbrev", "md"),
        ("annens", "annen", "brevsd", "sd"),
    ]:
        by, said = walk.person("contact", code), canary(mark)
        walk.letters[word] = letter = save_feedback(
            sharing=walk.sharings[sharing], upload=SimpleUploadedFile("brev.pdf", f"%PDF-1.7 {said}".encode()),
            values={"title": f"Brev {said}", "reference": said, "day": None, "text": f"Vi mener {said}"}, by=by, at=AT,
        )  # fmt: skip
        for about in (measure.code, ""):
            values = {"code": about, "about": about, "title": f"Punkt {said}", "text": said}
            save_feedback_point(feedback=letter, values=values, by=by, at=AT)
    sent, planner = walk.letters["sendt"], walk.person("planner")
    walk.papers["brev, sendt"] = paper = send_feedback(
        feedback=sent, seen=letter_mark(sent), link=str, by=walk.person("contact", "md"), at=AT
    )
    for point, element in zip(paper.points.all(), (measure, walk.programmes["skien-porsgrunn:root"]), strict=True):
        answer_point(
            point=point, elements=[element], followed_up=False, because=f"Fordi {canary('svar')}", by=planner, at=AT
        )


def _keep_parties(walk: Walk) -> None:
    """Each party has a unit nobody leans on, first in its list."""
    for slug in PLACE_WORDS:
        places.add_unit(party=walk.world.cities[slug].party, name=f"Arkivet i {slug}", by=None, at=AT)
    for code, party in walk.world.parties.items():
        places.add_unit(party=party, name=f"Avdeling i {code}", by=None, at=AT)
    for person in walk.world.people.values():
        person.refresh_from_db()
        forget_rights(person)
