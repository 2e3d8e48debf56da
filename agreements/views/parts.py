"""What an agreement has several of: one view to add, one to change, one to take away, for all sorts."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements import actions
from agreements.actions.parts import rows_of
from agreements.forms import FORMS
from agreements.models import Agreement, AgreementParty, Annex, Link, Representation, Sum
from agreements.queries import links_from
from agreements.views.agreements import FORM, page_of
from cities.access import door
from cities.acts import Act
from common.asking import asked, done, within
from common.forms import posted
from files.serving import download


@dataclass(frozen=True)
class Part:
    """word: in the address. suggests: what the address may say of a new one. place: where its list stands on the page,
    if not under the word.
    """

    word: str
    model: type
    added: Promise
    suggests: tuple[str, ...] = ()
    place: str = ""


PARTS = {
    part.word: part
    for part in (
        Part("parter", AgreementParty, _("Ny part")),
        Part("representert", Representation, _("En annen representerer parten"), ("member",), "parter"),
        Part("belop", Sum, _("Nytt beløp")),
        Part("vedlegg", Annex, _("Nytt vedlegg"), ("title",)),
        Part("avtaler", Link, _("Knytt til en tidligere avtale")),
    )
}


def part_called(word: str) -> Part:
    if word not in PARTS:
        raise Http404
    return PARTS[word]


def row_in(request, agreement: Agreement, word: str, pk: int) -> tuple:
    """The part the address names, and its row. Errors: Http404, also for what leads to what the person cannot read."""
    part = part_called(word)
    rows = links_from(agreement, request.user) if part.model is Link else rows_of(agreement, part.model)
    return part, within(rows, pk)


def place_of(agreement: Agreement, part: Part) -> str:
    return f"{page_of(agreement)}#{part.place or part.word}"


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_AGREEMENT, Agreement)
def part_add(request, agreement, word):
    part = part_called(word)
    suggested = {name: request.GET[name] for name in part.suggests if name in request.GET}
    form = form_of(request, agreement, part, suggested=suggested)
    return part_form(request, agreement, part, form, part.added)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_AGREEMENT, Agreement)
def part_edit(request, agreement, word, row):
    part, found = row_in(request, agreement, word, row)
    form = form_of(request, agreement, part, row=found)
    remove = reverse("agreement_part_remove", args=[agreement.pk, word, found.pk])
    return part_form(request, agreement, part, form, _("Endre %(title)s") % {"title": found}, remove=remove)


def form_of(request, agreement, part, **about):
    files = request.FILES or None
    return FORMS[part.model](posted(request), files, agreement=agreement, person=request.user, **about)


def part_form(request, agreement, part, form, title, **context):
    def save(seen, **who):
        data = form.cleaned_data
        return actions.save_part(
            agreement=agreement, model=part.model, row=form.row, values=form.values, upload=data.get("upload"),
            seen=seen, uuid=data["uuid"], **who,
        )  # fmt: skip

    place = place_of(agreement, part)
    context |= {"agreement": agreement, "title": title, "back": place}
    return asked(request, form, save, to=place, template=FORM, **context)


@require_POST
@door(Act.KEEP_AGREEMENT, Agreement)
def part_remove(request, agreement, word, row):
    part, found = row_in(request, agreement, word, row)
    return done(request, place_of(agreement, part), actions.remove_part, agreement=agreement, row=found)


@require_POST
@door(Act.KEEP_AGREEMENT, Agreement)
def party_move(request, agreement, row):
    """Let a party change places with the one above (way=up) or below."""
    member, up = within(agreement.members, row), request.POST.get("way") == "up"
    place = place_of(agreement, PARTS["parter"])
    return done(request, place, actions.move_party, agreement=agreement, member=member, up=up)


@require_safe
@door(Act.READ_AGREEMENT, Agreement, public=True)
def annex_download(request, agreement, row):
    """The file of an annex."""
    annex = within(agreement.annexes.exclude(file=None).select_related("file"), row)
    try:
        return download(annex.file, annex.name)
    except FileNotFoundError as missing:
        raise Http404 from missing
