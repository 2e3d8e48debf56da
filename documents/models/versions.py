"""Document → versions → editions → prints, and which versions lie before whom.

A version's text and a print's file never change; triggers in the migration stand behind that.
"""

import json

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cities.models import City, Party
from common.canonical import check_code
from documents.formats import upgraded
from files.models import StoredFile
from jobs.models import Job


class Document(models.Model):
    """What is frozen, shared and treated. A room's own thing (a programme, an agreement) owns one.

    parties: bodies without a city of the network whose people read every version of it, as parties to an agreement do.
    """

    cities = models.ManyToManyField(City, through="DocumentCity", related_name="documents")
    parties = models.ManyToManyField(Party, related_name="documents")

    CITY_PATH = "cities"

    def __str__(self):
        return f"document {self.pk}"

    @property
    def shared(self) -> bool:
        """Do several cities hold it?"""
        return len(self.city_rows.all()) > 1

    @staticmethod
    def of(parties) -> Q:
        """Of a row with a `document`: these parties' people read all of it."""
        return Q(document__in=Document.objects.filter(parties__in=parties).values("pk"))


class DocumentCity(models.Model):
    """A city of a document, in the order of the title. since: when it came to it, where others had it before."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="city_rows")
    city = models.ForeignKey(City, models.PROTECT, related_name="document_rows")
    position = models.PositiveSmallIntegerField()
    since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "city"], name="a_document_has_a_city_once"),
            models.UniqueConstraint(
                fields=["document", "position"], name="cities_stand_in_order", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self):
        return str(self.city)


class Version(models.Model):
    """Number and content at a moment.

    day: the document's day; names and numbers in the content are those of that day.
    content: canonical JSON (see docs/content-2.schema.json; older ones are upgraded when read), sha256 its checksum.
    city: none for a joint version, else the one city whose own edition is all there is of it.
    shared_sha256: the checksum of the shared part (documents/editions.py).
    key: names the form it was frozen from, so that a form sent twice makes one version.
    sort: what it is a version of. An agreement has a joint edition only, and the mark its room has stamped on it.
    """

    class Sort(models.TextChoices):
        PROGRAMME = "programme", _("Handlingsprogram")
        AGREEMENT = "agreement", _("Avtale")

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    key = models.UUIDField(unique=True)
    title = models.CharField(max_length=200)
    day = models.DateField()
    format = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+")
    sort = models.CharField(max_length=10, choices=Sort.choices, default=Sort.PROGRAMME, db_default=Sort.PROGRAMME)
    shared_sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    CITY_PATH = "document__cities"

    class Meta:
        ordering = ["document", "-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="a_version_number_is_used_once")]

    def __str__(self):
        return f"{self.title}, {self.number}"

    @property
    def name(self) -> str:
        """Versjon 3, or Versjon 3 – utgave for Skien where that is all of it."""
        if self.city:
            return _now("Versjon %(number)s – utgave for %(city)s") % {"number": self.number, "city": self.city}
        return _now("Versjon %(number)s") % {"number": self.number}

    @property
    def shared_code(self) -> str:
        return check_code(self.shared_sha256)

    @staticmethod
    def reached_by(cities) -> Q:
        return Q(pk__in=Tabling.objects.filter(city__in=cities, withdrawn_at=None).values("version"))

    @staticmethod
    def open_to_all() -> Q:
        return Q(pk__in=Tabling.objects.public().values("version")) | Q(pk__in=Stamp.public().values("version"))

    @staticmethod
    def kept_by(cities) -> Q:
        left = Departure.objects.filter(document=OuterRef("document"), city__in=cities)
        return Q(Exists(left.filter(latest__gte=OuterRef("number"))))

    @staticmethod
    def shared_with(parties) -> Q:
        return Q(pk__in=Edition.objects.filter(Edition.shared_with(parties)).values("version")) | Document.of(parties)

    @property
    def data(self) -> dict:
        """The content as plain data, in the newest format."""
        return upgraded(json.loads(self.content))


class Stamp(models.Model):
    """What the room that owns a version says it is, as the mark of its prints. public: everybody may read it."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="stamp")
    mark = models.CharField(max_length=12)
    is_public = models.BooleanField(default=False)
    stamped_at = models.DateTimeField()

    CITY_PATH = "version__document__cities"

    def __str__(self):
        return f"{self.version}: {self.mark}"

    @staticmethod
    def public() -> models.QuerySet:
        return Stamp.objects.filter(is_public=True)


class Departure(models.Model):
    """A city has left a document. What was frozen before stays readable for those who read the draft there.

    latest: the number of the last version it had its part in; 0 where there was none.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="departures")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    latest = models.PositiveIntegerField()
    left_at = models.DateTimeField()

    CITY_PATH = "city"

    class Meta:
        ordering = ["document", "left_at"]

    def __str__(self):
        return f"{self.city} ← {self.document}"


class Approval(models.Model):
    """A city approves the shared part of a document as it stood. The latest one of a city counts.

    content: the shared part as canonical JSON, sha256 the checksum that says whether it still stands.
    told_at: when the city was written to because it no longer does.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="approvals")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    CITY_PATH = "document__cities"

    class Meta:
        ordering = ["document", "-id"]

    def __str__(self):
        return f"{self.document} ✓ {self.city}"

    @property
    def data(self) -> dict:
        """The shared part that was approved, in the newest format."""
        return upgraded(json.loads(self.content))


class Edition(models.Model):
    """A version as one reader gets it: joint (no city) or one city's (shared + own), in a language."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="editions")
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=8, default="nb")
    sha256 = models.CharField(max_length=64)

    CITY_PATH = "version__document__cities"

    class Meta:
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "city", "language"], nulls_distinct=False, name="an_edition_is_made_once"
            )
        ]

    def __str__(self):
        return f"{self.version} {self.city or ''}".strip()

    @staticmethod
    def reached_by(cities) -> Q:
        """A politician reaches the joint edition and the own city's."""
        return Edition.among(Tabling.objects.filter(city__in=cities, withdrawn_at=None))

    @staticmethod
    def open_to_all() -> Q:
        """Of a public case: the joint edition and that city's; of what its room has opened, all."""
        return Edition.among(Tabling.objects.public()) | Q(version__in=Stamp.public().values("version"))

    @staticmethod
    def among(tablings) -> Q:
        """What is read where a version lies: its joint edition, and the own one of the very city."""
        here = tablings.filter(version=OuterRef("version"))
        return Q(Exists(here), city=None) | Q(Exists(here.filter(city=OuterRef("city"))))

    @staticmethod
    def kept_by(cities) -> Q:
        return Q(version__in=Version.objects.filter(Version.kept_by(cities)))

    @staticmethod
    def shared_with(parties) -> Q:
        """A party's contacts reach the very editions that are shared with it."""
        open_to = {"sharings__party__in": parties, "sharings__withdrawn_at": None}
        of_theirs = Version.objects.filter(Document.of(parties))
        return Q(pk__in=Edition.objects.filter(**open_to).values("pk")) | Q(version__in=of_theirs.values("pk"))

    @property
    def check_code(self) -> str:
        return check_code(self.sha256)


class Print(models.Model):
    """A PDF of an edition, with the mark it had when it was made. Immutable from the moment it has its file: when the
    edition gets another mark, or what stands beside its content is another, another print is made beside it.

    layout, line_numbers: how it is set; what it says is the same in all of them.
    route: the case it is about; step: the meeting the case papers are for; since: the version it tells changes from, so
    that it is for those alone who may read that one too. beside: canonical JSON of what it says beside the edition's
    content, as that was when the print was ordered (documents/case.py); beside_sha256 its checksum.
    """

    class Kind(models.TextChoices):
        PLAIN = "plain", _("Dokumentet")
        CASE = "case", _("Sakspapirer")
        CHANGES = "changes", _("Med endringene merket")

    class Mark(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        TREATMENT = "treatment", _("Til behandling")
        ADOPTED = "adopted", _("Vedtatt")
        APPROVED = "approved", _("Godkjent")
        SIGNED = "signed", _("Underskrevet")

    class Layout(models.TextChoices):
        STANDARD = "standard", _("Vanlig")
        COMPACT = "compact", _("Kompakt")
        LARGE = "large", _("Stor skrift")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="prints")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PLAIN)
    layout = models.CharField(max_length=10, choices=Layout.choices, default=Layout.STANDARD, db_default="standard")
    line_numbers = models.BooleanField(default=False, db_default=False)
    mark = models.CharField(max_length=12, choices=Mark.choices, default=Mark.DRAFT)
    route = models.ForeignKey("documents.Route", models.PROTECT, null=True, blank=True, related_name="prints")
    step = models.ForeignKey("documents.Step", models.PROTECT, null=True, blank=True, related_name="prints")
    since = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    beside = models.TextField(blank=True)
    beside_sha256 = models.CharField(max_length=64, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(null=True)
    printed_at = models.DateTimeField(null=True)

    CITY_PATH = "edition__version__document__cities"

    class Meta:
        ordering = ["edition", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "mark", "step", "beside_sha256", "layout", "line_numbers"],
                nulls_distinct=False,
                name="an_edition_is_printed_once_per_kind_mark_and_layout",
            ),
            models.CheckConstraint(
                name="a_print_names_the_case_it_is_about",
                condition=Q(kind="plain", route__isnull=True, step__isnull=True, beside="")
                | Q(kind="changes", step__isnull=True)
                | Q(kind="case", route__isnull=False, step__isnull=False),
            ),
            models.CheckConstraint(
                name="a_print_has_file_pages_and_moment_or_none",
                condition=Q(file__isnull=True, pages__isnull=True, printed_at__isnull=True)
                | Q(file__isnull=False, pages__isnull=False, printed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.edition} ({self.get_mark_display()})"

    @property
    def ordinary(self) -> bool:
        """Is it set as prints are when nobody asks for anything else?"""
        return self.layout == Print.Layout.STANDARD and not self.line_numbers

    @property
    def set_as(self) -> str:
        """Stor skrift, linjenummer; nothing where it is set as usual."""
        words = [] if self.layout == Print.Layout.STANDARD else [self.get_layout_display()]
        words += [str(_("Linjenummer"))] if self.line_numbers else []
        return ", ".join(words).capitalize()

    @property
    def told(self) -> dict:
        """What it says beside the content, as plain data."""
        return json.loads(self.beside) if self.beside else {}

    @staticmethod
    def reached_by(cities) -> Q:
        here = Q(edition__in=Edition.objects.filter(Edition.reached_by(cities)))
        return here & Print.since_too(Version.reached_by(cities))

    @staticmethod
    def open_to_all() -> Q:
        """Of a public case, unless its papers may tell what was decided in another city whose case is not."""
        routes = Print._meta.get_field("route").related_model.objects
        elsewhere = routes.filter(version=OuterRef("edition__version")).exclude(city=OuterRef("route__city"))
        closed = elsewhere.filter(steps__decisions__isnull=False).exclude(routes.model.open_to_all())
        here = Q(edition__in=Edition.objects.filter(Edition.open_to_all()))
        return here & Print.since_too(Version.open_to_all()) & (~Q(kind=Print.Kind.CASE) | ~Exists(closed))

    @staticmethod
    def kept_by(cities) -> Q:
        here = Q(edition__in=Edition.objects.filter(Edition.kept_by(cities)))
        return here & Print.since_too(Version.kept_by(cities))

    @staticmethod
    def since_too(readable: Q) -> Q:
        return Q(since=None) | Q(since__in=Version.objects.filter(readable).values("pk"))

    @staticmethod
    def shared_with(parties) -> Q:
        """The edition and nothing beside it: neither what its case says nor another version, unless they read both."""
        here = Edition.objects.filter(Edition.shared_with(parties))
        all_of_it = Q(edition__version__in=Version.objects.filter(Document.of(parties)).values("pk"), route=None)
        return Q(edition__in=here, kind=Print.Kind.PLAIN) | all_of_it


class Tablings(models.QuerySet):
    def for_door(self):
        """With city and version, but not the text."""
        return self.select_related("city", "version__city").defer("version__content")

    def public(self):
        """Those that make their case public: the lead has said so, and they lie there."""
        return self.filter(public_at__isnull=False, withdrawn_at=None)


class Tabling(models.Model):
    """A version lies before the politicians of a city, from a moment, until it is withdrawn.

    gaps: how much was missing when it was laid there, as the room that owns the document counts; none: nobody counted.
    public_at, public_by: since when, and by whose word, everybody may read the case; none while they may not. Laid
    before the politicians anew, a version is not public before somebody says so anew.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="tablings")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    tabled_at = models.DateTimeField()
    tabled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gaps = models.PositiveIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    public_at = models.DateTimeField(null=True, blank=True)
    public_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    CITY_PATH = "city"

    objects = Tablings.as_manager()

    class Meta:
        ordering = ["-tabled_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "city"], condition=Q(withdrawn_at__isnull=True), name="a_version_is_tabled_once"
            ),
            models.CheckConstraint(
                name="withdrawn_at_and_by_go_together",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="public_at_and_by_go_together",
                condition=Q(public_at__isnull=True, public_by__isnull=True)
                | Q(public_at__isnull=False, public_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.version} → {self.city}"

    @staticmethod
    def reached_by(cities) -> Q:
        return Q(city__in=cities, withdrawn_at=None)
