"""Addresses for parties' contacts: what is shared with them, and their letters about it."""

from django.urls import include, path

from programmes.views.feedback import (
    feedback_begin,
    feedback_edit,
    feedback_file,
    feedback_remove,
    feedback_send,
    shared_list,
    shared_page,
)
from programmes.views.feedback_points import feedback_point, feedback_point_add, feedback_point_remove

letter = [
    path("", feedback_edit, name="feedback_edit"),
    path("fil/", feedback_file, name="feedback_file"),
    path("send/", feedback_send, name="feedback_send"),
    path("slett/", feedback_remove, name="feedback_remove"),
    path("punkter/nytt/", feedback_point_add, name="feedback_point_add"),
    path("punkter/<int:point>/", feedback_point, name="feedback_point"),
    path("punkter/<int:point>/slett/", feedback_point_remove, name="feedback_point_remove"),
]

urlpatterns = [
    path("delt/", shared_list, name="shared_list"),
    path("delt/<int:sharing>/", shared_page, name="shared_page"),
    path("delt/<int:sharing>/brev/", feedback_begin, name="feedback_begin"),
    path("delt/<int:sharing>/brev/<uuid:letter>/", include(letter)),
]
