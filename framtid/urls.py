"""All addresses. Each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("cities.account_urls")),
    path("", include("cities.urls")),
]
