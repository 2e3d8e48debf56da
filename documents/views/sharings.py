from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cities.access import door
from cities.acts import Act
from cities.queries import parties_with_contacts
from common.forms import posted
from common.pages import address_of
from common.refusals import Refused
from documents.actions import share_version, withdraw_sharing
from documents.forms_sharing import ShareForm
from documents.models import Sharing, Version
from documents.sharing import editions_to_share


@require_http_methods(["GET", "POST"])
@door(Act.FREEZE_PROGRAMME, Version)
def version_share(request, version):
    """Share a version with parties who are asked for feedback."""
    editions = editions_to_share(version, request.user)
    if not editions:
        raise Http404
    form = ShareForm(posted(request), editions=editions, parties=parties_with_contacts(localdate()))
    if form.is_bound and form.is_valid():
        link = address_of(request, "version_page")
        try:
            shared = share_version(**form.values, link=link, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            n = len(shared)
            told = ngettext("Versjonen er delt med %(n)s part.", "Versjonen er delt med %(n)s parter.", n) % {"n": n}
            messages.success(request, told)
            return redirect("version_page", version.pk)
    context = {"version": version, "form": form}
    return render(request, "documents/share.html", context, status=form.status)


@require_POST
@door(Act.FREEZE_PROGRAMME, Sharing)
def sharing_withdraw(request, sharing):
    try:
        withdraw_sharing(sharing=sharing, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("version_page", sharing.version.pk)
