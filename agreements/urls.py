from django.urls import path

from agreements.views import agreements, approvals, clauses, commitments, following, parts

urlpatterns = [
    path("", agreements.agreement_list, name="agreement_list"),
    path("ny/", agreements.agreement_add, name="agreement_add"),
    path("oppfolging/", following.promise_list, name="promise_list"),
    path("<int:agreement>/purr/", following.agreement_remind, name="agreement_remind"),
    path(
        "<int:agreement>/forpliktelser/<int:commitment>/status/", following.commitment_report,
        name="commitment_report",
    ),
    path("<int:agreement>/", agreements.agreement_page, name="agreement_page"),
    path("<int:agreement>/endre/", agreements.agreement_edit, name="agreement_edit"),
    path("<int:agreement>/underskrift/", agreements.agreement_sign, name="agreement_sign"),
    path("<int:agreement>/underskrift/slett/", agreements.agreement_unsign, name="agreement_unsign"),
    path("<int:agreement>/slett/", agreements.agreement_remove, name="agreement_remove"),
    path("<int:agreement>/godkjenning/", approvals.approvals_page, name="agreement_approvals"),
    path("<int:agreement>/godkjenning/las/", approvals.agreement_freeze, name="agreement_freeze"),
    path("<int:agreement>/godkjenning/endringer/<int:row>/", approvals.version_changes, name="agreement_changes"),
    path("<int:agreement>/forny/", approvals.agreement_renew, name="agreement_renew"),
    path("<int:agreement>/godkjenning/mote/", approvals.agreement_to_meeting, name="agreement_to_meeting"),
    path("<int:agreement>/godkjenning/mote/<int:row>/", approvals.agreement_confirm, name="agreement_confirm"),
    path("<int:agreement>/godkjenning/parter/<int:row>/", approvals.approval_add, name="approval_add"),
    path("<int:agreement>/godkjenning/<int:row>/vilkar/", approvals.approval_met, name="approval_met"),
    path("<int:agreement>/godkjenning/<int:row>/fil/", approvals.approval_file, name="approval_file"),
    path("<int:agreement>/tiltak/", clauses.measures_add, name="agreement_measures"),
    path("<int:agreement>/punkter/ny/", clauses.clause_add, name="clause_add"),
    path("<int:agreement>/punkter/<int:clause>/", clauses.clause_edit, name="clause_edit"),
    path("<int:agreement>/punkter/<int:clause>/flytt/", clauses.clause_move, name="clause_move"),
    path("<int:agreement>/punkter/<int:clause>/slett/", clauses.clause_remove, name="clause_remove"),
    path("<int:agreement>/punkter/<int:clause>/ny/", clauses.commitment_add, name="agreement_commitment_add"),
    path("<int:agreement>/punkter/<int:clause>/tiltak/", clauses.clause_measure, name="clause_measure"),
    path("<int:agreement>/forpliktelser/<int:commitment>/", commitments.commitment_page, name="commitment_page"),
    path(
        "<int:agreement>/forpliktelser/<int:commitment>/enig/", commitments.commitment_agree, name="commitment_agree"
    ),
    path(
        "<int:agreement>/forpliktelser/<int:commitment>/ikke-enig/", commitments.commitment_disagree,
        name="commitment_disagree",
    ),
    path(
        "<int:agreement>/forpliktelser/<int:commitment>/slett/", commitments.commitment_remove,
        name="commitment_remove",
    ),
    path("<int:agreement>/parter/<int:row>/flytt/", parts.party_move, name="agreement_party_move"),
    path("<int:agreement>/vedlegg/<int:row>/fil/", parts.annex_download, name="agreement_annex"),
    path("<int:agreement>/<slug:word>/ny/", parts.part_add, name="agreement_part_add"),
    path("<int:agreement>/<slug:word>/<int:row>/", parts.part_edit, name="agreement_part_edit"),
    path("<int:agreement>/<slug:word>/<int:row>/slett/", parts.part_remove, name="agreement_part_remove"),
]  # fmt: skip
