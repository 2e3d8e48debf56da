from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, holder, rights_of
from cities.acts import Act
from common.asking import done, within
from common.forms import posted
from common.refusals import Refused
from common.statedforms import DatingForm
from files.serving import download
from history.queries import history_in
from workshops import actions
from workshops.forms import AudienceForm, FileForm, GatheringForm
from workshops.models import Enrolment, Gathering, GatheringFile, Workshop
from workshops.queries import agenda_of, attendance_of, keeps, kept_cities
from workshops.views import asked

LATEST = 12
"""Lines of the history that stand on the page."""

ELSEWHERE = ("idea", "registration")
"""What has pages of its own; hundreds of them would hide what was planned."""


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def gathering_page(request, gathering):
    """What it is, when and where, with everything that lies with it."""
    keeper = keeps(request.user, gathering)
    own = {city.pk for city in kept_cities(request.user)} if gathering.kind == Gathering.Kind.CAMPAIGN else set()
    context = {
        "gathering": gathering,
        "keeper": keeper,
        "datings": gathering.datings.all(),
        "files": gathering.files.select_related("file"),
        "workshops": gathering.workshops.exclude(kind=Workshop.Kind.SOCIAL).select_related("theme"),
        "agenda": agenda_of(gathering),
        "ideas": gathering.ideas.count() if request.by_role else None,
        "attendance": attendance_of(gathering) if request.by_role else None,
        "conclusions": conclusions_of(request, gathering, keeper) if request.by_role else None,
        "enrolment": Enrolment.objects.filter(gathering=gathering).first() if request.by_role else None,
        "mine": gathering.registrations.filter(person=request.user).first() if request.by_role else None,
        "parts": [(part, part.city_id in own) for part in gathering.parts.select_related("city")],
        "may_join": bool(own),
        "audience": AudienceForm(None, gathering=gathering) if keeper else None,
        "history": history_in("gathering", gathering.pk).exclude(thing__in=("idea", "registration"))[:LATEST]
        if keeper
        else None,
    }
    return render(request, "workshops/gathering.html", context)


def conclusions_of(request, gathering, keeper: bool) -> list:
    """Each with whether the person may say that it is done."""
    rows = gathering.conclusions.select_related("owner")
    return [(one, keeper or one.owner_id == request.user.pk) for one in rows]


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_CITY)
def gathering_add(request):
    return gathering_form(request, None, _("Ny samling"), reverse("gathering_list"))


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def gathering_edit(request, gathering):
    title = _("Endre %(title)s") % {"title": gathering}
    return gathering_form(request, gathering, title, reverse("gathering_page", args=[gathering.pk]))


def gathering_form(request, gathering, title, back):
    network = rights_of(request.user).everywhere(Act.KEEP_CITY)
    form = GatheringForm(posted(request), person=request.user, network=network, gathering=gathering)

    def save(seen, **who):
        key = None if gathering else form.cleaned_data["uuid"]
        return actions.save_gathering(gathering=gathering, values=form.values, seen=seen, uuid=key, **who)

    return asked(request, gathering, form, title, back, page_of, save, rich=True)


def page_of(gathering: Gathering) -> str:
    return reverse("gathering_page", args=[gathering.pk])


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def gathering_show(request, gathering):
    """Say who reads of it."""
    form = AudienceForm(request.POST, gathering=gathering)
    if form.is_valid():
        audience = form.cleaned_data["audience"]
        return done(request, page_of(gathering), actions.show_gathering, gathering=gathering, audience=audience)
    return redirect(page_of(gathering))


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def gathering_remove(request, gathering):
    try:
        actions.remove_gathering(gathering=gathering, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(page_of(gathering))
    messages.success(request, _("«%(title)s» er slettet.") % {"title": gathering})
    return redirect("gathering_list")


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def dating_add(request, gathering):
    """What another source says of the time."""
    form = DatingForm(posted(request))

    def save(seen, **who):
        return actions.add_dating(gathering=gathering, values=form.stated, uuid=form.cleaned_data["uuid"], **who)

    title = _("Hva en annen kilde sier om tidspunktet")
    return asked(request, gathering, form, title, page_of(gathering), page_of(gathering), save)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def dating_choose(request, gathering, dating):
    chosen = within(gathering.datings, dating)
    return done(request, page_of(gathering), actions.choose_dating, gathering=gathering, dating=chosen)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def dating_remove(request, gathering, dating):
    found = within(gathering.datings, dating)
    return done(request, page_of(gathering), actions.remove_dating, gathering=gathering, dating=found)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def file_add(request, gathering):
    form = FileForm(posted(request), request.FILES or None)

    def save(seen, **who):
        data = form.cleaned_data
        return actions.add_file(gathering=gathering, upload=data["file"], title=data["title"], uuid=data["uuid"], **who)

    title = _("Legg ved en fil")
    return asked(request, gathering, form, title, page_of(gathering), page_of(gathering), save)


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def file_download(request, gathering, file):
    """The file itself."""
    found = within(GatheringFile.objects.filter(gathering=gathering).select_related("file"), file)
    try:
        return download(found.file, found.name)
    except FileNotFoundError as missing:
        raise Http404 from missing


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def file_remove(request, gathering, file):
    found = within(gathering.files, file)
    return done(request, page_of(gathering), actions.remove_file, gathering=gathering, file=found)
