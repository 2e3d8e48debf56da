"""The letters of a trial, for whoever tries Framtid without a mail server."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cities.access import holder
from cities.acts import Act
from post.queries import laid

MANY = 100


@require_safe
@holder(Act.KEEP_NETWORK)
def laid_post(request):
    """What would have been sent. Letters hold keys, so where real people work there is no such page."""
    if not settings.POST_SHOWN:
        raise Http404
    return render(request, "dashboard/post.html", {"letters": laid(settings.EMAIL_FILE_PATH, MANY), "many": MANY})
