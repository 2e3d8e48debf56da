from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cities import acts
from cities.models.parties import City, Network, Party, Unit
from common.sorting import norwegian_key

RoleKind = models.TextChoices("RoleKind", [(k.name, (k.value, acts.ROLE_NAMES[k])) for k in acts.RoleKind])


class People(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The e-mail address is the name to sign in with; rights come from roles only."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    name_key = norwegian_key("name")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = People()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name_key"]
        constraints = [models.UniqueConstraint(Lower("email"), name="an_address_belongs_to_one_person")]

    def __str__(self):
        return self.name or self.email

    @property
    def initials(self) -> str:
        words = str(self).replace(",", " ").split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class AtOnePlace(models.Model):
    """Held at exactly one place: a city, a party or the network."""

    city = models.ForeignKey(City, models.CASCADE, null=True, blank=True, related_name="%(class)ss")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="%(class)ss")
    network = models.ForeignKey(Network, models.CASCADE, null=True, blank=True, related_name="%(class)ss")
    kind = models.CharField(max_length=20, choices=RoleKind.choices)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_is_at_one_place",
                condition=(
                    Q(city__isnull=False, party__isnull=True, network__isnull=True)
                    | Q(city__isnull=True, party__isnull=False, network__isnull=True)
                    | Q(city__isnull=True, party__isnull=True, network__isnull=False)
                ),
            )
        ]

    @property
    def place(self):
        return self.city or self.party or self.network


class Roles(models.QuerySet):
    def held_on(self, day):
        """Those that give rights on the day. A withdrawn role gives none, from the moment it was withdrawn."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day, withdrawn_at=None)


class Role(AtOnePlace):
    """A person is something somewhere, for a time. `group` is the one group of that place and kind."""

    person = models.ForeignKey(User, models.CASCADE, related_name="roles")
    group = models.ForeignKey(Group, models.PROTECT, related_name="roles")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    CITY_PATH = "city"
    PARTY_PATH = "party"

    objects = Roles.as_manager()

    class Meta(AtOnePlace.Meta):
        ordering = ["person", "kind", "id"]
        constraints = [
            *AtOnePlace.Meta.constraints,
            models.CheckConstraint(
                name="a_role_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.UniqueConstraint(
                fields=["person", "group"],
                condition=Q(until__isnull=True, withdrawn_at__isnull=True),
                name="a_person_holds_an_open_role_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.place}"


class Invitations(models.QuerySet):
    def unanswered(self, at):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)


class Invitation(AtOnePlace):
    """A letter that lets somebody in. Only the hash of its key is kept. `until`: the last day of the role, if any."""

    email = models.EmailField(_("E-post"))
    until = models.DateField(null=True, blank=True)
    key_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    CITY_PATH = "city"
    PARTY_PATH = "party"

    objects = Invitations.as_manager()

    class Meta(AtOnePlace.Meta):
        ordering = ["-invited_at"]
        constraints = [
            *AtOnePlace.Meta.constraints,
            models.CheckConstraint(
                name="an_invitation_is_accepted_or_withdrawn",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self):
        return self.email
