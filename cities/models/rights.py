"""guardian's rows, one table per place and holder, with real foreign keys so that they die with what they point at.

Only groups are given rights; guardian wants the user tables to exist all the same.
"""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from cities.models.parties import City, Network, Party


class CityGroupRight(GroupObjectPermissionBase):
    content_object = models.ForeignKey(City, models.CASCADE, related_name="group_rights")


class CityUserRight(UserObjectPermissionBase):
    content_object = models.ForeignKey(City, models.CASCADE, related_name="user_rights")


class PartyGroupRight(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Party, models.CASCADE, related_name="group_rights")


class PartyUserRight(UserObjectPermissionBase):
    content_object = models.ForeignKey(Party, models.CASCADE, related_name="user_rights")


class NetworkGroupRight(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Network, models.CASCADE, related_name="group_rights")


class NetworkUserRight(UserObjectPermissionBase):
    content_object = models.ForeignKey(Network, models.CASCADE, related_name="user_rights")
