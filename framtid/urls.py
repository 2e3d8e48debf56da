"""All addresses. Each room brings its own."""

from django.urls import include, path

from framtid import health

handler500 = "framtid.errors.server_error"

urlpatterns = [
    path("levende", health.alive, name="alive"),
    path("klar", health.ready, name="ready"),
    path("konto/", include("cities.account_urls")),
    path("samlinger/", include("workshops.urls")),
    path("avtaler/", include("agreements.urls")),
    path("", include("programmes.urls")),
    path("", include("documents.urls")),
    path("", include("cities.urls")),
    path("", include("dashboard.urls")),
]
