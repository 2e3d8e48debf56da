from django.urls import path

from dashboard.views import cards, changes, coverage, events, keeping, milestones, reminding, reports
from dashboard.views.pages import city_page, front
from dashboard.views.post import laid_post

EVENT = "tidslinje/<int:event>/"
DATING = EVENT + "tidspunkter/<int:dating>/"

urlpatterns = [
    path("", front, name="front"),
    path("byer/<slug:slug>/", city_page, name="city_page"),
    path("post/", laid_post, name="laid_post"),
    path("milepaeler/", milestones.milestone_matrix, name="milestones"),
    path("milepaeler/liste/", reports.milestone_places, name="milestone_places"),
    path("milepaeler/utvikling/", reports.milestone_progress, name="milestone_progress"),
    path("milepaeler/rapport/", reports.status_report, name="status_report"),
    path("milepaeler/endret/", changes.milestone_changes, name="milestone_changes"),
    path("milepaeler/regler/", milestones.milestone_rules, name="milestone_rules"),
    path("milepaeler/oppsett/", keeping.milestone_list, name="milestone_list"),
    path("milepaeler/oppsett/ny/", keeping.milestone_add, name="milestone_add"),
    path("milepaeler/oppsett/<int:milestone>/", keeping.milestone_edit, name="milestone_edit"),
    path("milepaeler/oppsett/<int:milestone>/avslutt/", keeping.milestone_retire, name="milestone_retire"),
    path("milepaeler/oppsett/<int:milestone>/gjenoppta/", keeping.milestone_resume, name="milestone_resume"),
    path("milepaeler/oppsett/<int:milestone>/flytt/<slug:way>/", keeping.milestone_shift, name="milestone_shift"),
    path("milepaeler/paminnelse/", reminding.reminders, name="reminders"),
    path("milepaeler/paminnelse/<int:reminding>/", reminding.reminding_page, name="reminding_page"),
    path("milepaeler/paminnelse/<int:reminding>/igjen/", reminding.reminding_retry, name="reminding_retry"),
    path("milepaeler/by/<slug:city>/<int:milestone>/", milestones.milestone_cell, name="milestone_cell"),
    path("milepaeler/by/<slug:city>/<int:milestone>/<slug:what>/", keeping.milestone_arrange, name="milestone_arrange"),
    path(
        "milepaeler/by/<slug:city>/<int:milestone>/<slug:what>/fjern/",
        keeping.milestone_disarrange,
        name="milestone_disarrange",
    ),
    path("dekning/", coverage.coverage_page, name="coverage_page"),
    path("dekning/fordeling/", coverage.coverage_parts, name="coverage_parts"),
    path("dekning/intensjonsavtalen/", coverage.coverage_points, name="coverage_points"),
    path("dekning/svar/", coverage.coverage_answers, name="coverage_answers"),
    path("dekning/staten/", coverage.coverage_state, name="coverage_state"),
    path("dekning/tiltak/", coverage.coverage_measures, name="coverage_measures"),
    path("oversikt/avtaler/", cards.agreements_underway, name="agreements_underway"),
    path("oversikt/samlinger/", cards.gatherings_underway, name="gatherings_underway"),
    path("tidslinje/", events.timeline, name="timeline"),
    path("tidslinje/ny/", events.event_add, name="event_add"),
    path(EVENT, events.event_page, name="event_page"),
    path(EVENT + "endre/", events.event_edit, name="event_edit"),
    path(EVENT + "slett/", events.event_remove, name="event_remove"),
    path(EVENT + "tidspunkter/nytt/", events.event_dating_add, name="event_dating_add"),
    path(DATING + "velg/", events.event_dating_choose, name="event_dating_choose"),
    path(DATING + "slett/", events.event_dating_remove, name="event_dating_remove"),
]
