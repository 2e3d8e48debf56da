"""What the words of the table stand for: which address, and what is posted there."""

from uuid import NAMESPACE_URL, uuid5

from cities.forms import CityForm, PartyForm, UnitForm
from documents.preview import preview
from documents.treatment import statement_mark, step_mark, summary_mark
from history.queries import history_of
from programmes.content import programme_content
from programmes.feedback import feedback_mark, feedback_point_mark, letter_mark
from programmes.models import Programme
from programmes.papers import paper_mark, point_mark
from programmes.queries import theme_mark
from programmes.scopes import branch_mark, element_mark
from programmes.sharing import shared_part
from programmes.views.preview import token
from tests.permissions import followed, reminded
from tests.permissions import targets_agreements as agreements
from tests.permissions import targets_events as events
from tests.permissions import targets_gatherings as gatherings
from tests.permissions.world import DAY, PASSWORD, Walk

HUGE = 10**30
PROGRAMMES = {"eget": "skien", "felles": ("skien", "porsgrunn"), "fremmed": ("oslo", "bergen")}
ELEMENTS = {
    "eget": "bare-skien",
    "felles": "skien-porsgrunn",
    "egen bys": "skien-porsgrunn:skien",
    "tvillingens": "skien-porsgrunn:porsgrunn",
    "fremmed": "oslo-bergen",
    "i papirkurven": "papirkurv",
}
CITIES = {"egen": "skien", "tvilling": "porsgrunn", "annen": "oslo"}
PARTIES = CITIES | {"part": "md", "annen part": "sd"}
ROLES = {
    "planleggers egen": "planner skien",
    "eneste programleders": "lead skien",
    "planleggers tvilling": "planner porsgrunn",
    "planleggers annen": "planner oslo",
    "partskontakts": "contact md",
    "sekretariatets": "secretariat network",
}
EDITIONS = {
    "framlagt felles": ("framlagt", None),
    "framlagt for egen": ("framlagt", "skien"),
    "framlagt for tvilling": ("framlagt", "porsgrunn"),
    "ikke framlagt, i kø": ("ikke framlagt", None),
    "ikke framlagt for egen": ("ikke framlagt", "skien"),
    "trukket": ("trukket", None),
    "fremmed": ("fremmed", None),
    "offentlig felles": ("offentlig", None),
    "delt med part": ("ikke framlagt", "porsgrunn"),
}


def programme(walk: Walk, word: str):
    name = PROGRAMMES[word]
    return walk.programmes.skien if name == "skien" else walk.programmes.twins[name]


def party(walk: Walk, word: str):
    name = PARTIES[word]
    return walk.world.parties[name] if name in walk.world.parties else walk.world.cities[name].party


def edition(walk: Walk, word: str):
    version, slug = EDITIONS[word]
    return walk.versions[version].editions.get(city=slug and walk.world.cities[slug])


LEAVING = {"felles, tvilling": "porsgrunn", "fremmed": "oslo"}
"""Which city would leave, where it is not the own one."""


def parts(walk: Walk, address: str, word: str) -> dict:
    """What fills the gaps of an address. word: the target as the table names it."""
    return GAPS[next((gap for gap in GAPS if gap in address), "")](walk, address, word)


def of_programme(walk, address, word):
    number = walk.programmes["oslo-bergen"].number if word.startswith("fremmed nummer") else None
    foreign, slug = word.startswith("annens"), LEAVING.get(word, "skien")
    word, _comma, city = word.partition(" og ")
    word = "eget" if number or foreign else word.split(",")[0]
    number = number or programme(walk, word).elements.exclude(parent=None).first().number
    waiver = walk.waivers["fremmed" if foreign else word].pk
    invitation = walk.city_invitations["fremmed" if foreign else word].pk
    return {
        "programme": programme(walk, word).pk, "number": number, "waiver": waiver, "cityinvitation": invitation,
        "city": slug, "slug": CITIES.get(city),
    }  # fmt: skip


def of_preview(walk, address, word):
    """A page of a draft that was looked at a moment ago – another programme's, in the last of these words."""
    of, _under, mine = word.partition(" under ")
    looked_at = programme(walk, "fremmed" if mine else of)
    return {"programme": programme(walk, mine or of).pk, "token": preview_token(looked_at), "page": 1}


TOKENS = {}


def preview_token(programme: Programme) -> str:
    """What opens the draft's pages. The world is the same in every test, and so are they."""
    if programme.pk not in TOKENS:
        kept = preview(programme.document, programme_content(programme, DAY), day=DAY).kept
        TOKENS[programme.pk] = token(programme, kept)
    return TOKENS[programme.pk]


def of_element(walk, address, word):
    if word.startswith("ukjent"):
        return {"element": walk.programmes["bare-skien"].pk, "name": "finnes-ikke"}
    if "<entry>" in address:
        name = "bare-skien" if word.endswith("under eget") else ELEMENTS[word]
        element, other = walk.programmes[name], walk.programmes["oslo-bergen" if "annens" in word else name]
        return {"element": element.pk, "entry": history_of("element", other.pk).filter(field="responsibility")[0].pk}
    name = "responsibility" if "/rad/" in address or "/tabell/" in address else "title"
    if "<row>" not in address:
        return {"element": walk.programmes[ELEMENTS[word]].pk, "name": name}
    if word in ("annens rad under eget", "annens kommentar under eget"):
        other = walk.rows["fremmed kommentar" if "kommentar" in word else "fremmed"]
        return {"element": walk.programmes["bare-skien"].pk, "name": name, "row": other.pk}
    return {"element": walk.rows[word].element_id, "name": name, "row": walk.rows[word].pk}


def of_party(walk, address, word):
    if word == "ukjent slag":
        return {"party": party(walk, "egen").pk, "sort": "finnes-ikke"}
    foreign = word == "annens rad under egen"
    mine, other = party(walk, "egen" if foreign else word), party(walk, "annen" if foreign else word)
    return {"party": mine.pk, "sort": "enheter", "row": other.units.first().pk}


def of_paper(walk, address, word):
    """Its second point, where the address names one; "besvart": the first, which an element has been linked to."""
    name, _comma, which = word.partition(" og ")
    paper = walk.papers[name]
    foreign = walk.papers["brev, annen"] if which == "annens punkt" else paper
    points = foreign.points.order_by("position")
    return {"paper": paper.pk, "point": (points.first() if which == "besvart" else points.last()).pk}


def of_point(walk, address, word):
    name, _comma, letter = word.partition(" og ")
    return {"programme": programme(walk, name).pk, "point": walk.papers[letter].points.last().pk}


def of_route(walk, address, word):
    """ "annens steg under egen": the own route, and a step of another's. The first step is a hearing."""
    route = walk.routes["egen" if word.endswith("under egen") else word]
    steps = (walk.routes["annen"] if word.startswith("annens") else route).steps.order_by("position")
    if "<decision>" in address:
        return {"route": route.pk, "decision": steps.all()[1].decisions.get().pk}
    if "/uttalelser/" not in address and "/horing/" not in address:
        return {"route": route.pk, "step": steps.last().pk}
    return {"route": route.pk, "step": steps.first().pk, "statement": steps.first().statements.get().pk}


def decided_in(walk, address, word):
    """ "framlagt i tvilling": the version before the own city's politicians, and the twin's decision about it."""
    version, _in, city = word.partition(" i ")
    return {"version": walk.versions[version].pk, "slug": CITIES[city]}


SHARINGS = {
    "delt": ("delt", "i arbeid", "i arbeid"),
    "delt, sendt": ("delt", "sendt", "i arbeid"),
    "delt med annen part": ("annen", "annens", "annens"),
    "trukket": ("trukket", "i arbeid", "i arbeid"),
    "trukket, påbegynt": ("påbegynt", "påbegynt", "påbegynt"),
    "annens brev under delt": ("delt", "annens", "annens"),
    "annens punkt under delt": ("delt", "i arbeid", "annens"),
}
"""What is shared, the letter about it, and the letter a point is of."""


def of_sharing(walk, address, word):
    sharing, letter, other = SHARINGS[word]
    point = walk.letters[other].points.last().pk if "<point>" in address else None
    return {"sharing": walk.sharings[sharing].pk, "letter": walk.letters[letter].uuid, "point": point}


GAPS = {
    "<milestone>": followed.of_milestone,
    "<reminding>": reminded.of_reminding,
    "<agreement>": agreements.of_agreement,
    "<gathering>": gatherings.of_gathering,
    "<event>": events.of_event,
    "samlinger/pamelding/": gatherings.by_secret,
    "samlinger/abonnement/": gatherings.by_key,
    "vedtatt/<slug>/": decided_in,
    "<sharing>": of_sharing,
    "<token>": of_preview,
    "<paper>": of_paper,
    "<point>": of_point,
    "<programme>": of_programme,
    "<element>": of_element,
    "<party>": of_party,
    "<cityinvitation>": lambda walk, address, word: {
        "cityinvitation": walk.city_invitations[word.removesuffix(", nei")].pk,
    },
    "<city>": lambda walk, address, word: {"city": CITIES[word]},
    "<slug>": lambda walk, address, word: {"slug": CITIES[word]},
    "<theme>": lambda walk, address, word: {"theme": walk.themes[word].pk},
    "<role>": lambda walk, address, word: {"role": walk.roles[ROLES[word]].pk},
    "<invitation>": lambda walk, address, word: {"invitation": walk.invitations[word].pk},
    "<key>/": lambda walk, address, word: {"key": walk.key if word == "nøkkel" else "gal", "uidb36": "1"},
    "<version>": lambda walk, address, word: {"version": walk.versions[version_word(word)].pk},
    "<edition>": lambda walk, address, word: {"edition": edition(walk, word).pk},
    "<print>": lambda walk, address, word: {"print": walk.prints[word].pk},
    "<merger>": lambda walk, address, word: {"merger": walk.mergers[word].pk},
    "<route>": of_route,
    "<tabling>": lambda walk, address, word: {"tabling": walk.tablings[word].pk},
    "": lambda walk, address, word: {},
}


def version_word(word: str) -> str:
    return word.split(",")[0].removesuffix(" i egen")


# -- What is posted: what a person with every right would post there.


def posted(walk: Walk, address: str, word: str) -> dict:
    data = POSTED.get(address, {})
    return data(walk, word) if callable(data) else data


def a_field(walk, word):
    element = walk.programmes[ELEMENTS.get(word, "bare-skien")]
    return {"value": "Ny tittel", "base": element.revision("title")}


def a_row(walk, word):
    row = walk.rows.get(word)
    return {
        "words": "Ny etat", "part": "responsible", "part_words": "", "certain": "yes",
        "uuid": uuid5(NAMESPACE_URL, f"ny {word}"), "base": row.revision if row else "",
    }  # fmt: skip


def a_tabling(walk, word):
    return {"city": "oslo" if word.startswith("fremmed") or "fremmed by" in word else "skien"}


def a_sharing(walk, word):
    edition = walk.versions[version_word(word)].editions.get(city=None)
    return {"uuid": UUID, "edition": edition.pk, "parties": walk.world.parties["md"].pk}


def a_letter(walk, word):
    return {"title": "Nytt brev", "seen": feedback_mark(walk.letters[SHARINGS[word][1]])}


def a_whole_letter(walk, word):
    return {"seen": letter_mark(walk.letters[SHARINGS[word][1]])}


def a_point_of_a_letter(walk, word):
    return {"title": "Nytt punkt", "seen": feedback_point_mark(walk.letters[SHARINGS[word][2]].points.last())}


def a_summary(walk, word):
    return {"summary": "Hva saken gjelder.", "seen": summary_mark(walk.routes[word])}


def a_step(walk, word):
    step = walk.routes["annen" if word.startswith("annens") else word].steps.order_by("position").last()
    return NEW_STEP | {"seen": step_mark(step)}


def a_statement(walk, word):
    hearing = walk.routes["annen" if word.startswith("annens") else word].steps.order_by("position").first()
    return {"words": "KS", "answer": "Tatt inn.", "seen": statement_mark(hearing.statements.get())}


def a_freeze(walk, word):
    tabled = {"tabled_in": walk.world.cities["skien"].pk} if "lagt fram" in word else {}
    return {"key": uuid5(NAMESPACE_URL, "las"), "day": "2009-02-09", **tabled}


def a_reason(walk, word):
    name = {"eget": "bare-skien", "felles": "skien-porsgrunn", "fremmed": "oslo-bergen"}[word]
    return {"hull": f"instrument:{walk.programmes[name].code}", "reason": "Trengs ikke"}


def a_filling(walk, word):
    goal = programme(walk, word).elements.get(kind="goal")
    return {"uuid": UUID, "celle": "AT:business", "title": "Nytt tiltak", "place": goal.pk}


def a_city(walk, word):
    form = CityForm(row=walk.world.cities[CITIES[word]])
    return {"population": "50 864", "note": "Ny merknad", "seen": form["seen"].value()}


def a_party(walk, word):
    form = PartyForm(row=party(walk, word))
    return {"kind": "other", "note": "Ny merknad", "role": "", "sources": "", "seen": form["seen"].value()}


def a_unit(walk, word):
    holder = party(walk, word if word in PARTIES else "egen")
    return UNIT | {"seen": UnitForm(party=holder, row=holder.units.first())["seen"].value()}


def a_theme(walk, word):
    city = "" if word == "nettverkets" else walk.world.cities[CITIES[word]].pk
    return {"city": city, "name": "Nytt tema", "number": "5", "code": "NYTT", "variants": ""}


def a_changed_theme(walk, word):
    return a_theme(walk, word) | {"seen": theme_mark(walk.themes[word]) if word in walk.themes else ""}


def an_invited_city(walk, word):
    city = walk.world.cities["porsgrunn" if word == "fremmed" else "oslo"]
    return {"uuid": UUID, "city": city.pk, "keep_own": "felles", "words": "Bli med"}


def a_shifted_city(walk, word):
    return {"city": "oslo" if "fremmed" in word else "skien", "direction": "down"}


def an_answer_for_the_city(walk, word):
    return {"answer": "nei" if word.endswith("nei") else "ja"}


def a_split(walk, word):
    return {"key": UUID, "mark": branch_mark(walk.programmes[ELEMENTS[word]])}


def a_share(walk, word):
    return {"key": UUID, "mark": element_mark(walk.programmes[ELEMENTS[word]])}


class Map:
    """A file to post, as often as one likes."""

    name = "kart.pdf"

    def read(self) -> bytes:
        return b"%PDF-1.7"


def a_paper(walk, word):
    paper = walk.papers.get(word)
    cities = [city.pk for city in paper.cities.all()] if paper else [walk.world.cities["skien"].pk]
    kind = paper.kind if paper else "feedback"
    return {
        "uuid": UUID, "kind": kind, "title": "Nytt brev", "cities": cities, "note": "Ny merknad",
        "seen": paper_mark(paper) if paper else "",
    }  # fmt: skip


def a_point(walk, word):
    point = walk.papers[word.partition(" og ")[0]].points.order_by("position").last()
    return {"number": "9", "title": "Nytt punkt", "seen": point_mark(point)}


def a_basis(walk, word):
    basis = walk.rows.get(word)
    return {
        "uuid": uuid5(NAMESPACE_URL, f"nytt grunnlag {word}"), "base": basis.revision if basis else "",
        "kind": "plan", "title": "Kommuneplanen", "followed_up": "ja",
    }  # fmt: skip


def an_answer(walk, word):
    roots = programme(walk, word.partition(" og ")[0]).elements.filter(parent=None)
    return {"element": roots.get().pk, "followed_up": "nei", "because": "Det er gjort alt."}


def a_word(walk, word):
    now = Programme.objects.get(pk=programme(walk, word.partition(" og ")[0]).pk)
    return {"seen": shared_part(now, DAY).mark}


UUID = uuid5(NAMESPACE_URL, "nytt")
NEW_STEP = {"kind": "meeting", "state": "planned", "words": "Formannskapet", "recommendation": ""}
UNIT = {"name": "Klimakontoret", "novelty": "new", "note": ""}
JOIN = {"name": "Kari Nordmann", "password": PASSWORD}
ELEMENT = "handlingsprogram/element/<element>/"
LETTER = "delt/<sharing>/brev/<letter>/"
POSTED = gatherings.POSTED | agreements.POSTED | events.POSTED | followed.POSTED | reminded.POSTED | {
    "utskrifter/<print>/sats/": {"layout": "large", "line_numbers": "on"},
    "grunnlag/nytt/": a_paper,
    "grunnlag/<paper>/endre/": a_paper,
    "grunnlag/<paper>/punkter/": {"uuid": UUID, "lines": "3 Ny ting\n4 En til", "lagre": "1"},
    "grunnlag/<paper>/punkter/<point>/": a_point,
    "grunnlag/<paper>/punkter/<point>/flytt/": {"way": "up"},
    ELEMENT + "grunnlag/nytt/": a_basis,
    ELEMENT + "grunnlag/<row>/": a_basis,
    "handlingsprogram/<programme>/grunnlag/<point>/": an_answer,
    "konto/inn/": {"login": "planner@skien.example", "password": "ikke dette passordet"},
    "konto/ny/": {"email": "ny@example.org", "password1": PASSWORD, "password2": PASSWORD},
    "konto/bekreft/": {"password": "ikke dette passordet"},
    "konto/passord/": {"oldpassword": "ikke dette passordet", "password1": PASSWORD, "password2": PASSWORD},
    "konto/glemt/": {"email": "ukjent@example.org"},
    "konto/glemt/<uidb36>-<key>/": {"password1": PASSWORD, "password2": PASSWORD},
    "byer/ny/": {"name": "Tromsø", "party": "", "number": "1902", "county": "Troms"},
    "byer/<city>/endre/": a_city,
    "byer/<city>/folk/": {"email": "ny.leder@example.org", "kind": "lead"},
    "folk/nettverket/": lambda walk, word: {
        "email": "ny@example.org", "place": f"city:{walk.world.cities['oslo'].pk}",
    },
    "invitasjon/<key>/": JOIN,
    "parter/ny/": {"name": "Statens vegvesen", "short": "SVV", "kind": "state_agency"},
    "parter/<party>/endre/": a_party,
    "parter/<party>/<sort>/ny/": UNIT,
    "parter/<party>/<sort>/<row>/": a_unit,
    "dag/": {"dag": "9.2.2009", "next": "/byer/"},
    "temaer/nytt/": a_theme,
    "temaer/<theme>/endre/": a_changed_theme,
    "handlingsprogram/nytt/": lambda walk, word: {
        "uuid": UUID, "title": "Nytt program", "cities": walk.world.cities["skien"].pk, "period": "2009–2012",
        "plan_kind": "free", "outline": "tom",
    },
    "handlingsprogram/<programme>/byer/inviter/": an_invited_city,
    "handlingsprogram/<programme>/byer/flytt/": a_shifted_city,
    "handlingsprogram/ga-ut/<city>/<programme>/": {"uuid": UUID, "title": "Byens eget program"},
    "handlingsprogram/invitasjoner/<cityinvitation>/svar/": an_answer_for_the_city,
    "handlingsprogram/<programme>/versjoner/las/": a_freeze,
    "handlingsprogram/<programme>/fellesdel/<slug>/godkjenn/": a_word,
    "handlingsprogram/<programme>/dekning/fyll/": a_filling,
    "handlingsprogram/<programme>/klargjor/begrunn/": a_reason,
    "handlingsprogram/<programme>/klargjor/begrunn/<waiver>/fjern/": {"base": 1},
    ELEMENT + "felt/<name>/": a_field,
    ELEMENT + "rad/<name>/": a_row,
    ELEMENT + "rad/<name>/<row>/": a_row,
    ELEMENT + "vedlegg/": lambda walk, word: {
        "uuid": UUID, "title": "Kart", "sort": "annex", "file": Map(),
    },
    ELEMENT + "kommentarer/": {"uuid": UUID, "text": "Har vi råd til dette?"},
    ELEMENT + "kommentarer/<row>/svar/": {"uuid": UUID, "text": "Ja, med statlig støtte."},
    ELEMENT + "kommentarer/<row>/endre/": {"text": "Har vi penger til dette?"},
    ELEMENT + "status/": {"uuid": UUID, "status": "under_way", "day": "mars 2009", "words": "Godt i gang"},
    ELEMENT + "nytt/": {"uuid": UUID, "kind": "measure", "title": "Nytt tiltak", "city": ""},
    ELEMENT + "flytt/": {"direction": "out"},
    ELEMENT + "gjor-eget/": a_split,
    ELEMENT + "gjor-felles/": a_share,
    "handlingsprogram/sammenslaing/<merger>/avsla/": {"words": "Vi venter på budsjettet"},
    "versjoner/<version>/legg-fram/": a_tabling,
    "versjoner/<version>/del/": a_sharing,
    "delt/<sharing>/brev/": {"uuid": UUID, "title": "Nytt brev"},
    LETTER: a_letter,
    LETTER + "send/": a_whole_letter,
    LETTER + "punkter/nytt/": {"uuid": UUID, "title": "Nytt punkt"},
    LETTER + "punkter/<point>/": a_point_of_a_letter,
    "kontroller/": lambda walk, word: {"file": Map()},
    "versjoner/<version>/behandling/": a_tabling,
    "versjoner/<version>/vedtatt/<slug>/": {
        "uuid": UUID, "words": "Bystyret", "outcome": "adopted", "day": "2009-02-26",
    },
    "behandling/<route>/": a_summary,
    "behandling/<route>/steg/nytt/": lambda walk, word: NEW_STEP | {"uuid": UUID},
    "behandling/<route>/steg/<step>/": a_step,
    "behandling/<route>/steg/<step>/uttalelser/ny/": {"words": "KS", "uuid": UUID},
    "behandling/<route>/steg/<step>/uttalelser/<statement>/": a_statement,
    "behandling/<route>/steg/<step>/flytt/": {"way": "up"},
    "behandling/<route>/steg/<step>/vedtak/": {"uuid": UUID, "outcome": "adopted", "day": "2009-02-26"},
}  # fmt: skip
