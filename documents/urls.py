from django.urls import path

from documents import views

urlpatterns = [
    path("versjoner/<int:version>/", views.version_page, name="version_page"),
    path("versjoner/<int:version>/legg-fram/", views.version_table, name="version_table"),
    path("utgaver/<int:edition>/skriv/", views.edition_print, name="edition_print"),
    path("utskrifter/<int:print>/", views.print_state, name="print_state"),
    path("utskrifter/<int:print>/pdf/", views.print_download, name="print_download"),
    path("framlegg/<int:tabling>/trekk/", views.tabling_withdraw, name="tabling_withdraw"),
    path("til-behandling/", views.treatment, name="treatment"),
    path("til-behandling/<int:tabling>/", views.treatment_page, name="treatment_page"),
]
