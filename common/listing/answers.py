"""A list as an answer: the page, a part of it for htmx, or a file."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import push_url, trigger_client_event

from common.listing.files import FILES
from common.listing.listing import FORMAT, Listed


def answer(request, listed: Listed, template: str, context: dict | None = None):
    """What the address asks for. The page finds the list as `listed` and draws it with components/listing.html."""
    if file := FILES.get(request.GET.get(FORMAT, "")):
        return file(listed)
    parts = {listed.listing.name: "listing", f"{listed.listing.name}-resultat": "listing_result"}
    part = parts.get(request.htmx.target) if request.htmx else None
    if not part:
        return render(request, template, {"listed": listed, **(context or {})})
    response = render(request, f"components/{part}.html", {"listed": listed, "oob": part == "listing_result"})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    push_url(response, request.path + (listed.here if listed.here != "?" else ""))
    return trigger_client_event(response, "say", {"value": listed.told})
