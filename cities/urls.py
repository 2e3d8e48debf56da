"""Addresses of cities, parties and people."""

urlpatterns = []
