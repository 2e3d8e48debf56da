"""One way for views to fill in a form, and one to do an act that is only a button."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now

from common.refusals import Refused


def asked(request, form, act, *, to, template: str, **context):
    """A page with one form: shown, and once it is filled in rightly the act is done and `to` follows.

    act: takes what the form says by `form.saves`. to: an address, or a function from what the act gives back to one.
    """
    if form.is_bound and form.is_valid():
        done = form.saves(partial(act, by=request.user, at=now()))
        if done is not None:
            return redirect(to(done) if callable(to) else to)
    return render(request, template, {"form": form, **context}, status=form.status)


def done(request, to: str, act, said: str = "", **what):
    """Do an act that needs nothing but a button, and go on; where it is refused, say why."""
    try:
        act(**what, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        if said:
            messages.success(request, said)
    return redirect(to)


def within(rows, pk: int):
    """The row of this very thing that the address names. Errors: Http404."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
