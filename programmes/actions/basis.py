"""Acts on what an element builds on, and answers. Each locks the element first, as acts on rows do."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from common.keys import scoped
from common.refusals import Refused, Stale
from common.rows import plain
from programmes.actions.fields import claim
from programmes.actions.memory import remember
from programmes.actions.placing import lock
from programmes.models import Basis, Element, Paper, Point
from programmes.papers import concerning

WORDS = ("place", "quotation", "because")


def save_basis(*, element: Element, basis: Basis | None = None, values: dict, base=None, uuid=None, by, at) -> Basis:
    """Link an element to what it builds on, or change the link.

    values: paper, point (or neither: kind and title), place, quotation, followed_up (yes, no, None: not said), because,
    answered_on (today where none is given); and reference, from the room it comes from.
    base: the link's revision that the person saw. uuid: names the form; the same form again gives back the same link.
    Errors: Stale if somebody changed it since; Refused for a no without a reason, a point answered here already, or a
    paper that does not concern the programme.
    """
    stale = None
    demand_reason(values)
    with transaction.atomic():
        element = claim(element)
        key = scoped(uuid, "basis", element.pk)
        if basis:
            basis = standing(element, basis)
        elif made := Basis.objects.filter(uuid=key).first():
            return made
        before = basis and basis_told(basis)
        wanted = written(basis or Basis(element=element, uuid=key), values, at)
        demand_source(element, wanted, by, known=basis)
        demand_once(element, wanted)
        if basis and base != basis.revision:
            remember(element, act="conflict", field="basis", before=before, after=basis_told(wanted), by=by, at=at)
            theirs = Basis.objects.get(pk=basis.pk)
            stale = Stale(
                _("Noen andre har endret dette i mellomtiden."), theirs=theirs, mine=wanted, base=theirs.revision
            )
        else:
            wanted.revision += 1
            wanted.save()
            remember(element, act="edit", field="basis", before=before, after=basis_told(wanted), by=by, at=at)
    if stale:
        raise stale
    return wanted


@transaction.atomic
def remove_basis(*, element: Element, basis: Basis, by, at) -> None:
    """Take a link away. What it said stays in the history."""
    element = claim(element)
    basis = standing(element, basis)
    before = basis_told(basis)
    basis.delete()
    remember(element, act="edit", field="basis", before=before, by=by, at=at)


@transaction.atomic
def answer_point(
    *, point: Point, elements: list[Element], followed_up: bool, because: str = "", answered_on=None, by, at
) -> list[Basis]:
    """Say on each of the elements how a point is followed up there. All of them, or none.

    The root element answers for the programme as a whole. The same answer again changes nothing. answered_on: the day
    it was given, where that is not today.
    Errors: Refused for a no without a reason, for no element, or where an element gives another answer already.
    """
    if not elements:
        raise Refused(_("Velg hva som svarer på punktet."))
    values = {"paper": point.paper, "point": point, "followed_up": followed_up, "because": because}
    values["answered_on"] = answered_on
    demand_reason(values)
    for programme in sorted({element.programme_id for element in elements}):
        lock(programme)  # whoever moves many elements, or answers on many, waits here instead of in a ring
    return [answered(element, point, values, by, at) for element in elements]


def answered(element, point, values, by, at) -> Basis:
    element = claim(element)
    if not can(by, Act.EDIT_PROGRAMME, element):
        raise Refused(_("Bare %(city)s kan svare her.") % {"city": element.city})
    basis = Basis.objects.filter(element=element, point=point).first()
    before = basis and basis_told(basis)
    if basis and basis.followed_up is not None:
        if (basis.followed_up, basis.because) == (values["followed_up"], values["because"]):
            return basis
        raise Refused(_("«%(title)s» svarer alt på dette punktet. Endre svaret der i stedet.") % {"title": element})
    kept = {name: getattr(basis, name) for name in ("place", "quotation")} if basis else {}
    wanted = written(basis or Basis(element=element), kept | values, at)
    demand_source(element, wanted, by, known=basis and Basis.objects.get(pk=basis.pk))
    wanted.revision += 1
    wanted.save()
    remember(element, act="edit", field="basis", before=before, after=basis_told(wanted), by=by, at=at)
    return wanted


def demand_reason(values) -> None:
    if values.get("followed_up") is False and not values.get("because"):
        raise Refused(_("Skriv hvorfor det ikke følges opp."))


def demand_source(element: Element, wanted: Basis, by, known: Basis | None) -> None:
    """A paper that is linked anew must concern the programme, and be one the person may read."""
    if wanted.paper_id is None or (known and known.paper_id == wanted.paper_id):
        return
    concerns = Paper.objects.filter(concerning(element.programme), pk=wanted.paper_id).exists()
    if not concerns or not can(by, Act.READ_PAPER, wanted.paper):
        raise Refused(_("Dette gjelder ikke byene i programmet."))


def demand_once(element: Element, wanted: Basis) -> None:
    """An element answers a point once."""
    others = Basis.objects.filter(element=element, point=wanted.point_id).exclude(pk=wanted.pk)
    if wanted.point_id and others.exists():
        raise Refused(_("Punktet er alt knyttet til dette elementet. Endre det som står der."))


def standing(element: Element, basis: Basis) -> Basis:
    found = (
        Basis.objects.select_for_update(of=("self",))
        .select_related("paper", "point")
        .filter(element=element, pk=basis.pk)
        .first()
    )
    if found is None:
        raise Refused(_("Noen andre har tatt bort dette."))
    return found


def written(basis: Basis, values, at) -> Basis:
    """The link with new values; what comes from a paper takes kind and title from it."""
    paper, point = values.get("paper"), values.get("point")
    if point and paper and point.paper_id != paper.pk:
        raise Refused(_("Punktet står ikke i dette dokumentet."))
    basis.paper, basis.point = paper, point
    if paper:
        basis.kind, basis.title = paper.kind, point.title if point else paper.title
    else:
        basis.kind, basis.title = values["kind"], values["title"]
    for name in WORDS:
        setattr(basis, name, values.get(name, ""))
    basis.reference = values.get("reference", basis.reference)
    basis.followed_up = values.get("followed_up")
    if basis.followed_up is None:
        basis.answered_on = basis.answered_at = None
    else:
        basis.answered_at = basis.answered_at or at
        basis.answered_on = values.get("answered_on") or basis.answered_on or localdate(at)
        if basis.answered_on > localdate(at):
            raise Refused(_("Dagen er ikke kommet ennå."))
    return basis


def basis_told(basis: Basis) -> dict:
    """A link as the history keeps it."""
    return {
        "words": basis_words(basis),
        "title": basis.title,
        "kind": basis.kind,
        "paper": basis.paper.title if basis.paper else None,
        "point": str(basis.point) if basis.point else None,
        "place": basis.place,
        "quotation": basis.quotation,
        "followed_up": basis.followed_up,
        "because": basis.because,
        "answered_on": plain(basis.answered_on),
        "row": str(basis.uuid),
    }


def basis_words(basis: Basis) -> str:
    """A link in few words, with its answer."""
    said = {True: _("fulgt opp"), False: _("ikke fulgt opp, fordi: %(why)s") % {"why": basis.because}}
    answer = said.get(basis.followed_up)
    return f"{basis.title} ({answer})" if answer else basis.title
