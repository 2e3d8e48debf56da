"""What every page knows about the person who looks: names, places, and which pages to offer."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _

from cities.access import rights_of
from cities.acts import IN_THE_NETWORK, Act, RoleKind
from cities.day import chosen_day
from cities.models import City, Party
from cities.queries import places_of

READERS = (Act.READ_PROGRAMME, Act.KEEP_PARTY)

# label, name of the page, and who is offered it: holders of one of these acts, or everybody who is signed in.
MENU = [
    (_("Oversikt"), "front", ()),
    (_("Delt med dere"), "shared_list", (Act.GIVE_FEEDBACK,)),
    (_("Handlingsprogram"), "programme_list", (Act.READ_PROGRAMME,)),
    (_("Milepæler"), "milestones", (Act.READ_PROGRAMME,)),
    (_("Samlinger"), "gathering_list", ()),
    (_("Avtaler"), "agreement_list", ()),
    (_("Tidslinje"), "timeline", IN_THE_NETWORK),
    (_("Grunnlag"), "paper_list", READERS),
    (_("Byer"), "city_list", READERS),
    (_("Dekning"), "coverage_page", (Act.KEEP_NETWORK,)),
    (_("Parter"), "party_list", READERS),
    (_("Temaer"), "theme_list", READERS),
    (_("Folk"), "people", (Act.GIVE_ROLES, Act.KEEP_NETWORK)),
]
FOR_POLITICIANS = (_("Til behandling"), "treatment")


@dataclass(frozen=True)
class Item:
    """hint: a few words more, beneath the label."""

    label: str
    url: str
    current: bool
    hint: str = ""


class Visitor:
    """The shell's view of a request. Nothing is asked before it is shown; then one statement beside the rights."""

    def __init__(self, request):
        self.request = request
        self.person = getattr(request, "user", None)
        self.known = self.person is not None and self.person.is_authenticated

    @cached_property
    def roles(self):
        """The roles the person holds today, with their places."""
        return list(places_of(self.person, timezone.localdate()))

    @cached_property
    def places(self) -> list["Item"]:
        """The places of those roles, each once, in the order the roles stand; the label is the place itself, the hint
        what one is there.
        """
        held = {}
        for role in self.roles if self.known else ():
            held.setdefault(role.place, []).append(role.get_kind_display())
        return [Item(place, page_of(place) or "/", False, ", ".join(kinds)) for place, kinds in held.items()]

    @property
    def place(self):
        """Where one stands, on a page that is about no place of its own."""
        return self.places[0].label if self.places else ""

    @cached_property
    def menu(self) -> list[Item]:
        if not self.known:
            return []
        rights = rights_of(self.person)
        offered = [(label, name) for label, name, acts in MENU if not acts or any(map(rights.any, acts))]
        if any(role.kind == RoleKind.POLITICIAN for role in self.roles):
            offered.insert(1, FOR_POLITICIANS)
        return [item for label, name in offered if (item := self._item(label, name))]

    def _item(self, label, name) -> Item | None:
        """The page's entry – or none, where the house has no such page."""
        url = _address(name)
        here = self.request.path
        return Item(label, url, here == url or (url != "/" and here.startswith(url))) if url else None


def page_of(place) -> str | None:
    """The address of a place's own page."""
    if isinstance(place, City):
        return _address("city_page", place.slug)
    return _address("party_page", place.pk) if isinstance(place, Party) else _address("front")


def _address(name, *args) -> str | None:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def visitor(request):
    return {"visitor": SimpleLazyObject(lambda: Visitor(request)), "viewed_day": chosen_day(request)}
