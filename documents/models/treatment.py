"""A version's way through a city's political bodies, and what they decided."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cities.models import Body, City, Party
from common.fields import LooseDateField
from documents.models.versions import Departure, Tabling, Version
from files.models import StoredFile

HEARD = timedelta(weeks=6)


class Routes(models.QuerySet):
    def for_door(self):
        """With city and version, but not the text."""
        return self.select_related("city__party", "version__city").defer("version__content")

    def with_steps(self):
        return self.for_door().prefetch_related(Prefetch("steps", Step.objects.with_decisions()))


class Route(models.Model):
    """A version's way through one city's bodies: its steps, in the order people gave them. The page of the case.

    summary: what it is about, in some sentences, for those who decide.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="routes")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    summary = models.TextField(blank=True)
    started_at = models.DateTimeField()

    CITY_PATH = "version__document__cities"
    OWN_CITY = "city"

    objects = Routes.as_manager()

    class Meta:
        ordering = ["version", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "city"], name="a_version_has_one_route_in_a_city")]

    def __str__(self):
        return f"{self.version} → {self.city}"

    def coming_on(self, day: date) -> "Step | None":
        """The first step that is planned and not over."""
        planned = (step for step in self.steps.all() if step.state == Step.State.PLANNED and not step.decision_on(day))
        return next((step for step in planned if not step.unconfirmed_on(day)), None)

    @staticmethod
    def reached_by(cities) -> Q:
        """A politician reaches what lies before the own city's politicians."""
        tabled = Tabling.objects.filter(version=OuterRef("version"), city=OuterRef("city"), withdrawn_at=None)
        return Q(Exists(tabled), city__in=cities)

    @staticmethod
    def open_to_all() -> Q:
        """A public case is read by everybody."""
        public = Tabling.objects.public()
        return Q(Exists(public.filter(version=OuterRef("version"), city=OuterRef("city"))))

    @staticmethod
    def kept_by(cities) -> Q:
        left = Departure.objects.filter(document=OuterRef("version__document"), city=OuterRef("city"))
        return Q(Exists(left.filter(latest__gte=OuterRef("version__number"))), city__in=cities)


class Steps(models.QuerySet):
    def with_decisions(self):
        """Each with its body, its decisions, the latest first, and how many `statements_received` it has."""
        decisions = Decision.objects.select_related("registered_by")
        received = Statement.objects.filter(step=OuterRef("pk")).order_by().values("step").annotate(n=Count("pk"))
        counted = self.annotate(statements_received=Coalesce(Subquery(received.values("n")), 0))
        return counted.select_related("body").prefetch_related(Prefetch("decisions", decisions))


class Step(models.Model):
    """One body takes the version up, or it is sent on hearing. Its place is the user's: nothing sorts steps by date.

    words: what the body is called, as stated; kept also when `body`, the city's own, goes. day: of a hearing, the whole
    period or its first day. notice: where a hearing was made known. deciding: whether the decision here is the city's.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Møte")
        HEARING = "hearing", _("Høring")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        HELD = "held", _("Holdt")
        CANCELLED = "cancelled", _("Avlyst")
        WITHDRAWN = "withdrawn", _("Trukket")

    route = models.ForeignKey(Route, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MEETING)
    body = models.ForeignKey(Body, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200)
    day = LooseDateField(null=True, blank=True)
    case_number = models.CharField(max_length=60, blank=True)
    recommendation = models.TextField(blank=True)
    note = models.TextField(blank=True)
    notice = models.TextField(blank=True)
    deciding = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    uuid = models.UUIDField(unique=True, editable=False)

    CITY_PATH = "route__version__document__cities"

    objects = Steps.as_manager()

    class Meta:
        ordering = ["route", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "position"], name="steps_stand_in_order", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self):
        return self.words

    def decision_on(self, day: date) -> "Decision | None":
        """What counts of what the body had decided by then."""
        return next((decision for decision in self.decisions.all() if decision.day <= day), None)

    @property
    def last_day(self) -> date | None:
        """When it is over: of a hearing whose first day alone is stated, six weeks later (PBL § 11-14)."""
        last = self.day and self.day.latest
        only_first = self.kind == self.Kind.HEARING and last and last == self.day.earliest
        return last + HEARD if only_first else last

    def unconfirmed_on(self, day: date) -> bool:
        """Is the step over, and nobody has said what came of it?"""
        over = bool(self.last_day and self.last_day < day)
        return over and self.state == self.State.PLANNED and self.decision_on(day) is None


class Statement(models.Model):
    """What somebody said at a hearing, what is answered, and what it led to.

    words: who said it, as stated; kept also when `party` is known.
    """

    class Outcome(models.TextChoices):
        FOLLOWED = "followed", _("Tatt til følge")
        PARTLY = "partly", _("Delvis tatt til følge")
        NOT = "not", _("Ikke tatt til følge")
        NOTED = "noted", _("Tatt til orientering")

    step = models.ForeignKey(Step, models.PROTECT, related_name="statements")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200)
    received = LooseDateField(null=True, blank=True)
    text = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    uuid = models.UUIDField(unique=True, editable=False)

    CITY_PATH = "step__route__version__document__cities"

    class Meta:
        ordering = ["step", "id"]

    def __str__(self):
        return self.words


class Decision(models.Model):
    """What a body decided at a step, and on which day. It never changes: a correction is another one.

    votes: as stated ("enstemmig"); the numbers are those that are known, and may contradict one another. file: the
    minutes or the letter that tells of it, under the name it came with.
    """

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("Vedtatt")
        CHANGED = "changed", _("Vedtatt med endringer")
        SENT_BACK = "sent_back", _("Sendt tilbake")
        NOTED = "noted", _("Tatt til orientering")
        POSTPONED = "postponed", _("Utsatt")

    step = models.ForeignKey(Step, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    day = models.DateField()
    votes = models.CharField(max_length=200, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    changes = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uuid = models.UUIDField(unique=True, editable=False)

    CITY_PATH = "step__route__version__document__cities"

    class Meta:
        ordering = ["step", "-id"]

    def __str__(self):
        return self.words

    RECOMMENDED = {Outcome.ADOPTED: _("Anbefalt"), Outcome.CHANGED: _("Anbefalt med endringer")}

    @property
    def words(self) -> str:
        """What it is called; what is not the city's last word is a recommendation."""
        label = self.get_outcome_display()
        return label if self.step.deciding else str(self.RECOMMENDED.get(self.outcome, label))

    @property
    def counted(self) -> str:
        """The votes in words: as stated, or from the numbers."""
        if self.votes or self.votes_for is None:
            return self.votes
        return _("%(ayes)s mot %(noes)s stemmer") % {"ayes": self.votes_for, "noes": self.votes_against or 0}

    @property
    def adds_up(self) -> bool:
        """Do the numbers agree? Where one is missing, nobody can tell."""
        cast = (self.votes_for, self.votes_against)
        return None in (*cast, self.present) or sum(cast) == self.present


class Opening(models.Model):
    """A person has opened a version, last at this moment: so the page can say what is new to that very person."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()

    CITY_PATH = "version__document__cities"

    class Meta:
        ordering = ["-opened_at"]
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="a_person_opens_a_version")]

    def __str__(self):
        return f"{self.person} ← {self.version}"
