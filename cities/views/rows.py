"""Adding, changing and removing what a party has several of. The sort is a word of the address."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from cities.access import door
from cities.acts import Act
from cities.models import Party
from cities.rows import SORTS, Sort
from cities.views.parties import show_party
from common.forms import posted
from common.refusals import Refused


@require_POST
@door(Act.KEEP_PARTY, Party)
def party_row_add(request, party, sort):
    sort = _sort(sort)
    form = sort.blank(party, request.POST)
    if form.is_valid():
        try:
            sort.add(party, by=request.user, at=now(), **form.values)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("party_page", party.pk)
    return show_party(request, party.pk, opened=sort.word, form=form)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_PARTY, Party)
def party_row(request, party, sort, row):
    sort = _sort(sort)
    row = get_object_or_404(sort.of(party), pk=row)
    form = sort.blank(party, posted(request), row)
    if request.method == "POST" and form.is_valid():
        try:
            sort.change(row, seen=form.seen_marks, by=request.user, at=now(), **form.values)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("party_page", party.pk)
    return _show(request, party, sort, row, form, status=form.status)


@require_POST
@door(Act.KEEP_PARTY, Party)
def party_row_remove(request, party, sort, row):
    sort = _sort(sort)
    row = get_object_or_404(sort.of(party), pk=row)
    try:
        sort.remove(row, by=request.user, at=now())
    except Refused as refusal:
        return _show(request, party, sort, row, sort.blank(party, None, row), refusal=refusal, status=422)
    return redirect("party_page", party.pk)


def _sort(word: str) -> Sort:
    if word not in SORTS:
        raise Http404
    return SORTS[word]


def _show(request, party, sort, row, form, *, status, refusal=None):
    context = {"party": party, "sort": sort, "row": row, "form": form, "refusal": refusal}
    return render(request, "cities/party_row.html", context, status=status)
