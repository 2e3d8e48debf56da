"""allauth's pages that we use, on Norwegian addresses and under allauth's own names. The sign-up page is shut."""

from allauth.account import views
from django.urls import path, re_path

urlpatterns = [
    path("inn/", views.login, name="account_login"),
    path("ut/", views.logout, name="account_logout"),
    path("ny/", views.signup, name="account_signup"),
    path("stengt/", views.account_inactive, name="account_inactive"),
    path("bekreft/", views.reauthenticate, name="account_reauthenticate"),
    path("passord/", views.password_change, name="account_change_password"),
    path("glemt/", views.password_reset, name="account_reset_password"),
    path("glemt/sendt/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^glemt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("glemt/ferdig/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
