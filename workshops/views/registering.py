from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, everybody, signed_in
from cities.acts import Act
from common.asking import done
from common.forms import posted
from common.listing import answer
from common.refusals import Refused
from workshops import actions
from workshops.forms_registering import EnrolmentForm, RegisterByLinkForm, RegisterForm
from workshops.lists import REGISTERED
from workshops.models import Enrolment, Gathering, Registration
from workshops.queries import own_city, own_data, queue_of

GONE = gettext_lazy("Du er meldt av, og det du skrev, er slettet.")


def to_enrolment(gathering: Gathering) -> str:
    return reverse("enrol_page", args=[gathering.pk])


@require_http_methods(["GET", "POST"])
@door(Act.READ_GATHERING, Gathering)
def enrol_page(request, gathering):
    """One's own registration: whether there is a place, and what one registered with."""
    mine = gathering.registrations.filter(person=request.user).first()
    form = RegisterForm(posted(request), registration=mine, likely=own_city(request.user))
    if form.is_bound and form.is_valid():
        try:
            actions.register(gathering=gathering, values=form.values, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(to_enrolment(gathering))
    context = {"gathering": gathering, "form": form, "mine": mine, "queue": mine and queue_of(mine)}
    context |= {"enrolment": Enrolment.objects.filter(gathering=gathering).first()}
    return render(request, "workshops/enrol.html", context, status=form.status)


@require_POST
@door(Act.READ_GATHERING, Gathering)
def enrol_withdraw(request, gathering):
    """Take one's own registration back. Done again, it changes nothing."""
    if mine := gathering.registrations.filter(person=request.user).first():
        actions.withdraw(registration=mine, by=request.user, at=now())
        messages.success(request, GONE)
    return redirect(to_enrolment(gathering))


@require_http_methods(["GET", "POST"])
@everybody("opened by the secret of the gathering's link")
def enrol_by_link(request, link):
    """For those without a role, as long as the link lives."""
    enrolment = get_object_or_404(Enrolment.objects.exclude(link=""), link=link)
    gathering = Gathering.objects.for_door().get(pk=enrolment.gathering_id)
    form = RegisterByLinkForm(posted(request))
    if form.is_bound and form.is_valid():
        uuid = form.cleaned_data["uuid"]
        try:
            made = actions.register(gathering=gathering, values=form.values, link=link, uuid=uuid, by=None, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("own_registration", made.secret)
    return render(request, "workshops/invited.html", {"gathering": gathering, "form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
@everybody("opened by the secret of one's own registration")
def own_registration(request, secret):
    """What one registered with (?data: as JSON); posted, it is withdrawn and all of it taken away."""
    mine = get_object_or_404(Registration.objects.select_related("gathering__host", "city"), secret=secret)
    if request.method == "POST":
        actions.withdraw(registration=mine, by=None, at=now())
        messages.success(request, GONE)
        return redirect("gathering_list")
    if "data" in request.GET:
        return JsonResponse({"registrations": [said_of(mine)]})
    return render(
        request, "workshops/invited.html", {"gathering": mine.gathering, "mine": mine, "queue": queue_of(mine)}
    )


def said_of(registration: Registration) -> dict:
    """All that is kept of a person with a registration."""
    said = {
        name: getattr(registration, name) for name in ("name", "email", "organisation", "diet", "waiting", "made_at")
    }
    return said | {"gathering": str(registration.gathering), "city": registration.city and str(registration.city)}


@require_safe
@signed_in
def my_data(request):
    """What is kept of the person with gatherings, as JSON."""
    registrations, ideas, votes = own_data(request.user)
    data = {
        "registrations": [said_of(one) for one in registrations],
        "ideas": [{"title": idea.title, "who": idea.who, "made_at": idea.made_at} for idea in ideas],
        "votes": [vote.idea.title for vote in votes],
    }
    return JsonResponse(data, headers={"Content-Disposition": 'attachment; filename="mine-data.json"'})


# -- For those who keep the gathering


@require_safe
@door(Act.KEEP_GATHERING, Gathering)
def enrol_list(request, gathering):
    """Who comes, city by city."""
    rows = list(gathering.registrations.select_related("city").order_by("waiting", "city__name_key", "name"))
    waiting = sum(one.waiting for one in rows)
    name = f"{REGISTERED.caption} – {gathering}"
    enrolment = Enrolment.objects.filter(gathering=gathering).first()
    link = enrolment and enrolment.link and request.build_absolute_uri(reverse("enrol_by_link", args=[enrolment.link]))
    context = {"gathering": gathering, "enrolment": enrolment, "link": link}
    context |= {"taken": len(rows) - waiting, "waiting": waiting}
    return answer(request, REGISTERED.read(rows, request.GET, file_name=name), "workshops/enrolled.html", context)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def enrol_setup(request, gathering):
    """Say how one registers."""
    form = EnrolmentForm(posted(request), enrolment=Enrolment.objects.filter(gathering=gathering).first())
    back = reverse("enrol_list", args=[gathering.pk])
    if form.is_bound and form.is_valid():
        return done(request, back, actions.open_enrolment, gathering=gathering, **form.cleaned_data)
    context = {"gathering": gathering, "form": form, "title": _("Påmelding"), "back": back}
    return render(request, "workshops/form.html", context, status=form.status)
