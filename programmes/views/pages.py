from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import can, door, holder, rights_of, visible
from cities.acts import Act
from cities.models import City
from common.forms import posted
from common.pages import page_of
from programmes.actions import start_from_outline
from programmes.forms import StartForm
from programmes.lineage import heirs_of, led_to
from programmes.models import Element, Programme
from programmes.panels import panel_context
from programmes.queries import binned, cities_of, invitations_for, programmes_of
from programmes.sheet import sheet_of
from programmes.views.outline import neighbours, nodes_for, outline_context


@require_safe
@holder(Act.READ_PROGRAMME)
def programme_list(request):
    programmes = page_of(programmes_of(request.user), request)
    context = {
        "programmes": programmes,
        "invited": invitations_for(request.user),
        "may_start": rights_of(request.user).any(Act.EDIT_PROGRAMME),
    }
    return render(request, "programmes/list.html", context)


@require_http_methods(["GET", "POST"])
@holder(Act.EDIT_PROGRAMME)
def programme_start(request):
    cities = visible(request.user, Act.EDIT_PROGRAMME, City)
    form = StartForm(posted(request), cities=cities, programmes=programmes_of(request.user))
    if form.is_bound and form.is_valid():
        programme = start_from_outline(parts=form.parts, **form.facts, by=request.user, at=now())
        return redirect("programme_page", programme.pk)
    return render(request, "programmes/start.html", {"form": form}, status=form.status)


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_page(request, programme):
    root = Element.objects.for_door().get(programme=programme, parent=None)
    return workspace(request, root)


@require_safe
@door(Act.READ_PROGRAMME, Element)
def element_page(request, element):
    return workspace(request, element)


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def element_by_number(request, programme, number):
    """An element by its permanent number; one that was split or joined leads to what carries it on."""
    element = led_to(programme, number, request.user)
    return redirect("element_page", element.pk) if element else redirect("programme_page", programme.pk)


@require_safe
@door(Act.EDIT_PROGRAMME, Programme)
def programme_bin(request, programme):
    return render(request, "programmes/bin.html", {"programme": programme, "binned": binned(programme)})


@require_safe
@door(Act.READ_PROGRAMME, Element)
def element_panel(request, element):
    """Another tab beside the open element; without JavaScript the whole page comes with it."""
    return render(request, "programmes/_panel.html", {"element": element, **panel_context(element, request)})


def workspace(request, element, *, bound=None, status=200):
    """The editor: outline, element and panel. A click in the outline fetches only the two last ones."""
    programme = element.programme
    nodes = nodes_for(request, programme)
    programme.title = nodes[0].element.title
    place = neighbours(nodes, element)
    panel = panel_context(element, request)
    living, may_edit = place["node"] is not None, element.asked["may_edit"]
    context = {
        "programme": programme,
        "cities": cities_of(programme),
        "element": element,
        "sheet": sheet_of(element, request.user, request.day, living=living, may_edit=may_edit, bound=bound),
        "heirs": [] if living else list(heirs_of(element)),
        **place,
        **panel,
    }
    if request.htmx and request.htmx.target == "workspace":
        return render(request, "programmes/_opened.html", context)
    context |= outline_context(request, programme, nodes) | {
        "may_edit": context["sheet"].editable or can(request.user, Act.EDIT_PROGRAMME, programme),
        "may_freeze": can(request.user, Act.FREEZE_PROGRAMME, programme),
    }
    return render(request, "programmes/programme.html", context, status=status)
