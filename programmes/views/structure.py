"""Acts on the outline. Each answers a plain form with a page, and htmx with the outline as it now stands."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused
from history.queries import history_of
from programmes.actions import (
    add_element,
    bin_element,
    move_element,
    restore_element,
    shift_element,
    undo_last,
)
from programmes.forms import NewElementForm
from programmes.models import Element, Kind, Programme
from programmes.queries import outline_of
from programmes.sheet import own_cities
from programmes.views.outline import nodes_for, redrawn


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_add(request, element):
    """A new element: under this one, or right after it (?etter=1). A row typed in the outline brings only its title."""
    after = element if "etter" in request.GET and element.parent else None
    parent = after.parent if after else element
    own = own_cities(element.programme, request.user)
    likely = {"kind": likely_kind(parent, after), "city": likely_city(after, own)}
    data = posted(request)
    if data is not None and request.htmx:
        data = likely | {"uuid": str(uuid4())} | data.dict()
    form = NewElementForm(data, own=own, fixed=parent.city, initial=likely)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            made = add_element(
                parent=parent, kind=data["kind"], title=data["title"], city=form.city, after=after, uuid=data["uuid"],
                by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refused:
            if request.htmx:
                return refusal(request, element, refused)
            form.refuse(refused)
        else:
            return added(request, made)
    if form.is_bound and request.htmx:
        words = " ".join(error for errors in form.errors.values() for error in errors)
        return refusal(request, element, Refused(words))
    context = {"form": form, "element": element, "parent": parent, "after": after}
    return render(request, "programmes/add.html", context, status=form.status)


def added(request, made):
    if not request.htmx:
        return redirect("element_page", made.pk)
    nodes = nodes_for(request, made.programme)
    said = _("%(place)s %(title)s er lagt til.") % {"place": place_in(nodes, made), "title": made}
    return redrawn(request, made.programme, nodes, said, moved=made, undoable=True)


def likely_kind(parent, after) -> str:
    if after:
        return after.kind
    return {
        Kind.PROGRAMME: Kind.CHAPTER,
        Kind.CHAPTER: Kind.GOAL,
        Kind.STRATEGY: Kind.GOAL,
    }.get(parent.kind, Kind.MEASURE)


def likely_city(after, own) -> str:
    """The city of the one it comes after, where the person may make something its own."""
    return str(after.city_id) if after and after.city_id in {city.pk for city in own} else ""


@require_POST
@door(Act.EDIT_PROGRAMME, Element)
def element_move(request, element):
    """Move by a step (direction), to a place (parent, position), or by another element (target, where).

    seen: the parent the person saw it under; if somebody else has moved it since, that is said too.
    """
    sent = request.POST
    try:
        if direction := sent.get("direction"):
            moved = shift_element(element=element, direction=direction, by=request.user, at=now())
        else:
            parent, position = place_by(element, sent) if "target" in sent else place_sent(element, sent)
            moved = move_element(element=element, parent=parent, position=position, by=request.user, at=now())
    except Refused as refused:
        return refusal(request, element, refused)
    nodes = nodes_for(request, element.programme)
    said = stands(nodes, moved) + meanwhile(request, element)
    return redrawn(request, element.programme, nodes, said, moved=moved, undoable=True)


def place_sent(element, sent) -> tuple:
    parent = get_object_or_404(Element, programme=element.programme_id, pk=whole(sent.get("parent")))
    return parent, whole(sent.get("position"))


def place_by(element, sent) -> tuple:
    """A place named by another element: first or last under it, or right after it."""
    target = get_object_or_404(Element, programme=element.programme_id, pk=whole(sent.get("target")))
    where = sent.get("where")
    if where != "after":
        return target, 0 if where == "first" else None
    if target.parent is None or target.position is None:
        raise Refused(_("Det går ikke an å flytte noe dit."))
    ahead = (
        target.parent_id == element.parent_id and element.position is not None and element.position < target.position
    )
    return target.parent, target.position + (0 if ahead else 1)


def meanwhile(request, element) -> str:
    """Says so when somebody else had moved the element away from where the person saw it."""
    seen = whole(request.POST.get("seen"))
    if seen is None or seen == element.parent_id:
        return ""
    acts = history_of("element", element.pk).filter(act__in=["move", "undo", "restore"])
    last = acts.exclude(person_id=request.user.pk).order_by("-pk").first()
    return " " + _("%(name)s hadde flyttet det i mellomtiden.") % {"name": last.person_name} if last else ""


@require_safe
@door(Act.EDIT_PROGRAMME, Element)
def element_place(request, element):
    """Choose where to move it: a list of the others, and how to stand by the one chosen."""
    nodes = outline_of(element.programme)
    context = {"element": element, "node": node_of(nodes, element), "homes": homes(nodes, element)}
    return render(request, "programmes/_place_form.html" if request.htmx else "programmes/place.html", context)


def homes(nodes, element) -> list:
    """The nodes it can stand under or beside: not its own, nor what only another city's own may stand under."""
    fits, inside = [], 0
    for node in nodes:
        if inside and node.depth > inside:
            continue
        inside = node.depth if node.element.pk == element.pk else 0
        if not inside and node.element.city_id in (None, element.city_id):
            fits.append(node)
    return fits


@require_POST
@door(Act.EDIT_PROGRAMME, Element)
def element_bin(request, element):
    try:
        bin_element(element=element, by=request.user, at=now())
    except Refused as refused:
        return refusal(request, element, refused)
    said = _("«%(title)s» ligger nå i papirkurven.") % {"title": element}
    if not request.htmx:
        messages.success(request, said)
        return redirect("element_page", element.parent_id)
    return redrawn(request, element.programme, nodes_for(request, element.programme), said, undoable=True)


@require_POST
@door(Act.EDIT_PROGRAMME, Element)
def element_restore(request, element):
    try:
        element = restore_element(element=element, by=request.user, at=now())
    except Refused as refused:
        return refusal(request, element, refused)
    said = _("«%(title)s» er hentet tilbake.") % {"title": element}
    nodes = nodes_for(request, element.programme)
    return redrawn(request, element.programme, nodes, said, moved=element, undoable=True)


@require_POST
@door(Act.EDIT_PROGRAMME, Programme)
def programme_undo(request, programme):
    """Take back the person's latest act on the outline."""
    try:
        element = undo_last(programme=programme, by=request.user, at=now())
    except Refused as refused:
        return redrawn(request, programme, nodes_for(request, programme), refused.message, refusal=refused)
    nodes = nodes_for(request, programme)
    if element.binned_at:
        said = _("Angret. «%(title)s» ligger i papirkurven.") % {"title": element}
    else:
        said = _("Angret.") + " " + stands(nodes, element)
    return redrawn(request, programme, nodes, said, moved=element)


def refusal(request, element, refused):
    nodes = nodes_for(request, element.programme) if request.htmx else []
    return redrawn(request, element.programme, nodes, refused.message, refusal=refused, moved=element)


def whole(text) -> int | None:
    """A whole number from a form, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def node_of(nodes, element):
    return next((node for node in nodes if node.element.pk == element.pk), None)


def place_in(nodes, element) -> str:
    return node_of(nodes, element).place


def stands(nodes, element) -> str:
    """Says where the element stands now."""
    node = node_of(nodes, element)
    return _("%(place)s %(title)s er flyttet til plass %(n)s av %(of)s.") % {
        "place": node.place, "title": element, "n": node.position, "of": node.siblings,
    }  # fmt: skip
