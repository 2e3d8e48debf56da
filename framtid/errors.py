"""Pages for what went wrong."""

from django.shortcuts import render


def server_error(request):
    """The page about a fault of ours leans on as little as can be: no session, no database."""
    return render(None, "500.html", {"reference": getattr(request, "reference", "")}, status=500)


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)
