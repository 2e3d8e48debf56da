from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import can, door, holder, rights_of, signed_in
from cities.acts import Act
from common.forms import posted
from common.listing import answer
from common.refusals import Refused
from files.serving import download
from programmes.actions import (
    add_points,
    move_point,
    remove_file,
    remove_paper,
    remove_point,
    save_paper,
    save_point,
)
from programmes.actions.papers import cities_for
from programmes.feedback import answers_seen, only_sent_by
from programmes.forms_basis import PaperForm, PointForm, PointsForm
from programmes.models import Paper
from programmes.paper_list import PAPERS
from programmes.papers import following, papers_for


@require_safe
@signed_in
def paper_list(request):
    """The papers the person may read: letters, plans, decisions, ongoing work."""
    listed = PAPERS.read(papers_for(request.user), request.GET)
    return answer(
        request, listed, "programmes/papers/list.html", {"may_add": rights_of(request.user).any(Act.KEEP_CITY)}
    )


@require_safe
@door(Act.READ_PAPER, Paper)
def paper_page(request, paper):
    """A paper with its points in order, and where each is followed up."""
    followed, sender = following(paper, request.user), only_sent_by(request.user, paper)
    told = answers_seen(paper) if sender else {}
    points = paper.points.order_by("position", "pk")
    context = {
        "paper": paper,
        "cities": paper.cities.all(),
        "points": [(point, followed.get(point.pk, []), told.get(point.pk, [])) for point in points],
        "whole": followed.get(0, []),
        "may_keep": paper.sharing_id is None and can(request.user, Act.KEEP_PAPER, paper),
        "sender": sender,
    }
    return render(request, "programmes/papers/paper.html", context)


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_CITY)
def paper_add(request):
    return paper_form(request, None)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_PAPER, Paper)
def paper_edit(request, paper):
    return paper_form(request, paper)


def paper_form(request, paper):
    network = rights_of(request.user).everywhere(Act.KEEP_NETWORK)
    kind = request.GET.get("slag", "")
    form = PaperForm(
        posted(request), request.FILES or None, cities=cities_for(request.user, paper), network=network, paper=paper,
        kind=kind if kind in Paper.Kind.values else Paper.Kind.PLAN,
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        typed = {"values": form.values, "cities": data["cities"], "upload": data["file"]}
        key = None if paper else data["uuid"]
        if saved := form.saves(partial(save_paper, paper=paper, **typed, uuid=key, by=request.user, at=now())):
            return redirect("paper_page", saved.pk)
    return render(request, "programmes/papers/edit.html", {"form": form, "paper": paper}, status=form.status)


@require_POST
@door(Act.KEEP_PAPER, Paper)
def paper_remove(request, paper):
    try:
        remove_paper(paper=paper, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("paper_page", paper.pk)
    messages.success(request, _("«%(title)s» er slettet.") % {"title": paper})
    return redirect("paper_list")


@require_safe
@door(Act.READ_PAPER, Paper)
def paper_file(request, paper):
    """The file itself."""
    if paper.file is None:
        raise Http404
    try:
        return download(paper.file, paper.file_name)
    except FileNotFoundError as missing:
        raise Http404 from missing


@require_POST
@door(Act.KEEP_PAPER, Paper)
def paper_file_remove(request, paper):
    remove_file(paper=paper, by=request.user, at=now())
    return redirect("paper_page", paper.pk)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_PAPER, Paper)
def paper_points(request, paper):
    """Add points, one a line: first shown as they were understood, then saved."""
    form = PointsForm(posted(request))
    understood = None
    if form.is_bound and form.is_valid():
        understood = form.read
        if "lagre" in request.POST:
            try:
                add_points(paper=paper, points=understood, uuid=form.cleaned_data["uuid"], by=request.user, at=now())
            except Refused as refused:
                form.refuse(refused)
            else:
                return redirect(to_points(paper))
    context = {"form": form, "paper": paper, "understood": understood}
    return render(request, "programmes/papers/points.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_PAPER, Paper)
def point_edit(request, paper, point):
    point = numbered(paper, point)
    form = PointForm(posted(request), point=point)
    if form.is_bound and form.is_valid():
        act = partial(save_point, point=point, values=form.values, by=request.user, at=now())
        if form.saves(act):
            return redirect(to_points(paper, point))
    context = {"form": form, "paper": paper, "point": point}
    return render(request, "programmes/papers/point.html", context, status=form.status)


@require_POST
@door(Act.KEEP_PAPER, Paper)
def point_move(request, paper, point):
    """Let a point change places with the one above (way=up) or below."""
    point = numbered(paper, point)
    try:
        move_point(point=point, up=request.POST.get("way") == "up", by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(to_points(paper, point))


@require_POST
@door(Act.KEEP_PAPER, Paper)
def point_remove(request, paper, point):
    try:
        remove_point(point=numbered(paper, point), by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(to_points(paper))


def numbered(paper, point):
    """The point of this very paper that the address names. Errors: Http404."""
    found = paper.points.select_related("paper").filter(pk=point).first()
    if found is None:
        raise Http404
    return found


def to_points(paper, point=None) -> str:
    return f"{reverse('paper_page', args=[paper.pk])}#{f'punkt-{point.pk}' if point else 'punkter'}"
