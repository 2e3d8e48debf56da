from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import retarget, trigger_client_event

from cities.access import door
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused
from programmes.actions import answer_comment, change_comment, comment_on, solve_comment, take_back_comment
from programmes.forms_comments import AnswerForm, ChangeForm, SayForm
from programmes.models import Comment, Element, Programme
from programmes.panels import panel_context
from programmes.talk import NAMED, by_element, offered, open_in

TAB = "kommentarer"


@require_http_methods(["GET", "POST"])
@door(Act.COMMENT_PROGRAMME, Element)
def element_comment(request, element):
    """Say something about the element, or about words in it."""
    form = SayForm(posted(request))
    act = lambda data: comment_on(element=element, **data, by=request.user, at=now())  # noqa: E731
    return written(request, element, form, act, _("Kommentaren er lagt til."))


@require_http_methods(["GET", "POST"])
@door(Act.COMMENT_PROGRAMME, Element)
def comment_answer(request, element, row):
    comment = named(element, row)
    form = AnswerForm(posted(request), comment=comment)
    act = lambda data: answer_comment(comment=comment, **data, by=request.user, at=now())  # noqa: E731
    return written(request, element, form, act, _("Svaret er lagt til."), comment)


@require_http_methods(["GET", "POST"])
@door(Act.COMMENT_PROGRAMME, Element)
def comment_change(request, element, row):
    comment = named(element, row)
    form = ChangeForm(posted(request), comment=comment)
    act = lambda data: change_comment(comment=comment, **data, by=request.user, at=now())  # noqa: E731
    return written(request, element, form, act, _("Kommentaren er endret."), comment)


@require_POST
@door(Act.COMMENT_PROGRAMME, Element)
def comment_remove(request, element, row):
    comment = named(element, row)
    act = lambda: take_back_comment(comment=comment, by=request.user, at=now())  # noqa: E731
    return pressed(request, element, act, _("Kommentaren er slettet."))


@require_POST
@door(Act.COMMENT_PROGRAMME, Element)
def comment_solve(request, element, row):
    comment = named(element, row)
    act = lambda: solve_comment(comment=comment, by=request.user, at=now())  # noqa: E731
    undo = reverse("comment_reopen", args=[element.pk, row])
    return pressed(request, element, act, _("Kommentaren er løst."), undo=undo)


@require_POST
@door(Act.COMMENT_PROGRAMME, Element)
def comment_reopen(request, element, row):
    comment = named(element, row)
    act = lambda: solve_comment(comment=comment, solved=False, by=request.user, at=now())  # noqa: E731
    return pressed(request, element, act, _("Kommentaren er åpnet igjen."), focus=row)


def written(request, element, form, act, said, comment=None):
    """A form with words in it: sent, or come back with what was typed and why it was not taken."""
    if form.is_bound and form.is_valid():
        try:
            made = act(form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(request, element, said, focus=made.pk)
    piece = "programmes/_comment_form.html" if request.htmx else "programmes/comment.html"
    context = {"form": form, "element": element, "address": request.path, "comment": comment}
    answer = render(request, piece, context, status=form.status)
    return retarget(answer, f"#{form.form_id}") if request.htmx else answer


def pressed(request, element, act, said, *, focus=None, undo=""):
    """A button: done, or why not."""
    try:
        act()
    except Refused as refused:
        said, undo = refused.message, ""
    return done(request, element, said, focus=focus, undo=undo, aloud=True)


def done(request, element, said, *, focus=None, undo="", aloud=False):
    """The tab as it is now, or back to it on the element's page.

    focus: the comment to stand at. aloud: say it where all see it, with a way to take it back.
    """
    if not request.htmx:
        at = f"#kommentar-{focus}" if focus else "#panel"
        return redirect(f"{reverse('element_page', args=[element.pk])}?panel={TAB}{at}")
    context = {"element": element, "focus": focus or "talk", **panel_context(element, request, TAB)}
    answer = render(request, "programmes/_panel.html", context)
    told = {"text": str(said), "undo": undo} if aloud else {"value": str(said)}
    trigger_client_event(answer, "toast" if aloud else "say", told)
    if request.htmx.target != "panel":
        trigger_client_event(answer, "talk", {"element": element.pk})
    return answer


def named(element, row) -> Comment:
    """The comment of this very element that the address names. Errors: Http404."""
    comment = Comment.objects.filter(element=element, pk=row).annotate(named=NAMED).first()
    if comment is None:
        raise Http404
    comment.element = element
    return comment


@require_safe
@door(Act.COMMENT_PROGRAMME, Programme)
def programme_comments(request, programme):
    """All that is open in the programme, in the outline's order; ?vis=mine or ?vis=meg for some of it."""
    comments = list(open_in(programme))
    kinds = {
        "": comments,
        "mine": [one for one in comments if one.person_id == request.user.pk],
        "meg": [one for one in comments if names(one, request.user)],
    }
    shown = request.GET.get("vis", "")
    context = {
        "programme": programme,
        "shown": shown if shown in kinds else "",
        "counts": {kind or "alle": len(some) for kind, some in kinds.items()},
        "groups": by_element(programme, kinds.get(shown, comments)),
    }
    return render(request, "programmes/comments.html", context)


def names(comment, person) -> bool:
    """Is the person named in the comment or in an answer to it?"""
    return any(named["id"] == person.pk for said in (comment, *comment.replies.all()) for named in said.named)


@require_safe
@door(Act.COMMENT_PROGRAMME, Programme)
def comment_names(request, programme):
    """Those who can be named in this programme and have these letters in their name."""
    people = offered(programme, request.GET.get("q", "")[:100], request.day)
    return render(request, "programmes/_names.html", {"people": people})
