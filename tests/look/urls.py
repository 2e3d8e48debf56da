from django.urls import include, path

from tests.look import pages

urlpatterns = [
    path("", pages.editor, name="front"),
    path("prove/", pages.editor, name="editor"),
    path("felt/<slug:name>/", pages.save),
    path("rad/<slug:id>/", pages.row),
    path("rad/<slug:id>/flytt/", pages.move),
    path("konto/", include("cities.account_urls")),
]
