from django.urls import include, path

from programmes.views.attachments import element_attach, element_attachment
from programmes.views.circle import (
    city_invitation,
    city_invitation_answer,
    city_invitation_withdraw,
    city_invite,
    city_shift,
    programme_circle,
    programme_leave,
)
from programmes.views.comments import (
    comment_answer,
    comment_change,
    comment_names,
    comment_remove,
    comment_reopen,
    comment_solve,
    element_comment,
    programme_comments,
)
from programmes.views.compare import programme_compare
from programmes.views.coverage import coverage_fill, programme_coverage
from programmes.views.fields import element_field
from programmes.views.history import element_change, element_go_back
from programmes.views.measures import programme_measures
from programmes.views.organisation import programme_organisation
from programmes.views.pages import (
    element_by_number,
    element_page,
    element_panel,
    programme_bin,
    programme_list,
    programme_page,
    programme_start,
)
from programmes.views.presence import programme_outline, programme_presence
from programmes.views.preview import programme_preview, programme_preview_file, programme_preview_page
from programmes.views.readiness import gap_unwaive, gap_waive, programme_readiness, programme_readiness_count
from programmes.views.reports import element_report, programme_report
from programmes.views.rows import element_row, element_row_remove, element_table
from programmes.views.scope import (
    element_join,
    element_share,
    element_split,
    merger_agree,
    merger_decline,
    merger_page,
    merger_withdraw,
)
from programmes.views.sharing import programme_shared, shared_approve, shared_disapprove
from programmes.views.structure import (
    element_add,
    element_bin,
    element_move,
    element_place,
    element_restore,
    programme_undo,
)
from programmes.views.themes import theme_add, theme_edit, theme_list
from programmes.views.versions import programme_freeze, programme_versions

themes = [
    path("", theme_list, name="theme_list"),
    path("nytt/", theme_add, name="theme_add"),
    path("<int:theme>/endre/", theme_edit, name="theme_edit"),
]

programmes = [
    path("", programme_list, name="programme_list"),
    path("nytt/", programme_start, name="programme_start"),
    path("invitasjoner/<int:cityinvitation>/", city_invitation, name="city_invitation"),
    path("invitasjoner/<int:cityinvitation>/svar/", city_invitation_answer, name="city_invitation_answer"),
    path("ga-ut/<slug:city>/<int:programme>/", programme_leave, name="programme_leave"),
    path("<int:programme>/", programme_page, name="programme_page"),
    path("<int:programme>/T-<int:number>/", element_by_number, name="element_by_number"),
    path("<int:programme>/disposisjon/", programme_outline, name="programme_outline"),
    path("<int:programme>/naervaer/", programme_presence, name="programme_presence"),
    path("<int:programme>/organisering/", programme_organisation, name="programme_organisation"),
    path("<int:programme>/tiltak/", programme_measures, name="programme_measures"),
    path("<int:programme>/byer/", programme_circle, name="programme_circle"),
    path("<int:programme>/byer/inviter/", city_invite, name="city_invite"),
    path("<int:programme>/byer/flytt/", city_shift, name="city_shift"),
    path(
        "<int:programme>/byer/invitasjoner/<int:cityinvitation>/trekk/",
        city_invitation_withdraw,
        name="city_invitation_withdraw",
    ),
    path("<int:programme>/angre/", programme_undo, name="programme_undo"),
    path("<int:programme>/kommentarer/", programme_comments, name="programme_comments"),
    path("<int:programme>/kommentarer/navn/", comment_names, name="comment_names"),
    path("<int:programme>/rapport/", programme_report, name="programme_report"),
    path("<int:programme>/papirkurv/", programme_bin, name="programme_bin"),
    path("<int:programme>/fellesdel/", programme_shared, name="programme_shared"),
    path("<int:programme>/fellesdel/<slug:slug>/godkjenn/", shared_approve, name="shared_approve"),
    path("<int:programme>/fellesdel/<slug:slug>/trekk/", shared_disapprove, name="shared_disapprove"),
    path("<int:programme>/versjoner/", programme_versions, name="programme_versions"),
    path("<int:programme>/sammenlign/", programme_compare, name="programme_compare"),
    path("<int:programme>/versjoner/las/", programme_freeze, name="programme_freeze"),
    path("<int:programme>/dekning/", programme_coverage, name="programme_coverage"),
    path("<int:programme>/dekning/fyll/", coverage_fill, name="coverage_fill"),
    path("<int:programme>/forhandsvisning/", programme_preview, name="programme_preview"),
    path("<int:programme>/forhandsvisning/<str:token>/pdf/", programme_preview_file, name="programme_preview_file"),
    path(
        "<int:programme>/forhandsvisning/<str:token>/<int:page>/", programme_preview_page, name="programme_preview_page"
    ),
    path("<int:programme>/klargjor/", programme_readiness, name="programme_readiness"),
    path("<int:programme>/klargjor/antall/", programme_readiness_count, name="programme_readiness_count"),
    path("<int:programme>/klargjor/begrunn/", gap_waive, name="gap_waive"),
    path("<int:programme>/klargjor/begrunn/<int:waiver>/fjern/", gap_unwaive, name="gap_unwaive"),
    path("element/<int:element>/", element_page, name="element_page"),
    path("element/<int:element>/panel/", element_panel, name="element_panel"),
    path("element/<int:element>/felt/<slug:name>/", element_field, name="element_field"),
    path("element/<int:element>/tabell/<slug:name>/", element_table, name="element_table"),
    path("element/<int:element>/rad/<slug:name>/", element_row, name="element_row_add"),
    path("element/<int:element>/rad/<slug:name>/<int:row>/", element_row, name="element_row"),
    path("element/<int:element>/rad/<slug:name>/<int:row>/fjern/", element_row_remove, name="element_row_remove"),
    path("element/<int:element>/vedlegg/", element_attach, name="element_attach"),
    path("element/<int:element>/vedlegg/<int:row>/", element_attachment, name="element_attachment"),
    path("element/<int:element>/historikk/<int:entry>/", element_change, name="element_change"),
    path("element/<int:element>/historikk/<int:entry>/tilbake/", element_go_back, name="element_go_back"),
    path("element/<int:element>/kommentarer/", element_comment, name="element_comment"),
    path("element/<int:element>/kommentarer/<int:row>/endre/", comment_change, name="comment_change"),
    path("element/<int:element>/kommentarer/<int:row>/svar/", comment_answer, name="comment_answer"),
    path("element/<int:element>/kommentarer/<int:row>/slett/", comment_remove, name="comment_remove"),
    path("element/<int:element>/kommentarer/<int:row>/lost/", comment_solve, name="comment_solve"),
    path("element/<int:element>/kommentarer/<int:row>/apne/", comment_reopen, name="comment_reopen"),
    path("element/<int:element>/status/", element_report, name="element_report"),
    path("element/<int:element>/nytt/", element_add, name="element_add"),
    path("element/<int:element>/flytt/", element_move, name="element_move"),
    path("element/<int:element>/flytt-til/", element_place, name="element_place"),
    path("element/<int:element>/slett/", element_bin, name="element_bin"),
    path("element/<int:element>/gjor-eget/", element_split, name="element_split"),
    path("element/<int:element>/gjor-felles/", element_share, name="element_share"),
    path("element/<int:element>/sla-sammen/", element_join, name="element_join"),
    path("sammenslaing/<int:merger>/", merger_page, name="merger_page"),
    path("sammenslaing/<int:merger>/godta/", merger_agree, name="merger_agree"),
    path("sammenslaing/<int:merger>/avsla/", merger_decline, name="merger_decline"),
    path("sammenslaing/<int:merger>/trekk/", merger_withdraw, name="merger_withdraw"),
    path("element/<int:element>/hent/", element_restore, name="element_restore"),
]

urlpatterns = [
    path("", include("programmes.basis_urls")),
    path("", include("programmes.feedback_urls")),
    path("temaer/", include(themes)),
    path("handlingsprogram/", include(programmes)),
]
