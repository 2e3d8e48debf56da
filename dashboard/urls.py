from django.urls import path

from dashboard.views.pages import city_page, front

urlpatterns = [
    path("", front, name="front"),
    path("byer/<slug:slug>/", city_page, name="city_page"),
]
