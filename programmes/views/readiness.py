from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, rights_of
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused, Stale
from programmes.actions import unwaive_gap, waive_gap, waive_gaps
from programmes.forms_waivers import WaiverForm
from programmes.models import Programme, Waiver
from programmes.queries import cities_of
from programmes.readiness import readiness_of

SHOWN = 20  # gaps of one rule before one is asked whether to see them all


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_readiness(request, programme):
    """What the programme still lacks, rule by rule (?alle=deadline shows all of one rule)."""
    readiness = readiness_of(programme, request.user)
    own = own_ids(request.user, programme)
    in_full = request.GET.get("alle", "")
    groups = [
        (
            group,
            count,
            [(rule, lines(gaps, own, None if rule.key == in_full else SHOWN)) for rule, gaps in rules.items()],
        )
        for group, count, rules in readiness.groups
    ]
    context = {
        "programme": programme,
        "readiness": readiness,
        "groups": groups,
        "waived": [(item, bool(own) and mine(item.gap, own)) for item in readiness.waived],
        "may_edit": bool(own),
        "may_freeze": bool(own_ids(request.user, programme, Act.FREEZE_PROGRAMME)),
        "form": WaiverForm(),
    }
    return render(request, "programmes/readiness.html", context)


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_readiness_count(request, programme):
    """How many gaps are left, as the button in the editor's head shows it."""
    count = readiness_of(programme, request.user).count
    return HttpResponse(f"({count})" if count else "")


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Programme)
def gap_waive(request, programme):
    """Give one gap (?hull=) or many a reason. `regel` stands for all open gaps of a rule."""
    sent = request.POST if request.method == "POST" else request.GET
    readiness = readiness_of(programme, request.user)
    names = chosen(sent, readiness, own_ids(request.user, programme))
    gaps = [gap for gap in readiness.gaps if gap.name in names]
    if request.method == "GET" and not gaps:
        return redirect("programme_readiness", programme.pk)
    waiver = readiness.waiver_of(gaps[0]) if len(gaps) == 1 else None
    initial = {"reason": waiver.reason, "base": waiver.revision} if waiver else None
    form = WaiverForm(posted(request), initial=initial)
    theirs = None
    if form.is_bound and not names:
        form.add_error(None, _("Velg det du vil begrunne."))
    if form.is_bound and form.is_valid():
        try:
            told = waived(programme, names, form.cleaned_data, request.user)
        except Stale as stale:
            theirs = stale.theirs
            form.answer(stale.base)
            form.refuse(stale)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, told)
            return redirect("programme_readiness", programme.pk)
    context = {"programme": programme, "form": form, "gaps": gaps, "waiver": waiver, "theirs": theirs}
    return render(request, "programmes/waive.html", context, status=form.status)


def waived(programme, names, data, by) -> str:
    """Give the reason, and say what was done."""
    if len(names) == 1:
        waive_gap(programme=programme, name=names[0], reason=data["reason"], base=data["base"] or 0, by=by, at=now())
        return _("Begrunnelsen er lagret. Den trykkes i programmet.")
    count = waive_gaps(programme=programme, names=names, reason=data["reason"], by=by, at=now())
    return ngettext("%(n)s hull er begrunnet.", "%(n)s hull er begrunnet.", count) % {"n": count}


@require_POST
@door(Act.EDIT_PROGRAMME, Programme)
def gap_unwaive(request, programme, waiver):
    found = get_object_or_404(Waiver, programme=programme, pk=waiver)
    base = request.POST.get("base", "")
    seen = int(base) if base.isascii() and base.isdigit() and len(base) < 10 else None
    try:
        unwaive_gap(waiver=found, base=seen, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Begrunnelsen er tatt bort."))
    return redirect(reverse("programme_readiness", args=[programme.pk]))


def chosen(sent, readiness, own) -> list[str]:
    """The names of the gaps that were ticked, each once; of a whole rule, those the person may give a reason for."""
    keys = sent.getlist("regel")
    rules = [gaps for rule, gaps in readiness.open.items() if rule.key in keys]
    whole = [gap.name for gaps in rules for gap in gaps if mine(gap, own)]
    return list(dict.fromkeys([*sent.getlist("hull"), *whole]))


def lines(gaps, own, limit) -> dict:
    """The gaps of a rule as the page shows them: (gap, may the person give it a reason)."""
    return {"count": len(gaps), "shown": [(gap, mine(gap, own)) for gap in gaps[:limit]]}


def mine(gap, own) -> bool:
    return gap.rule.waivable and (gap.city_id is None or gap.city_id in own)


def own_ids(person, programme, act: Act = Act.EDIT_PROGRAMME) -> set[int]:
    """The ids of those of the programme's cities in which the person may do the act."""
    rights = rights_of(person)
    ids = {city.pk for city in cities_of(programme)}
    return ids if rights.everywhere(act) else ids & rights.cities(act)
