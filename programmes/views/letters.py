from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import retarget, trigger_client_event

from cities.access import can, door
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused
from programmes.actions import answer_point
from programmes.forms_basis import AnswerForm
from programmes.models import Element, Programme
from programmes.papers import choices_for, elements_to_answer, letter_with, letters_to

UNANSWERED = "ubesvart"


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_basis(request, programme):
    """All that asks something of the programme, point by point, with how it is answered (?vis=ubesvart)."""
    letters = letters_to(programme, request.user)
    context = {
        "programme": programme,
        "letters": letters,
        "waiting": sum(letter.waiting for letter in letters),
        "total": sum(len(letter.points) for letter in letters),
        "only_waiting": request.GET.get("vis") == UNANSWERED,
        "may_answer": can(request.user, Act.EDIT_PROGRAMME, programme),
        "root": Element.objects.filter(programme=programme, parent=None).values_list("pk", flat=True).get(),
    }
    return render(request, "programmes/papers/letters.html", context)


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Programme)
def point_answer(request, programme, point):
    """Say how a point is followed up, and by what in the programme. ?sok= finds elements by words."""
    paper, asked = letter_with(programme, request.user, point)
    searching = request.method == "GET" or "finn" in request.POST
    typed = request.POST if request.method == "POST" else request.GET
    elements = elements_to_answer(programme, request.user)
    form = AnswerForm(None if searching else posted(request), point=asked.point, elements=elements)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            answer_point(
                point=asked.point, elements=list(data["element"]), followed_up=form.answer, because=data["because"],
                answered_on=data["answered_on"], by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            return answered(request, programme, asked.point)
    if searching and request.method == "POST":
        form.initial |= {name: request.POST.get(name, "") for name in ("followed_up", "because", "answered_on")}
    words = typed.get("sok", "")  # shown as it was typed, also where it is longer than what is looked for
    context = {
        "programme": programme, "paper": paper, "asked": asked, "point": asked.point, "form": form, "words": words,
        "offered": choices_for(elements, asked, typed.getlist("element"), words[:200].strip()), "address": request.path,
    }  # fmt: skip
    return shown(request, context, form.status)


def shown(request, context, status):
    """The form: under its point, or on a page of its own; or what was found, for the form that is there."""
    if not request.htmx:
        return render(request, "programmes/papers/answer.html", context, status=status)
    if request.htmx.target == f"found-{context['point'].pk}":
        return render(request, "programmes/papers/_elements.html", context)
    answer = render(request, "programmes/papers/_answer_form.html", context, status=status)
    if request.method == "POST":
        retarget(answer, f"#answerform-{context['point'].pk}")
    return answer


def answered(request, programme, point):
    """The point as it is now answered, or back to it among the others."""
    if not request.htmx:
        return redirect(f"{reverse('programme_basis', args=[programme.pk])}#punkt-{point.pk}")
    letters = letters_to(programme, request.user)
    letter, asked = next((letter, one) for letter in letters for one in letter.points if one.point.pk == point.pk)
    context = {
        "programme": programme, "letter": letter, "asked": asked, "may_answer": True, "oob": True,
        "waiting": sum(one.waiting for one in letters), "total": sum(len(one.points) for one in letters),
        "root": Element.objects.filter(programme=programme, parent=None).values_list("pk", flat=True).get(),
    }  # fmt: skip
    return trigger_client_event(
        render(request, "programmes/papers/_answered.html", context), "say", {"value": _("Svaret er lagret.")}
    )
