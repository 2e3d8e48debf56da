"""All addresses. Each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("allauth.account.urls")),
]
