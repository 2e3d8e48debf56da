from django.urls import path

from documents.views import checks, hearings, papers, publicity, routes, sharings, treatment, versions

urlpatterns = [
    path("versjoner/<int:version>/", versions.version_page, name="version_page"),
    path("versjoner/<int:version>/legg-fram/", versions.version_table, name="version_table"),
    path("versjoner/<int:version>/del/", sharings.version_share, name="version_share"),
    path("delinger/<int:sharing>/trekk/", sharings.sharing_withdraw, name="sharing_withdraw"),
    path("versjoner/<int:version>/behandling/", routes.route_start, name="route_start"),
    path("versjoner/<int:version>/vedtatt/<slug:slug>/", routes.version_decided, name="version_decided"),
    path("utgaver/<int:edition>/skriv/", versions.edition_print, name="edition_print"),
    path("utskrifter/", versions.print_queue, name="print_queue"),
    path("utskrifter/<int:print>/", versions.print_state, name="print_state"),
    path("utskrifter/<int:print>/pdf/", versions.print_download, name="print_download"),
    path("framlegg/<int:tabling>/trekk/", versions.tabling_withdraw, name="tabling_withdraw"),
    path("behandling/<int:route>/", routes.route_page, name="route_page"),
    path("behandling/<int:route>/offentlig/", publicity.case_publish, name="case_publish"),
    path("behandling/<int:route>/offentlig/trekk/", publicity.case_withdraw, name="case_withdraw"),
    path("behandling/<int:route>/steg/nytt/", routes.step_add, name="step_add"),
    path("behandling/<int:route>/steg/<int:step>/", routes.step_edit, name="step_edit"),
    path("behandling/<int:route>/steg/<int:step>/flytt/", routes.step_move, name="step_move"),
    path("behandling/<int:route>/steg/<int:step>/slett/", routes.step_remove, name="step_remove"),
    path("behandling/<int:route>/steg/<int:step>/vedtak/", routes.step_decide, name="step_decide"),
    path("behandling/<int:route>/steg/<int:step>/uttalelser/ny/", hearings.statement_add, name="statement_add"),
    path("behandling/<int:route>/steg/<int:step>/papirer/", papers.step_papers, name="step_papers"),
    path(
        "behandling/<int:route>/steg/<int:step>/uttalelser/<int:statement>/",
        hearings.statement_edit,
        name="statement_edit",
    ),
    path(
        "behandling/<int:route>/steg/<int:step>/uttalelser/<int:statement>/slett/",
        hearings.statement_remove,
        name="statement_remove",
    ),
    path("til-behandling/", treatment.treatment, name="treatment"),
    path("til-behandling/<int:route>/", treatment.treatment_page, name="treatment_page"),
    path("til-behandling/<int:route>/endringer/", treatment.treatment_changes, name="treatment_changes"),
    path("til-behandling/<int:route>/endringer/pdf/", papers.changes_print, name="changes_print"),
    path("til-behandling/<int:route>/vedtak/<int:decision>/fil/", routes.decision_file, name="decision_file"),
    path("til-behandling/<int:route>/horing/<int:step>/", hearings.hearing_page, name="hearing_page"),
    path("kontroller/", checks.file_check, name="file_check"),
]
