from allauth.core import ratelimit
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cities.access import everybody
from common.forms import posted
from common.refusals import Refused
from documents.checking import check_file
from documents.forms import FileForm
from documents.standing import mark_of


@require_http_methods(["GET", "POST"])
@everybody("whoever has a file may ask; only prints that one may read are known again")
def file_check(request):
    """Is a PDF that somebody has one of ours, and unchanged?"""
    form = FileForm(posted(request), request.FILES or None)
    if too_many(request):
        form.refuse(Refused(_("Mange filer er kontrollert herfra på kort tid. Vent noen minutter, eller logg inn.")))
        return render(request, "documents/file_check.html", {"form": form}, status=429)
    answer = check_file(form.cleaned_data["file"].read(), request.user) if form.is_valid() else None
    context = {"form": form, "answer": answer, "mark": mark_of(answer.print.edition) if answer and answer.print else ""}
    return render(request, "documents/file_check.html", context, status=form.status)


def too_many(request) -> bool:
    """Has whoever has no account asked for more than ACCOUNT_RATE_LIMITS grants an address? To read a file is dear."""
    return not request.user.is_authenticated and not ratelimit.consume(request, action="file_check")
