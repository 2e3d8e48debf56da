"""The secretariat keeps the milestones, and agrees with cities about them."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, holder, rights_of
from cities.acts import Act
from cities.models import City
from common.asking import asked, done
from common.forms import posted
from dashboard.actions import arrange, resume_milestone, retire_milestone, save_milestone, shift_milestone
from dashboard.facts import FACTS
from dashboard.forms import ArrangementForm, MilestoneForm, RetireForm
from dashboard.models import Arrangement, Milestone
from dashboard.remembered import history_in_words
from dashboard.views.milestones import found

FORM = "dashboard/form.html"
Sort = Arrangement.Sort
ARRANGED = {  # by Arrangement.word
    "plan": (Sort.PLAN, gettext_lazy("Planlegg dagen")),
    "frist": (Sort.DEADLINE, gettext_lazy("Avtal ny frist")),
    "unntak": (Sort.EXCEPTION, gettext_lazy("Gjør et unntak")),
}


@require_safe
@holder(Act.KEEP_NETWORK)
def milestone_list(request):
    """All milestones, those that are retired too."""
    every = [(one, FACTS.get(one.rule), one.followed_on(request.day)) for one in Milestone.objects.all()]
    return render(request, "dashboard/milestone_list.html", {"milestones": every})


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_NETWORK)
def milestone_add(request):
    return edited(request, None, _("Ny milepæl"))


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_NETWORK)
def milestone_edit(request, milestone):
    one = found(milestone)
    return edited(request, one, one.name, history=history_in_words(one))


def edited(request, milestone, title, **context):
    form = MilestoneForm(posted(request), row=milestone)

    def save(seen, **who):
        values = {name: form.cleaned_data[name] for name in Milestone.VALUES}
        return save_milestone(milestone=milestone, values=values, seen=seen, uuid=form.cleaned_data["uuid"], **who)

    return asked(request, form, save, to=listing(), template=FORM, title=title, back=listing(), **context)


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_NETWORK)
def milestone_retire(request, milestone):
    one = found(milestone)
    form = RetireForm(posted(request))

    def save(**who):
        retire_milestone(milestone=one, day=form.cleaned_data["day"], **who)
        return one

    title = _("Følg ikke «%(name)s» lenger") % {"name": one.name}
    return asked(request, form, save, to=listing(), template=FORM, title=title, back=listing(), to_do=_("Avslutt"))


@require_POST
@holder(Act.KEEP_NETWORK)
def milestone_resume(request, milestone):
    return done(request, listing(), resume_milestone, milestone=found(milestone))


@require_POST
@holder(Act.KEEP_NETWORK)
def milestone_shift(request, milestone, way):
    return done(request, listing(), shift_milestone, milestone=found(milestone), up=way == "opp")


def listing() -> str:
    return reverse("milestone_list")


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_CITY, City, key="slug")
def milestone_arrange(request, city, milestone, what):
    """A planned day, a new deadline or an exception for one city."""
    one, (sort, title) = found(milestone), arranged(request, what)
    form = ArrangementForm(posted(request), sort=sort, day=request.day)
    back = reverse("milestone_cell", args=[city.slug, one.pk])

    def save(**who):
        return arrange(city=city, milestone=one, sort=sort, **form.values, **who)

    title = f"{title}: {city} · {one.name}"
    return asked(request, form, save, to=back, template=FORM, title=title, back=back, cell=True)


@require_POST
@door(Act.KEEP_CITY, City, key="slug")
def milestone_disarrange(request, city, milestone, what):
    """What was agreed no longer holds."""
    one, (sort, _title) = found(milestone), arranged(request, what)
    back = reverse("milestone_cell", args=[city.slug, one.pk])
    return done(request, back, partial(arrange, city=city, milestone=one, sort=sort))


def arranged(request, what: str) -> tuple:
    """Errors: Http404 for what is none of the three, and for what is not the person's to agree."""
    if what not in ARRANGED or (what != "plan" and not rights_of(request.user).everywhere(Act.KEEP_NETWORK)):
        raise Http404
    return ARRANGED[what]
