from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cities.access import door, visible
from cities.acts import Act
from cities.models import City
from common.refusals import Refused
from documents.comparison import compare
from documents.models import Approval
from programmes.actions import approve_shared, withdraw_approval
from programmes.models import Programme
from programmes.sharing import consents, shared_part


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_shared(request, programme):
    """The shared part: who has approved it, and what is new to one of the cities since (?by=porsgrunn)."""
    part = shared_part(programme, request.day)
    words = consents(programme, request.day, part.mark)
    led = led_cities(request.user, programme)
    chosen = chosen_of(words, request.GET.get("by", ""), led)
    approval = chosen and chosen.approval and Approval.objects.get(pk=chosen.approval.pk)
    context = {
        "programme": programme,
        "part": part,
        "consents": [(word, word.city in led) for word in words],
        "all_stand": all(word.stands for word in words),
        "chosen": chosen,
        "comparison": compare(approval.data, part.content) if approval and not chosen.stands else None,
    }
    return render(request, "programmes/shared.html", context)


def chosen_of(words, slug, led):
    """The city whose news are shown: the one asked for, else one's own that has not approved, else the first."""
    asked = [word for word in words if word.city.slug == slug]
    own = sorted((word for word in words if word.city in led), key=lambda word: word.stands)
    return next(iter([*asked, *own, *words]), None)


@require_POST
@door(Act.FREEZE_PROGRAMME, Programme)
def shared_approve(request, programme, slug):
    city = get_object_or_404(led_cities(request.user, programme), slug=slug)
    try:
        approve_shared(programme=programme, city=city, seen=request.POST.get("seen", ""), by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Fellesdelen er godkjent for %(city)s.") % {"city": city})
    return redirect("programme_shared", programme.pk)


@require_POST
@door(Act.FREEZE_PROGRAMME, Programme)
def shared_disapprove(request, programme, slug):
    city = get_object_or_404(led_cities(request.user, programme), slug=slug)
    withdraw_approval(programme=programme, city=city, by=request.user, at=now())
    messages.success(request, _("Godkjenningen for %(city)s er trukket.") % {"city": city})
    return redirect("programme_shared", programme.pk)


def led_cities(person, programme):
    """Those of the programme's cities whose programme the person leads."""
    return visible(person, Act.FREEZE_PROGRAMME, City).filter(documents=programme.document_id)
