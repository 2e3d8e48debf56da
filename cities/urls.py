"""Addresses of cities, parties and people. A city's own page is the dashboard's."""

from django.urls import path

from cities.views.cities import city_add, city_arms, city_edit, city_list
from cities.views.day import viewed_day
from cities.views.invitation import invitation
from cities.views.parties import party_add, party_edit, party_list, party_page, party_suggestions, unit_suggestions
from cities.views.people import invitation_withdraw, network_people, own_people, people, role_withdraw
from cities.views.rows import party_row, party_row_add, party_row_remove

urlpatterns = [
    path("byer/", city_list, name="city_list"),
    path("byer/ny/", city_add, name="city_add"),
    path("byer/<slug:city>/endre/", city_edit, name="city_edit"),
    path("byer/<slug:city>/vapen/", city_arms, name="city_arms"),
    path("byer/<slug:city>/folk/", people, name="people"),
    path("folk/", own_people, name="people"),
    path("folk/nettverket/", network_people, name="network_people"),
    path("roller/<int:role>/trekk/", role_withdraw, name="role_withdraw"),
    path("invitasjoner/<int:invitation>/trekk/", invitation_withdraw, name="invitation_withdraw"),
    path("invitasjon/<str:key>/", invitation, name="invitation"),
    path("parter/", party_list, name="party_list"),
    path("parter/ny/", party_add, name="party_add"),
    path("parter/forslag/", party_suggestions, name="party_suggestions"),
    path("parter/enheter/forslag/", unit_suggestions, name="unit_suggestions"),
    path("parter/<int:party>/", party_page, name="party_page"),
    path("parter/<int:party>/endre/", party_edit, name="party_edit"),
    path("parter/<int:party>/<slug:sort>/ny/", party_row_add, name="party_row_add"),
    path("parter/<int:party>/<slug:sort>/<int:row>/", party_row, name="party_row"),
    path("parter/<int:party>/<slug:sort>/<int:row>/slett/", party_row_remove, name="party_row_remove"),
    path("dag/", viewed_day, name="viewed_day"),
]
