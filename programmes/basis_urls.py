"""Addresses of papers, of what elements build on, and of answering letters."""

from django.urls import include, path

from programmes.views.basis import element_basis, element_basis_choose, element_basis_remove
from programmes.views.letters import point_answer, programme_basis
from programmes.views.papers import (
    paper_add,
    paper_edit,
    paper_file,
    paper_file_remove,
    paper_list,
    paper_page,
    paper_points,
    paper_remove,
    point_edit,
    point_move,
    point_remove,
)

papers = [
    path("", paper_list, name="paper_list"),
    path("nytt/", paper_add, name="paper_add"),
    path("<int:paper>/", paper_page, name="paper_page"),
    path("<int:paper>/endre/", paper_edit, name="paper_edit"),
    path("<int:paper>/slett/", paper_remove, name="paper_remove"),
    path("<int:paper>/fil/", paper_file, name="paper_file"),
    path("<int:paper>/fil/slett/", paper_file_remove, name="paper_file_remove"),
    path("<int:paper>/punkter/", paper_points, name="paper_points"),
    path("<int:paper>/punkter/<int:point>/", point_edit, name="point_edit"),
    path("<int:paper>/punkter/<int:point>/flytt/", point_move, name="point_move"),
    path("<int:paper>/punkter/<int:point>/slett/", point_remove, name="point_remove"),
]

element = [
    path("", element_basis_choose, name="element_basis_choose"),
    path("nytt/", element_basis, name="element_basis_add"),
    path("<int:row>/", element_basis, name="element_basis"),
    path("<int:row>/slett/", element_basis_remove, name="element_basis_remove"),
]

urlpatterns = [
    path("grunnlag/", include(papers)),
    path("handlingsprogram/element/<int:element>/grunnlag/", include(element)),
    path("handlingsprogram/<int:programme>/grunnlag/", programme_basis, name="programme_basis"),
    path("handlingsprogram/<int:programme>/grunnlag/<int:point>/", point_answer, name="point_answer"),
]
