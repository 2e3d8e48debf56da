from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cities.access import door
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused
from programmes.actions import add_element, bin_element, move_element, restore_element, shift_element
from programmes.forms import NewElementForm
from programmes.models import Element, Kind
from programmes.queries import cities_of, outline_of
from programmes.sheet import own_cities


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_add(request, element):
    """A new element: under this one, or right after it (?etter=1)."""
    after = element if "etter" in request.GET and element.parent else None
    parent = after.parent if after else element
    own = own_cities(element.programme, request.user)
    form = NewElementForm(posted(request), own=own, fixed=parent.city, initial={"kind": likely_kind(parent, after)})
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            made = add_element(
                parent=parent, kind=data["kind"], title=data["title"], city=form.city, after=after, uuid=data["uuid"],
                by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("element_page", made.pk)
    context = {"form": form, "element": element, "parent": parent, "after": after}
    return render(request, "programmes/add.html", context, status=form.status)


def likely_kind(parent, after) -> str:
    if after:
        return after.kind
    return {
        Kind.PROGRAMME: Kind.CHAPTER,
        Kind.CHAPTER: Kind.GOAL,
        Kind.STRATEGY: Kind.GOAL,
    }.get(parent.kind, Kind.MEASURE)


@require_POST
@door(Act.EDIT_PROGRAMME, Element)
def element_move(request, element):
    """Move by a step (direction) or to a place (parent, position)."""
    try:
        if direction := request.POST.get("direction"):
            shift_element(element=element, direction=direction, by=request.user, at=now())
        else:
            parent = get_object_or_404(Element, programme=element.programme_id, pk=whole(request.POST.get("parent")))
            position = whole(request.POST.get("position"))
            move_element(element=element, parent=parent, position=position, by=request.user, at=now())
    except Refused as refused:
        return told(request, element, refused.message, status=422)
    return told(request, element, "")


@require_POST
@door(Act.EDIT_PROGRAMME, Element)
def element_bin(request, element):
    try:
        bin_element(element=element, by=request.user, at=now())
    except Refused as refused:
        return told(request, element, refused.message, status=422)
    messages.success(request, _("«%(title)s» ligger nå i papirkurven.") % {"title": element})
    return redirect("element_page", element.parent_id)


@require_POST
@door(Act.EDIT_PROGRAMME, Element)
def element_restore(request, element):
    try:
        restore_element(element=element, by=request.user, at=now())
    except Refused as refused:
        return told(request, element, refused.message, status=422)
    messages.success(request, _("«%(title)s» er hentet tilbake.") % {"title": element})
    return redirect("element_page", element.pk)


def whole(text) -> int | None:
    """A whole number from a form, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def told(request, element, message, *, status=200):
    """Draw the outline afresh and say where the element stands now, or why it could not be moved."""
    nodes = outline_of(element.programme)
    node = next((node for node in nodes if node.element.pk == element.pk), None)
    if node and not message:
        message = _("%(place)s %(title)s er flyttet til plass %(n)s av %(of)s.") % {
            "place": node.place, "title": element, "n": node.position, "of": node.siblings,
        }  # fmt: skip
    if not request.htmx:
        (messages.success if status == 200 else messages.error)(request, message)
        return redirect("element_page", element.pk)
    root_id = nodes[0].element.pk
    context = {
        "outline": nodes[1:],
        "root_id": root_id,
        "element": element,
        "editable": True,
        "several": len(cities_of(element.programme)) > 1,
        "said": message,
    }
    return render(request, "programmes/_outline.html", context, status=status)
