from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, rights_of
from cities.acts import Act
from common.asking import done, within
from common.forms import posted
from common.refusals import Refused
from workshops import actions
from workshops.forms_ideas import IdeaForm, TakeUpForm
from workshops.models import Gathering
from workshops.queries import ideas_of, keeps, programmes_to_plan
from workshops.views import asked


def to_ideas(gathering: Gathering, idea=None) -> str:
    return reverse("idea_list", args=[gathering.pk]) + (f"#ide-{idea.pk}" if idea else "")


@require_safe
@door(Act.READ_GATHERING, Gathering)
def idea_list(request, gathering):
    """What has come up, in groups, and what became of it."""
    keeper = keeps(request.user, gathering)
    ideas = ideas_of(gathering, request.user)
    context = {
        "gathering": gathering,
        "ideas": [(idea, keeper or idea.made_by_id == request.user.pk) for idea in ideas],
        "may_plan": rights_of(request.user).any(Act.EDIT_PROGRAMME),
    }
    return render(request, "workshops/ideas.html", context)


@require_http_methods(["GET", "POST"])
@door(Act.READ_GATHERING, Gathering)
def idea_add(request, gathering):
    """Catch an idea. The phone's queue asks for JSON: 201 says that the idea is kept, 422 why it never will be."""
    likely = {"who": request.user.name, "sitting": request.GET.get("okt", "")}
    form = IdeaForm(posted(request), gathering=gathering, keeper=False, likely=likely)
    queued = request.headers.get("Accept") == "application/json"
    if form.is_bound and form.is_valid():
        uuid = form.cleaned_data["uuid"]
        try:
            idea = actions.save_idea(gathering=gathering, values=form.values, uuid=uuid, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            if queued:
                return JsonResponse({"title": idea.title}, status=201)
            messages.success(request, _("«%(title)s» er fanget.") % {"title": idea})
            return redirect(request.get_full_path())
    if form.is_bound and queued:
        words = " ".join(error for errors in form.errors.values() for error in errors)
        return JsonResponse({"refused": words}, status=422)
    return render(request, "workshops/idea.html", {"gathering": gathering, "form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
@door(Act.READ_GATHERING, Gathering)
def idea_edit(request, gathering, idea):
    """For whoever caught it, and for those who keep the gathering."""
    idea, keeper = own_idea(request, gathering, idea), keeps(request.user, gathering)
    form = IdeaForm(posted(request), gathering=gathering, keeper=keeper, idea=idea)

    def save(seen, **who):
        return actions.save_idea(gathering=gathering, idea=idea, values=form.values, seen=seen, **who)

    title, remove = _("Endre idéen"), reverse("idea_remove", args=[gathering.pk, idea.pk])
    return asked(request, gathering, form, title, to_ideas(gathering), to_ideas(gathering, idea), save, remove=remove)


@require_POST
@door(Act.READ_GATHERING, Gathering)
def idea_vote(request, gathering, idea):
    """Vote for it, or (trekk=1) take the vote back."""
    idea = within(gathering.ideas, idea)
    wanted = "trekk" not in request.POST
    return done(request, to_ideas(gathering, idea), actions.vote_for, gathering=gathering, idea=idea, wanted=wanted)


@require_http_methods(["GET", "POST"])
@door(Act.READ_GATHERING, Gathering)
def idea_take_up(request, gathering, idea):
    """Make it a measure, for whoever writes in a programme."""
    idea = within(gathering.ideas.select_related("gathering", "theme", "sitting__workshop", "sitting__room"), idea)
    programmes = programmes_to_plan(request.user)
    if not programmes:
        raise PermissionDenied
    form = TakeUpForm(posted(request), programmes=programmes, own=rights_of(request.user).cities(Act.EDIT_PROGRAMME))
    if form.is_bound and form.is_valid():
        try:
            made = actions.take_up_idea(gathering=gathering, idea=idea, **form.values, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{reverse('element_page', args=[made.pk])}?panel=grunnlag")
    context = {"gathering": gathering, "form": form, "title": _("Gjør «%(idea)s» om til tiltak") % {"idea": idea}}
    context |= {"back": to_ideas(gathering, idea)}
    return render(request, "workshops/form.html", context, status=form.status)


@require_POST
@door(Act.READ_GATHERING, Gathering)
def idea_remove(request, gathering, idea):
    idea = own_idea(request, gathering, idea)
    said = _("«%(title)s» er slettet.") % {"title": idea}
    return done(request, to_ideas(gathering), actions.remove_idea, said, gathering=gathering, idea=idea)


def own_idea(request, gathering, idea):
    """Errors: Http404; PermissionDenied for whoever only reads of it."""
    found = within(gathering.ideas.select_related("sitting__workshop"), idea)
    if found.made_by_id != request.user.pk and not keeps(request.user, gathering):
        raise PermissionDenied
    return found
