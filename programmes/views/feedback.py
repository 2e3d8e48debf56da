"""What a party's contacts meet: versions shared with the party, and the letters they write about them."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, holder
from cities.acts import Act
from common.forms import posted
from common.pages import address_of, page_of
from common.refusals import Refused
from documents.models import Sharing
from files.serving import download
from programmes.actions import remove_feedback, save_feedback, send_feedback
from programmes.feedback import letters_about, sharings_for
from programmes.forms_feedback import FeedbackForm, SendForm
from programmes.models import Feedback, Paper


@require_safe
@holder(Act.GIVE_FEEDBACK)
def shared_list(request):
    """What is shared with the parties the person is contact for."""
    return render(request, "programmes/feedback/list.html", {"sharings": page_of(sharings_for(request.user), request)})


@require_safe
@door(Act.GIVE_FEEDBACK, Sharing)
def shared_page(request, sharing):
    """One version that is shared: why, the way to read it, and the letters about it."""
    drafts, letters = sharing.feedback.all(), letters_about(sharing)
    if sharing.withdrawn_at and not drafts and not letters:
        raise Http404
    context = {"sharing": sharing, "drafts": drafts, "letters": letters}
    return render(request, "programmes/feedback/shared.html", context)


@require_http_methods(["GET", "POST"])
@door(Act.GIVE_FEEDBACK, Sharing)
def feedback_begin(request, sharing):
    if sharing.withdrawn_at and request.method == "GET":
        raise Http404
    words = {"number": sharing.version.number, "title": sharing.version.title}
    title = _("Tilbakemelding på versjon %(number)s av «%(title)s»") % words
    form = FeedbackForm(posted(request), request.FILES or None, title=title[:200])
    return feedback_form(request, sharing, form, None)


@require_http_methods(["GET", "POST"])
@door(Act.GIVE_FEEDBACK, Sharing)
def feedback_edit(request, sharing, letter):
    """The letter in the making. Each button saves what is typed, and then leads on (`til`)."""
    feedback = letter_of(sharing, letter)
    if isinstance(feedback, Paper):
        return redirect("paper_page", feedback.pk)
    form = FeedbackForm(posted(request), request.FILES or None, feedback=feedback)
    return feedback_form(request, sharing, form, feedback)


def feedback_form(request, sharing, form, feedback):
    if form.is_bound and form.is_valid():
        act = partial(save_feedback, sharing=sharing, feedback=feedback, **form.values, by=request.user, at=now())
        if saved := form.saves(act):
            return onward(request, sharing, saved)
    points = feedback.points.all() if feedback else ()
    context = {"sharing": sharing, "form": form, "feedback": feedback, "points": points}
    return render(request, "programmes/feedback/letter.html", context, status=form.status)


def onward(request, sharing, saved):
    """Where the button that saved the letter leads: to a point, to a new one, to be sent, or back to the letter."""
    to = request.POST.get("til", "")
    here = sharing.pk, saved.uuid
    if isinstance(saved, Paper):
        return redirect("paper_page", saved.pk)
    if to in ("punkt", "send"):
        return redirect({"punkt": "feedback_point_add", "send": "feedback_send"}[to], *here)
    if to and (point := next((one for one in saved.points.all() if str(one.pk) == to), None)):
        return redirect("feedback_point", *here, point.pk)
    messages.success(
        request, _("Utkastet er lagret. Bare kontaktene for %(party)s ser det.") % {"party": sharing.party}
    )
    return redirect("feedback_edit", *here)


@require_http_methods(["GET", "POST"])
@door(Act.GIVE_FEEDBACK, Sharing)
def feedback_send(request, sharing, letter):
    """The whole letter to read through, and to send."""
    feedback = letter_of(sharing, letter)
    if isinstance(feedback, Paper):
        return redirect("paper_page", feedback.pk)
    form = SendForm(posted(request), feedback=feedback)
    if form.is_bound and form.is_valid():
        link = address_of(request, "programme_basis")
        if sent := form.saves(partial(send_feedback, feedback=feedback, link=link, by=request.user, at=now())):
            messages.success(request, _("Tilbakemeldingen er sendt."))
            return redirect("paper_page", sent.pk)
    context = {"sharing": sharing, "feedback": form.theirs or feedback, "form": form}
    return render(request, "programmes/feedback/send.html", context, status=form.status)


@require_POST
@door(Act.GIVE_FEEDBACK, Sharing)
def feedback_remove(request, sharing, letter):
    feedback = letter_of(sharing, letter)
    try:
        if isinstance(feedback, Feedback):
            remove_feedback(feedback=feedback, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("shared_list")


@require_safe
@door(Act.GIVE_FEEDBACK, Sharing)
def feedback_file(request, sharing, letter):
    """The file of a letter in the making."""
    feedback = letter_of(sharing, letter)
    if feedback.file is None:
        raise Http404
    try:
        return download(feedback.file, feedback.file_name)
    except FileNotFoundError as missing:
        raise Http404 from missing


def letter_of(sharing: Sharing, name) -> Feedback | Paper:
    """The letter of this very sharing that the address names: in the making, or sent. Errors: Http404."""
    drafts, sent = sharing.feedback.select_related("file", "sharing__party"), sharing.papers.select_related("file")
    found = drafts.filter(uuid=name).first() or sent.filter(uuid=name).first()
    if found is None:
        raise Http404
    return found
