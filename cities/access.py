"""Who may: the only place that answers, and the only one that speaks with guardian.

A thing says with CITY_PATH which cities it belongs to (and with PARTY_PATH which party keeps it). A right held on the
network holds in every city. `visible` is the rule; `can` and `door` ask it, so lists and pages cannot disagree.

What is open to all is a rule of its own, `opened`. A page that is for everybody says so at its door (`public`), and
asks for its parts by `readable`; so does the calendar of gatherings. All other lists, queues and acts know roles only.
"""

from collections import defaultdict
from functools import wraps

from django.contrib.auth.models import Group, Permission
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet, Value
from django.http import Http404
from django.utils import timezone

from cities.acts import (
    GIVEN_BY,
    HELD,
    KEPT,
    KNOWN,
    NETWORKED,
    OPENED,
    REACHING,
    READING,
    SHARED,
    WIDER,
    WRITING,
    Act,
    RoleKind,
)
from cities.models import City, CityGroupRight, Network, NetworkGroupRight, Party, PartyGroupRight, Role, User

RIGHTS = {"city": CityGroupRight, "party": PartyGroupRight, "network": NetworkGroupRight}
PLACES = {"city": City, "party": Party, "network": Network}


class Rights:
    """All that one person may do, fetched in one statement."""

    def __init__(self, rows):
        self._held = defaultdict(set)
        for place, place_id, act in rows:
            self._held[place, act].add(place_id)

    def everywhere(self, act: Act) -> bool:
        return bool(self._held["network", act])

    def cities(self, act: Act) -> set[int]:
        return self._held["city", act]

    def holds(self, act: Act, city: City) -> bool:
        return self.everywhere(act) or city.pk in self.cities(act)

    def parties(self, act: Act) -> set[int]:
        return self._held["party", act]

    def any(self, act: Act) -> bool:
        return any(self._held[place, act] for place in PLACES)

    def somewhere(self) -> bool:
        """Does the person hold any role at all?"""
        return any(self._held.values())


def rights_of(person) -> Rights:
    """The person's rights today; remembered on the person for the length of the request."""
    if not person.is_authenticated or not person.is_active:
        return Rights([])
    if not hasattr(person, "_rights"):
        today = timezone.localdate()
        groups = Role.objects.held_on(today).filter(person=person)
        first, *rest = (
            table.objects.filter(group__in=groups.values("group")).values_list(
                Value(place), "content_object_id", F("permission__codename")
            )
            for place, table in RIGHTS.items()
        )
        person._rights = Rights(first.union(*rest, all=True))
    return person._rights


def forget_rights(person) -> None:
    """Ask again the next time: the person's roles have changed within this request."""
    person.__dict__.pop("_rights", None)


def visible(person, act: Act, model) -> QuerySet:
    """Those rows of the model on which the person may do the act."""
    rights, rows = rights_of(person), model._default_manager.all()
    if rights.everywhere(WIDER.get(act, act)):
        return rows
    if model is Network:
        return rows.none()
    here = Q(pk__in=())
    if path := getattr(model, "CITY_PATH", None):
        cities = rights.cities(WIDER.get(act, act)) | (rights.cities(act) if model is City else set())
        of_cities = Q(pk__in=model._default_manager.filter(**{f"{path}__in": cities}).values("pk"))
        if act in WRITING and (own := getattr(model, "OWN_CITY", None)):
            of_cities &= Q(**{f"{own}__isnull": True}) | Q(**{f"{own}__in": cities})
        here |= of_cities
    if act in REACHING and (reached_by := getattr(model, "reached_by", None)):
        here |= reached_by(rights.cities(act))
    if act in NETWORKED and rights.somewhere() and (for_network := getattr(model, "for_network", None)):
        here |= for_network()
    if act in KEPT and (kept_by := getattr(model, "kept_by", None)):
        here |= kept_by(rights.cities(WIDER[act]))
    if act in SHARED and (shared_with := getattr(model, "shared_with", None)):
        here |= shared_with(rights.parties(SHARED[act]))
    if path := "pk" if model is Party else getattr(model, "PARTY_PATH", None):
        here |= Q(**{f"{path}__in": rights.parties(act)})
    return rows.filter(here)


def opened(act: Act, model) -> QuerySet:
    """Those rows of the model on which everybody may do the act, with an account or without."""
    rows = model._default_manager.all()
    return rows.filter(model.open_to_all()) if act in OPENED else rows.none()


def readable(person, act: Act, model) -> QuerySet:
    """Those rows that are `visible` to the person, and those that are open to all."""
    mine, public = visible(person, act, model), opened(act, model)
    return model._default_manager.filter(Q(pk__in=mine.values("pk")) | Q(pk__in=public.values("pk")))


def can(person, act: Act, thing) -> bool:
    """May the person do the act on this thing?"""
    return visible(person, act, type(thing)).filter(pk=thing.pk).exists()


def people_who_may(act: Act, cities=(), *, parties=()) -> QuerySet[User]:
    """Everybody active who may do the act in one of the cities or at one of the parties today. The other way round from
    `rights_of`.
    """
    held = {"permission__codename": WIDER.get(act, act)}
    here = Q(group__in=CityGroupRight.objects.filter(content_object__in=cities, **held).values("group"))
    here |= Q(group__in=PartyGroupRight.objects.filter(content_object__in=parties, **held).values("group"))
    here |= Q(group__in=NetworkGroupRight.objects.filter(**held).values("group"))
    roles = Role.objects.held_on(timezone.localdate()).filter(here)
    return User.objects.filter(is_active=True, pk__in=roles.values("person"))


def door(act: Act, model, key: str = "pk", public: bool = False):
    """Load the thing named in the address and hand it to the view – if the person may.

    The address names it by the model's name in small letters, or by `key` if given another.
    A stranger gets 404, a reader without the act gets 403, somebody not signed in is asked to.
    public: what is open to all is handed over to everybody. `request.by_role` tells the view whether a role of the
    person's own opened the door.
    """

    def wrap(view):
        name = model._meta.model_name

        @wraps(view)
        def guarded(request, *args, **kwargs):
            person, sought = request.user, {key: kwargs.pop(name)}
            thing = _sought(visible(person, act, model), sought) if person.is_authenticated else None
            request.by_role = thing is not None
            if thing is None and public:
                thing = _sought(opened(act, model), sought)
            if thing is None and not person.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return view(request, *args, **{name: thing or _refuse(person, act, model, sought)}, **kwargs)

        guarded.door = f"{act} {model._meta.label}{', or open to all' if public else ''}"
        return guarded

    return wrap


def pass_door(person, act: Act, model, **key):
    """The thing, if the person may do the act on it. Errors: Http404 to strangers, PermissionDenied to readers."""
    return _sought(visible(person, act, model), key) or _refuse(person, act, model, key)


def _sought(rows: QuerySet, key: dict):
    return (rows.for_door() if hasattr(rows, "for_door") else rows).filter(**key).first()


def _refuse(person, act: Act, model, key: dict):
    if _known(person, act, model).filter(**key).exists():
        raise PermissionDenied
    raise Http404


def _known(person, act: Act, model) -> QuerySet:
    """Those rows that the person may know of though the act on them is refused."""
    if act in KNOWN:
        return model._default_manager.all()
    return visible(person, READING[act], model) if act in READING else model._default_manager.none()


def signed_in(view):
    """A door for pages that are for everybody who is signed in and show nothing of one city's own."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.door = "signed in"
    return guarded


def holder(*acts: Act):
    """A door for pages about no single thing, for whoever holds one of the acts at some place."""

    def wrap(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not any(map(rights_of(request.user).any, acts)):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.door = f"{' or '.join(acts)} somewhere"
        return guarded

    return wrap


def everybody(reason: str):
    """No door: the page is for everybody, for the reason given."""

    def wrap(view):
        view.door = f"everybody: {reason}"
        return view

    return wrap


def gives(person, place) -> list[RoleKind]:
    """Which kinds of role the person may give and withdraw at the place; none of another's."""
    allowed = {act for act in set().union(*GIVEN_BY.values()) if can(person, act, place)}
    return [kind for kind in HELD[_word(place)] if GIVEN_BY[kind] & allowed]


def group_of(place, kind) -> Group:
    """The one group of a place and a kind of role."""
    return groups_of([(place, kind)])[0]


def groups_of(seats: list[tuple]) -> list[Group]:
    """The groups of many (place, kind of role), in order. One statement."""
    names = [_group_name(_word(place), place.pk, kind) for place, kind in seats]
    known = {group.name: group for group in Group.objects.filter(name__in=names)}
    return [known[name] for name in names]


def open_place(place) -> None:
    """Give a place its groups and their rights."""
    open_places(_word(place), [place.pk])


def open_places(word: str, ids: list[int]) -> None:
    """Give places of one sort ("city", "party", "network") their groups and exactly the rights that HELD lists.

    Run again after HELD has changed. A constant number of statements, whatever the number of places.
    """
    wanted_groups = {_group_name(word, pk, kind): (pk, kind) for pk in ids for kind in HELD[word]}
    Group.objects.bulk_create((Group(name=name) for name in wanted_groups), ignore_conflicts=True)
    permissions = dict(
        Permission.objects.filter(
            content_type__app_label="cities", content_type__model=word, codename__in=set().union(*HELD[word].values())
        ).values_list("codename", "pk")
    )
    groups = Group.objects.filter(name__in=wanted_groups).values_list("pk", "name")
    wanted = {
        (group, pk, permissions[act])
        for group, (pk, kind) in ((group, wanted_groups[name]) for group, name in groups)
        for act in HELD[word][kind]
    }
    table = RIGHTS[word]
    rows = table.objects.filter(content_object__in=ids).values_list("pk", "group", "content_object", "permission")
    held = {tuple(right): pk for pk, *right in rows}
    table.objects.filter(pk__in=[held[right] for right in held.keys() - wanted]).delete()
    table.objects.bulk_create(
        table(group_id=group, content_object_id=pk, permission_id=permission)
        for group, pk, permission in sorted(wanted - held.keys())
    )


def _word(place) -> str:
    return type(place)._meta.model_name


def _group_name(word: str, pk: int, kind) -> str:
    return f"{word}:{pk}:{kind}"
