from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cities.access import everybody
from cities.actions import accept_invitation
from cities.forms import AnswerForm, JoinForm
from cities.models import User
from cities.queries import open_invitation
from common.forms import posted
from common.refusals import Refused

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@everybody("opened by the key in the letter")
def invitation(request, key):
    """Take an offered role: with a new account, or with the one the address already has – then signed in to it."""
    offer = open_invitation(key, now())
    if offer is None:
        return render(request, "cities/invitation_over.html", status=404)
    person = request.user if request.user.is_authenticated else None
    known = User.objects.filter(email=offer.email).exists()
    if person or known:
        form, may_answer = AnswerForm(posted(request)), person is not None and person.email == offer.email
    else:
        form, may_answer = JoinForm(posted(request), email=offer.email), True
    if may_answer and request.method == "POST" and form.is_valid():
        try:
            role = accept_invitation(key=key, person=person, **form.answer, at=now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if person is None:
                login(request, role.person, backend=BACKEND)
            return redirect("front")
    context = {"invitation": offer, "known": known, "may_answer": may_answer, "form": form}
    return render(request, "cities/invitation.html", context, status=form.status)
