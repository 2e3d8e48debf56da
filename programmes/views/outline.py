"""What the outline reads, in the page and alone after an act."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cities.access import can, rights_of
from cities.acts import Act
from common.refusals import Refused
from programmes.actions.placing import Binned
from programmes.marks import FILTERS
from programmes.models import Element
from programmes.queries import cities_of, outline_of


def nodes_for(request, programme) -> list:
    """The programme's outline, with the flags of the person who looks."""
    return outline_of(programme, request.user, request.day)


def outline_context(request, programme, nodes) -> dict:
    """What templates/programmes/_outline.html and _outline_tools.html read, but for the open element."""
    cities, rights = cities_of(programme), rights_of(request.user)
    mine = {city.pk for city in cities if rights.everywhere(Act.EDIT_PROGRAMME)} | rights.cities(Act.EDIT_PROGRAMME)
    return {
        "programme": programme,
        "cities": cities,
        "outline": nodes[1:],
        "root_id": nodes[0].element.pk,
        "several": len(cities) > 1,
        "own": " ".join(str(city.pk) for city in cities if city.pk in mine),
        "filters": FILTERS,
    }


def neighbours(nodes, element) -> dict:
    """The element's node, and the ones before and after it; none for what does not stand in the outline."""
    here = next((n for n, node in enumerate(nodes) if element and node.element.pk == element.pk), None)
    return {
        "node": nodes[here] if here is not None else None,
        "previous": nodes[here - 1] if here else None,
        "next": nodes[here + 1] if here is not None and here + 1 < len(nodes) else None,
    }


def redrawn(request, programme, nodes, said, *, refusal: Refused | None = None, moved=None, undoable=False):
    """The outline afresh after an act, with what happened and what stands elsewhere about the open element's place.

    moved: the element that was acted on. Without JavaScript: a message, and the way to the element's page.
    """
    if not request.htmx:
        (messages.error if refusal else messages.success)(request, said)
        return redirect("element_page", moved.pk) if moved else redirect("programme_page", programme.pk)
    opened = request.POST.get("open", "")
    opened = Element.objects.filter(programme=programme, pk=opened).first() if opened.isdecimal() else None
    context = outline_context(request, programme, nodes) | neighbours(nodes, opened)
    context |= {
        "element": opened,
        "editable": True,
        "addable": context["node"] is not None and can(request.user, Act.EDIT_PROGRAMME, opened),
        "said": said,
        "refused": refusal is not None,
        "undoable": undoable,
        "moved": moved.pk if moved else None,
        "fetch": reverse("element_restore", args=[refusal.element.pk]) if isinstance(refusal, Binned) else "",
    }
    return render(request, "programmes/_redrawn.html", context, status=422 if refusal else 200)
