from itertools import groupby

from django.db.models import Case, IntegerField, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import can, door, holder, rights_of, signed_in
from cities.actions import add_party, change_party
from cities.acts import Act
from cities.forms import NewPartyForm, PartyForm, SearchForm
from cities.models import Party, PartyKind
from cities.queries import identified, parties_like, party_with_timeline, units_like
from cities.rows import SORTS, section
from cities.views.cities import counted
from common.forms import posted
from common.refusals import Refused

FEW = 20
IN_ORDER = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(PartyKind)), output_field=IntegerField()
)


@require_safe
@signed_in
def party_list(request):
    """All parties, or those that match `q`, by kind."""
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    rows = parties_like(words) if words else Party.objects.all()
    page = counted(identified(rows.order_by(IN_ORDER, "name_key", "pk"), request.day), request)
    groups = [(PartyKind(kind).label, list(parties)) for kind, parties in groupby(page, lambda party: party.kind)]
    may_add = rights_of(request.user).any(Act.KEEP_PARTY)
    context = {"page": page, "groups": groups, "search": search, "words": words, "may_add": may_add}
    return render(request, "cities/parties.html", context)


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_PARTY)
def party_add(request):
    form = NewPartyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            party = add_party(**form.cleaned_data, by=request.user, at=now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("party_page", party.pk)
    return render(request, "cities/party_add.html", {"form": form}, status=form.status)


@require_safe
@signed_in
def party_page(request, party):
    return show_party(request, party)


def show_party(request, number: int, opened: str = "", form=None):
    """The party's page. opened: the section whose form stands open with what was typed and why it was refused."""
    party = get_object_or_404(party_with_timeline(identified(Party.objects.all(), request.day)), pk=number)
    may_keep = can(request.user, Act.KEEP_PARTY, party)
    sections = [
        section(sort, party, form=form if sort.word == opened else sort.blank(party) if may_keep else None)
        for sort in SORTS.values()
        if sort.fits(party)
    ]
    context = {"party": party, "sections": sections, "opened": opened, "may_keep": may_keep}
    return render(request, "cities/party.html", context, status=form.status if form else 200)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_PARTY, Party)
def party_edit(request, party):
    form = PartyForm(posted(request), row=party)
    if request.method == "POST" and form.is_valid():
        try:
            change_party(party=party, seen=form.seen_marks, by=request.user, at=now(), **form.values)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("party_page", party.pk)
    return render(request, "cities/party_edit.html", {"party": party, "form": form}, status=form.status)


@require_safe
@signed_in
def party_suggestions(request):
    """The options of a picker: parties whose name holds what is typed."""
    return _options(request, [(party.name, party.short) for party in parties_like(_typed(request))[:FEW]])


@require_safe
@signed_in
def unit_suggestions(request):
    """The options of a picker: units whose name holds what is typed."""
    return _options(request, [(unit.name, unit.party.short) for unit in units_like(_typed(request))[:FEW]])


def _typed(request) -> str:
    """What is typed so far; a picker sends it under its own field's name."""
    search = SearchForm({"q": next(request.GET.values(), "")})
    return search.cleaned_data["q"] if search.is_valid() else ""


def _options(request, options: list[tuple[str, str]]):
    return render(request, "cities/_options.html", {"options": options})
