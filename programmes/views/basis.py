from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import retarget, trigger_client_event

from cities.access import door, visible
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused, Stale
from programmes.actions import remove_basis, save_basis
from programmes.forms_basis import BasisForm
from programmes.models import Element, Paper, Point
from programmes.panels import panel_context
from programmes.papers import concerning, matches


@require_safe
@door(Act.EDIT_PROGRAMME, Element)
def element_basis_choose(request, element):
    """What the element can build on: papers and their points, found by words."""
    words = request.GET.get("sok", "")[:200].strip()
    context = {"element": element, "words": words, "found": matches(element.programme, request.user, words)}
    return render(request, choosing(request), context)


def choosing(request) -> str:
    """The hits alone while one types, the choice in its slot, or a page of its own."""
    if request.htmx.target == "basis-found":
        return "programmes/papers/_found.html"
    return "programmes/papers/_choose.html" if request.htmx else "programmes/papers/choose.html"


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_basis(request, element, row=None):
    """Link the element to a paper, to a point of it (?dokument=, ?punkt=) or to neither; or change a link."""
    basis = linked(element, row) if row else None
    paper, point = (basis.paper, basis.point) if basis else source_of(request, element)
    form = BasisForm(posted(request), element=element, basis=basis, paper=paper, point=point)
    theirs = None
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            save_basis(
                element=element, basis=basis, values=form.values, base=data["base"], uuid=data["uuid"],
                by=request.user, at=now(),
            )  # fmt: skip
        except Stale as stale:
            form.answer_to(stale.base)
            form.refuse(stale)
            theirs = stale.theirs
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(request, element, _("Grunnlaget er lagret."))
    context = {"form": form, "element": element, "basis": basis, "paper": paper, "point": point, "theirs": theirs}
    return asked(request, context | {"address": request.get_full_path()}, form.status)


@require_POST
@door(Act.EDIT_PROGRAMME, Element)
def element_basis_remove(request, element, row):
    try:
        remove_basis(element=element, basis=linked(element, row), by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(to_basis(element))
    return done(request, element, _("Grunnlaget er slettet."))


def linked(element, row):
    """The link of this very element that the address names. Errors: Http404."""
    found = element.bases.select_related("paper", "point").filter(pk=row).first()
    if found is None:
        raise Http404
    return found


def source_of(request, element) -> tuple[Paper | None, Point | None]:
    """The paper and point that the address asks for, if any. Errors: Http404 for one that is not to be had here."""
    papers = visible(request.user, Act.READ_PAPER, Paper).filter(concerning(element.programme))
    if point := numbered(request, "punkt"):
        found = Point.objects.filter(pk=point, paper__in=papers.values("pk")).select_related("paper").first()
        if found:
            return found.paper, found
    elif paper := numbered(request, "dokument"):
        found = papers.filter(pk=paper).first()
        if found:
            return found, None
    else:
        return None, None
    raise Http404


def numbered(request, name: str) -> int | None:
    """A number of the address; what is no number of a row names nothing."""
    word = request.GET.get(name, "")
    if not word:
        return None
    if not word.isascii() or not word.isdigit() or len(word) > 18:
        raise Http404
    return int(word)


def asked(request, context, status):
    """The link's form: in the panel, or on a page of its own."""
    if not request.htmx:
        return render(request, "programmes/papers/basis.html", context, status=status)
    answer = render(request, "programmes/papers/_basis_form.html", context, status=status)
    if request.method == "POST":
        retarget(answer, "#rowform-basis")
    return answer


def done(request, element, words: str):
    """The panel as it is now, or back to it on the element's page."""
    if not request.htmx:
        return redirect(to_basis(element))
    context = {"element": element, **panel_context(element, request, "grunnlag")}
    return trigger_client_event(render(request, "programmes/_panel.html", context), "say", {"value": words})


def to_basis(element) -> str:
    return f"{reverse('element_page', args=[element.pk])}?panel=grunnlag#panel"
