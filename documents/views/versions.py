import logging

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cities.access import door, holder, visible
from cities.acts import Act
from cities.models import City
from common.pages import page_of
from common.refusals import Refused
from documents.actions import open_version, order_print, order_set_as, table_version, withdraw_tabling
from documents.editions import edition as edition_of
from documents.forms import SetAsForm, StartForm
from documents.models import Edition, Print, Tabling, Version
from documents.queries import ORDINARY, editions_for, prints_for
from documents.sharing import shared_out, sharing_for
from documents.standing import other_texts, reads_cases, show_prints, standing, told_of
from documents.views.asked import asked_once
from documents.views.papers import order_address
from files.serving import download
from jobs.queries import places

logger = logging.getLogger(__name__)


@require_safe
@door(Act.READ_VERSION, Version, public=True)
def version_page(request, version):
    """A frozen version: its editions with their prints, before whom it lies, and its text to read in the browser."""
    open_version(version=version, by=request.user, at=now())
    editions = editions_for(request.user, version)
    reader = editions[0].city.slug if editions and editions[0].city else None
    own = visible(request.user, Act.FREEZE_PROGRAMME, City).filter(documents=version.document_id)
    routes = {route.city_id: route for route in version.routes.filter(city__in=own)} if own else {}
    standings = standing(version)
    show_prints(editions, standings)
    asked = sharing_for(version, request.user)
    by_role = request.by_role and (asked is None or reads_cases(request.user, standings))
    told = told_of(standings, by_role)
    here = [one for one in told if one.version_id == version.pk and one.tabled_at]
    context = {
        "version": version,
        "editions": editions,
        "content": edition_of(version.data, reader),
        "laid_before": here,
        "own": own,
        "own_routes": [(city, routes.get(city.pk)) for city in own if version.city_id in (None, city.pk)],
        "start": StartForm(None),
        "not_laid": [city for city in own if city.pk not in {one.city_id for one in here}],
        "others": other_texts(version, told),
        "sharings": shared_out(version, request.user),
        "asked": asked,
        "places": asked_once(places),
    }
    return render(request, "documents/version.html", context)


@require_safe
@holder(Act.READ_VERSION, Act.GIVE_FEEDBACK)
def print_queue(request):
    """What the person has asked to have printed, and how far each has come."""
    wanted = page_of(prints_for(request.user), request)
    for print in wanted:
        print.order = order_address(print)
    on_the_way = any(print.file is None and print.job.active for print in wanted)
    context = {"prints": wanted, "on_the_way": on_the_way, "places": asked_once(places)}
    return render(request, "documents/print_queue.html", context)


@require_safe
@door(Act.READ_VERSION, Print)
def print_state(request, print):
    """How far the print has come; the page asks again until it is there."""
    if print.kind != Print.Kind.PLAIN or not print.ordinary:
        words = print.set_as or print.get_kind_display()
        context = {"print": print, "words": words.lower(), "places": asked_once(places)}
        return render(request, "documents/_papers.html", context)
    return print_piece(request, print.edition, print, first=print.edition.city_id is None)


def print_piece(request, edition, print, status=200, **more):
    context = {"edition": edition, "print": print, "places": asked_once(places), **more}
    return render(request, "documents/_print.html", context, status=status)


@require_safe
@door(Act.READ_VERSION, Print, public=True)
def print_download(request, print):
    if print.file is None:
        raise Http404
    open_version(version=print.edition.version, by=request.user, at=now())
    try:
        return download(print.file, file_name(print))
    except FileNotFoundError as missing:  # `manage.py kontroll` tells of it too
        logger.exception("print %s has lost its file", print.pk)
        raise Http404 from missing


def file_name(print) -> str:
    """handlingsprogram-2009-2012-v3-skien-utkast.pdf"""
    edition, mark = print.edition, print.get_mark_display()
    words = [edition.version.title, f"v{edition.version.number}", edition.city.name if edition.city else "", mark]
    words += [print.get_kind_display()] if print.kind != Print.Kind.PLAIN else []
    words += [print.told["body"]] if print.kind == Print.Kind.CASE else []
    words += [print.set_as]
    return "-".join(filter(None, (slugify(word.replace("–", "-"), allow_unicode=True) for word in words))) + ".pdf"


@require_POST
@door(Act.READ_VERSION, Edition)
def edition_print(request, edition):
    """Order the print of an edition, or try a failed one again."""
    try:
        printed = order_print(edition=edition, by=request.user, at=now())
    except Refused as refused:
        return print_refused(request, edition, refused)
    return print_piece(request, edition, printed) if request.htmx else whence(request, edition)


@require_POST
@door(Act.READ_VERSION, Print)
def print_otherwise(request, print):
    """Order a print that says the same, set otherwise: compactly, in large print, with numbered lines."""
    form = SetAsForm(request.POST)
    if form.is_valid():
        try:
            order_set_as(printed=print, **form.cleaned_data, by=request.user, at=now())
        except Refused as refused:
            messages.error(request, refused.message)
    else:
        messages.error(request, _("Velg hvordan PDF-en skal settes."))
    return redirect("print_queue") if "fra" in request.POST else redirect(about(print))


def about(print) -> str:
    """The page where a print is found."""
    if print.route_id is None:
        return reverse("version_page", args=[print.edition.version_id])
    return reverse("treatment_page", args=[print.route_id])


def print_refused(request, edition, refused):
    if request.htmx:
        printed = edition.prints.filter(kind=Print.Kind.PLAIN, **ORDINARY).select_related("job", "file").first()
        return print_piece(request, edition, printed, status=422, refused=refused.message)
    messages.error(request, refused.message)
    return whence(request, edition)


def whence(request, edition):
    """Back to the page the print was asked for from."""
    return redirect("print_queue") if "fra" in request.POST else redirect("version_page", edition.version_id)


@require_POST
@door(Act.FREEZE_PROGRAMME, Version)
def version_table(request, version):
    """Lay the version before the politicians of a city the person leads."""
    city = get_object_or_404(City, slug=request.POST.get("city", ""), documents=version.document_id)
    try:
        table_version(version=version, city=city, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("version_page", version.pk)


@require_POST
@door(Act.FREEZE_PROGRAMME, Tabling)
def tabling_withdraw(request, tabling):
    withdraw_tabling(tabling=tabling, by=request.user, at=now())
    return redirect("version_page", tabling.version_id)
