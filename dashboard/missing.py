"""What a city lacks for a milestone, each with the page where it is mended. For one city at a time."""

from collections.abc import Callable, Iterator
from datetime import date

from django.urls import reverse

from agreements.approval import stages_on
from agreements.models import Agreement
from agreements.queries import agreements_of
from cities.access import can, visible
from cities.acts import Act
from cities.models import City
from dashboard.nynorsk import gettext as _
from dashboard.nynorsk import ngettext
from documents.models import Route, Step
from programmes.models import Paper, Programme
from programmes.papers import unanswered_points
from programmes.readiness import readiness_of

Missing = Iterator[tuple[str, str]]


def missing_of(rule: str, city: City, person, day: date) -> list[tuple[str, str]]:
    """What is to be done, as (words, address), as far as the person may read of it."""
    find = LOOKING.get(rule)
    return list(find(city, person, day)) if find else []


def programmes_in(city: City, person) -> list[Programme]:
    found = visible(person, Act.READ_PROGRAMME, Programme).titled().filter(document__cities=city)
    return list(found.order_by("title", "pk"))


def no_programme(city: City, person, day: date) -> Missing:
    yield _("Byen har ikke noe program ennå."), reverse("programme_list")


def not_frozen(city: City, person, day: date) -> Missing:
    programmes = programmes_in(city, person)
    for programme in programmes:
        yield _("Ingen låst versjon av «%(title)s»") % {"title": programme}, at("programme_versions", programme)
    if not programmes:
        yield from no_programme(city, person, day)


def not_finished(city: City, person, day: date) -> Missing:
    programmes = programmes_in(city, person)
    for programme in programmes:
        readiness = readiness_of(programme, person)
        for group, count, _rules in readiness.groups:
            words = ngettext("%(group)s: %(n)s mangel", "%(group)s: %(n)s mangler", count)
            address = f"{at('programme_readiness', programme)}#{group.value}"
            yield f"{words % {'group': _(str(group.label)), 'n': count}} – {programme}", address
        if readiness.ready:
            page = "programme_freeze" if can(person, Act.FREEZE_PROGRAMME, programme) else "programme_readiness"
            yield _("«%(title)s» er klart til å legges fram") % {"title": programme}, at(page, programme)
    if not programmes:
        yield from no_programme(city, person, day)


def not_answered(city: City, person, day: date) -> Missing:
    letters = visible(person, Act.READ_PAPER, Paper).filter(kind=Paper.Kind.FEEDBACK, cities=city)
    if not letters.filter(points__isnull=False).exists():
        yield _("Ingen brev med punkter å svare på er registrert."), reverse("paper_list")
    for programme in programmes_in(city, person):
        if count := len(unanswered_points(programme, (Paper.Kind.FEEDBACK,))):
            words = ngettext("%(n)s punkt er ikke besvart", "%(n)s punkter er ikke besvart", count)
            yield f"{words % {'n': count}} – {programme}", at("programme_basis", programme)


def not_treated(city: City, person, day: date) -> Missing:
    routes = Route.objects.filter(city=city, version__document__in=documents_of(city, person))
    planned = Step.objects.filter(route__in=routes, deciding=True, state=Step.State.PLANNED)
    for step in planned.select_related("route__version"):
        words = {"step": step, "day": step.day or _("uten dag")}
        yield _("%(step)s, %(day)s: vedtaket er ikke registrert") % words, reverse("route_page", args=[step.route_id])
    if not planned:
        for route in routes.filter(steps__isnull=False).distinct():
            yield _("Ingen avgjørende møter er planlagt"), reverse("route_page", args=[route.pk])
        if not routes:
            yield from not_tabled(city, person, day)


def not_tabled(city: City, person, day: date) -> Missing:
    programmes = programmes_in(city, person)
    for programme in programmes:
        frozen = programme.document.versions.all()
        if frozen.filter(tablings__city=city, tablings__withdrawn_at=None).exists():
            words = _("Ingen behandling av «%(title)s» er planlagt")
        elif frozen.exists():
            words = _("«%(title)s» er ikke lagt fram")
        else:
            words = _("Ingen låst versjon av «%(title)s»")
        yield words % {"title": programme}, at("programme_versions", programme)
    if not programmes:
        yield from no_programme(city, person, day)


def documents_of(city: City, person):
    return visible(person, Act.READ_PROGRAMME, Programme).filter(document__cities=city).values("document")


def no_agreement(city: City, person, day: date) -> Missing:
    """Those under way, with how far each has come."""
    found = [one for one in agreements_of(city, person) if one.kind != Agreement.Kind.INTENT]
    stages = stages_on(found, day)
    under_way = [one for one in found if stages[one.pk] not in (Agreement.Stage.SIGNED, Agreement.Stage.OVER)]
    for one in under_way:
        words = {"title": one, "stage": _(str(stages[one.pk].label))}
        yield _("«%(title)s»: %(stage)s") % words, reverse("agreement_page", args=[one.pk])
    if not found:
        yield _("Byen er ikke part i noen avtale ennå."), reverse("agreement_list")


def not_confirmed(city: City, person, day: date) -> Missing:
    found = [one for one in agreements_of(city, person) if one.kind != Agreement.Kind.INTENT]
    for one in found:
        yield _("«%(title)s» er ikke bekreftet på et møte") % {"title": one}, reverse("agreement_page", args=[one.pk])
    if not found:
        yield _("Byen er ikke part i noen avtale ennå."), reverse("agreement_list")


def not_signed(city: City, person, day: date) -> Missing:
    yield _("Ingen underskrevet intensjonsavtale med byen som part."), reverse("agreement_list")


def at(name: str, programme: Programme) -> str:
    return reverse(name, args=[programme.pk])


LOOKING: dict[str, Callable[[City, object, date], Missing]] = {
    "intent_signed": not_signed,
    "begun": no_programme,
    "frozen": not_frozen,
    "tabled": not_frozen,
    "finished": not_finished,
    "feedback_answered": not_answered,
    "treated": not_treated,
    "first_agreement": no_agreement,
    "confirmed": not_confirmed,
}
