from django.urls import path

from workshops.views import (
    agenda,
    attending,
    calendar,
    campaigns,
    conclusions,
    gatherings,
    ideas,
    programme,
    registering,
    sittings,
    workshops,
)

GATHERING = "<int:gathering>/"
ROOM = GATHERING + "rom/<int:room>/"
WORKSHOP = GATHERING + "verksteder/<int:workshop>/"
SITTING = GATHERING + "okter/<int:sitting>/"
ITEM = SITTING + "poster/<int:item>/"
IDEA = GATHERING + "ideer/<int:idea>/"
CONCLUSION = GATHERING + "konklusjoner/<int:conclusion>/"
AGENDA = GATHERING + "saker/<int:agendaitem>/"

urlpatterns = [
    path("", calendar.gathering_list, name="gathering_list"),
    path("maned/", calendar.gathering_month, name="gathering_month"),
    path("ny/", gatherings.gathering_add, name="gathering_add"),
    path("oppmote/", attending.attendance_list, name="attendance_list"),
    path("mine-data/", registering.my_data, name="my_data"),
    path("pamelding/min/<str:secret>/", registering.own_registration, name="own_registration"),
    path("pamelding/<str:link>/", registering.enrol_by_link, name="enrol_by_link"),
    path(GATHERING, gatherings.gathering_page, name="gathering_page"),
    path(GATHERING + "endre/", gatherings.gathering_edit, name="gathering_edit"),
    path(GATHERING + "vis/", gatherings.gathering_show, name="gathering_show"),
    path(GATHERING + "slett/", gatherings.gathering_remove, name="gathering_remove"),
    path(GATHERING + "tidspunkter/nytt/", gatherings.dating_add, name="dating_add"),
    path(GATHERING + "tidspunkter/<int:dating>/velg/", gatherings.dating_choose, name="dating_choose"),
    path(GATHERING + "tidspunkter/<int:dating>/slett/", gatherings.dating_remove, name="dating_remove"),
    path(GATHERING + "filer/ny/", gatherings.file_add, name="gathering_file_add"),
    path(GATHERING + "filer/<int:file>/", gatherings.file_download, name="gathering_file"),
    path(GATHERING + "filer/<int:file>/slett/", gatherings.file_remove, name="gathering_file_remove"),
    path(GATHERING + "deltar/", campaigns.campaign_join, name="campaign_join"),
    path(GATHERING + "deltar/<slug:slug>/trekk/", campaigns.campaign_leave, name="campaign_leave"),
    path(GATHERING + "saker/ny/", agenda.agenda_add, name="agenda_add"),
    path(AGENDA + "flytt/", agenda.agenda_move, name="agenda_move"),
    path(AGENDA + "bekreft/", agenda.agenda_confirm, name="agenda_confirm"),
    path(AGENDA + "bekreft/trekk/", agenda.agenda_unconfirm, name="agenda_unconfirm"),
    path(AGENDA + "slett/", agenda.agenda_remove, name="agenda_remove"),
    path(GATHERING + "pamelding/", registering.enrol_page, name="enrol_page"),
    path(GATHERING + "pamelding/trekk/", registering.enrol_withdraw, name="enrol_withdraw"),
    path(GATHERING + "pamelding/liste/", registering.enrol_list, name="enrol_list"),
    path(GATHERING + "pamelding/oppsett/", registering.enrol_setup, name="enrol_setup"),
    path(GATHERING + "oppmote/ny/", attending.attendance_add, name="attendance_add"),
    path(GATHERING + "oppmote/<int:attendance>/", attending.attendance_edit, name="attendance_edit"),
    path(GATHERING + "oppmote/<int:attendance>/slett/", attending.attendance_remove, name="attendance_remove"),
    path(GATHERING + "konklusjoner/ny/", conclusions.conclusion_add, name="conclusion_add"),
    path(CONCLUSION, conclusions.conclusion_edit, name="conclusion_edit"),
    path(CONCLUSION + "gjort/", conclusions.conclusion_finish, name="conclusion_finish"),
    path(CONCLUSION + "slett/", conclusions.conclusion_remove, name="conclusion_remove"),
    path(GATHERING + "ideer/", ideas.idea_list, name="idea_list"),
    path(GATHERING + "ideer/ny/", ideas.idea_add, name="idea_add"),
    path(IDEA, ideas.idea_edit, name="idea_edit"),
    path(IDEA + "stem/", ideas.idea_vote, name="idea_vote"),
    path(IDEA + "tiltak/", ideas.idea_take_up, name="idea_take_up"),
    path(IDEA + "slett/", ideas.idea_remove, name="idea_remove"),
    path(GATHERING + "program/", programme.gathering_programme, name="gathering_programme"),
    path(GATHERING + "rom/", programme.room_list, name="room_list"),
    path(ROOM, programme.room_edit, name="room_edit"),
    path(ROOM + "flytt/", programme.room_move, name="room_move"),
    path(ROOM + "slett/", programme.room_remove, name="room_remove"),
    path(GATHERING + "verksteder/nytt/", workshops.workshop_add, name="workshop_add"),
    path(WORKSHOP, workshops.workshop_page, name="workshop_page"),
    path(WORKSHOP + "endre/", workshops.workshop_edit, name="workshop_edit"),
    path(WORKSHOP + "slett/", workshops.workshop_remove, name="workshop_remove"),
    path(WORKSHOP + "okter/ny/", sittings.sitting_add, name="sitting_add"),
    path(SITTING, sittings.sitting_edit, name="sitting_edit"),
    path(SITTING + "flytt/", sittings.sitting_move, name="sitting_move"),
    path(SITTING + "slett/", sittings.sitting_remove, name="sitting_remove"),
    path(SITTING + "poster/ny/", sittings.item_add, name="item_add"),
    path(ITEM, sittings.item_edit, name="item_edit"),
    path(ITEM + "slett/", sittings.item_remove, name="item_remove"),
]
