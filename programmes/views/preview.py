"""*Forhåndsvis PDF*: the draft as it would be printed, beside the editor or on a page of its own."""

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities.access import door
from cities.acts import Act
from common.refusals import Refused
from documents.editions import edition
from documents.preview import Unprintable, kept_file, kept_page, preview
from files.serving import guarded
from programmes.content import programme_content
from programmes.models import Programme
from programmes.queries import cities_of

HOUR = 3600
SIGNER = signing.TimestampSigner(salt="programmes.preview", sep="~")  # a sign that may stand in an address as it is


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_preview(request, programme):
    """The pages of the draft (?by=SLUG: of that city's edition). Asked for by a script, the pages alone."""
    cities = cities_of(programme)
    city = next((city for city in cities if city.slug == request.GET.get("by")), None)
    context = {"programme": programme, "cities": cities, "city": city}
    try:
        content = edition(programme_content(programme, request.day), city and city.slug)
        context |= pages_of(programme, preview(programme.document, content, day=request.day))
        status = 200
    except FileNotFoundError:
        context["refused"], status = _("Et bilde finnes ikke lenger. Legg det inn på nytt."), 422
    except Refused as refused:
        context["refused"] = refused.message
        status = 422 if isinstance(refused, Unprintable) else 503
    template = "programmes/_preview.html" if request.htmx else "programmes/preview.html"
    return render(request, template, context, status=status)


def pages_of(programme: Programme, made) -> dict:
    """What the template draws. token: opens what is kept of this programme to whoever reads it, for an hour."""
    return {"token": token(programme, made.kept), "pages": list(enumerate(made.drawn, 1)), "places": made.places}


def token(programme: Programme, kept: str) -> str:
    return SIGNER.sign_object({"programme": programme.pk, "kept": kept})


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_preview_page(request, programme, token, page):
    """One page as a picture."""
    return answered(lambda: kept_page(opened(programme, token), page - 1), "image/png")


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_preview_file(request, programme, token):
    """All of it as a PDF, for those who read better there."""
    response = answered(lambda: kept_file(opened(programme, token)), "application/pdf")
    response["Content-Disposition"] = 'attachment; filename="forhandsvisning.pdf"'
    return response


def opened(programme: Programme, token: str) -> str:
    """The name that a token stands for. Errors: Http404 if it is not one of this programme's, or is too old."""
    try:
        given = SIGNER.unsign_object(token, max_age=HOUR)
    except signing.BadSignature:
        raise Http404 from None
    if given["programme"] != programme.pk:
        raise Http404
    return given["kept"]


def answered(made, media_type: str) -> HttpResponse:
    try:
        response = HttpResponse(made(), content_type=media_type)
    except Unprintable:
        raise Http404 from None
    except Refused as busy:
        return HttpResponse(busy.message, status=503, content_type="text/plain; charset=utf-8")
    return guarded(response)
