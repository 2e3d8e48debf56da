"""What can be done at a place, and which role may do it. The list of rights, and the only one."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class RoleKind(StrEnum):
    PLANNER = "planner"
    LEAD = "lead"
    MEASURE_OWNER = "measure_owner"
    POLITICIAN = "politician"
    CONTACT = "contact"
    SECRETARIAT = "secretariat"


class Act(StrEnum):
    READ_PROGRAMME = "read_programme"  # drafts and all versions
    EDIT_PROGRAMME = "edit_programme"
    FREEZE_PROGRAMME = "freeze_programme"  # and lay a version before the city's politicians
    REPORT_PROGRESS = "report_progress"
    READ_VERSION = "read_version"  # versions laid before the politicians
    KEEP_CITY = "keep_city"  # written standard, links
    GIVE_ROLES = "give_roles"
    KEEP_PARTY = "keep_party"  # names, numbers, units, bodies
    KEEP_NETWORK = "keep_network"  # cities, parties, themes; first leads
    COMMENT_PROGRAMME = "comment_programme"  # held by whoever may read the draft, as WIDER says
    READ_PAPER = "read_paper"  # plans, decisions, letters; held by whoever holds the act that WIDER names
    KEEP_PAPER = "keep_paper"
    KEEP_ROUTE = "keep_route"  # a version's way through the city's bodies; held by whoever may freeze, as WIDER says
    KEEP_CIRCLE = "keep_circle"  # which cities a programme has; held by whoever may freeze it, as WIDER says
    GIVE_FEEDBACK = "give_feedback"  # on versions shared with the party, and read them: see SHARED
    READ_GATHERING = "read_gathering"  # drafts too: held by whoever keeps the city, as WIDER says
    KEEP_GATHERING = "keep_gathering"  # the same people; both acts are asked of the network's events too
    READ_AGREEMENT = "read_agreement"  # drafts too: whoever reads the city's drafts, as WIDER says, and its parties
    KEEP_AGREEMENT = "keep_agreement"  # what it is, and who are parties to it: whoever keeps the city, as WIDER says
    NEGOTIATE = "negotiate"  # put proposals to it: whoever keeps the city, as WIDER says, and its parties' contacts


# To whoever lacks the first act but holds the second, the thing exists and the act is refused (403);
# to everybody else the thing does not exist (404).
READING = {
    Act.EDIT_PROGRAMME: Act.READ_PROGRAMME,
    Act.FREEZE_PROGRAMME: Act.READ_PROGRAMME,
    Act.REPORT_PROGRESS: Act.READ_PROGRAMME,
    Act.GIVE_ROLES: Act.READ_PROGRAMME,
    Act.KEEP_PAPER: Act.READ_PAPER,
    Act.KEEP_CIRCLE: Act.READ_PROGRAMME,
    Act.KEEP_ROUTE: Act.READ_VERSION,
    Act.KEEP_GATHERING: Act.READ_GATHERING,
    Act.KEEP_AGREEMENT: Act.READ_AGREEMENT,
    Act.NEGOTIATE: Act.READ_AGREEMENT,
}

# Cities and parties are known to everybody signed in: these acts are refused (403), never denied existence.
KNOWN = {Act.KEEP_CITY, Act.KEEP_PARTY}

# Whoever may do the second may do the first on everything.
WIDER = {
    Act.READ_VERSION: Act.READ_PROGRAMME,
    Act.COMMENT_PROGRAMME: Act.READ_PROGRAMME,
    Act.READ_PAPER: Act.READ_PROGRAMME,
    Act.KEEP_PAPER: Act.KEEP_CITY,
    Act.KEEP_CIRCLE: Act.FREEZE_PROGRAMME,
    Act.KEEP_ROUTE: Act.FREEZE_PROGRAMME,
    Act.READ_GATHERING: Act.KEEP_CITY,
    Act.KEEP_GATHERING: Act.KEEP_CITY,
    Act.READ_AGREEMENT: Act.READ_PROGRAMME,
    Act.KEEP_AGREEMENT: Act.KEEP_CITY,
    Act.NEGOTIATE: Act.KEEP_CITY,
}

# The others may do these on what a model says is laid before them, or open to all (`reached_by`).
REACHING = {Act.READ_VERSION, Act.READ_PAPER}

# Everybody with a role, wherever, may do these on what a model says is for the whole network (`for_network`).
NETWORKED = {Act.READ_GATHERING}

# Everybody, with an account or without, may do these on what a model says is open to all (`open_to_all`), on the pages
# that are for everybody.
OPENED = {Act.READ_VERSION, Act.READ_GATHERING, Act.READ_AGREEMENT}

# Whoever holds the wider act in a city that belonged to a thing once may still do these on what the model says it kept
# (`kept_by`): a city that leaves goes on reading what it had its part in.
KEPT = {Act.READ_VERSION}

# Whoever holds the second act at a party may do the first on what a model says is shared with it, came from it, or has
# it as a party (`shared_with`).
SHARED = {
    Act.READ_AGREEMENT: Act.GIVE_FEEDBACK,
    Act.NEGOTIATE: Act.GIVE_FEEDBACK,
    Act.READ_VERSION: Act.GIVE_FEEDBACK,
    Act.READ_PAPER: Act.GIVE_FEEDBACK,
}

# These touch what is one city's own only if the right is held in that very city.
WRITING = {Act.EDIT_PROGRAMME, Act.REPORT_PROGRESS, Act.KEEP_ROUTE}

_planner = {
    Act.READ_PROGRAMME, Act.EDIT_PROGRAMME, Act.REPORT_PROGRESS, Act.READ_VERSION, Act.KEEP_CITY, Act.KEEP_PARTY,
}  # fmt: skip

HELD = {
    "city": {
        RoleKind.PLANNER: _planner,
        RoleKind.LEAD: _planner | {Act.FREEZE_PROGRAMME, Act.GIVE_ROLES},
        RoleKind.MEASURE_OWNER: {Act.READ_PROGRAMME, Act.REPORT_PROGRESS, Act.READ_VERSION},
        RoleKind.POLITICIAN: {Act.READ_VERSION},
    },
    "party": {RoleKind.CONTACT: {Act.KEEP_PARTY, Act.GIVE_FEEDBACK}},
    "network": {
        RoleKind.SECRETARIAT: {
            Act.READ_PROGRAMME, Act.READ_VERSION, Act.KEEP_CITY, Act.KEEP_PARTY, Act.KEEP_NETWORK,
        },
    },
}  # fmt: skip

# One of these is held by everybody with a role, wherever.
IN_THE_NETWORK = (Act.READ_VERSION, Act.GIVE_FEEDBACK)

# Which acts, held at the place (or on the network), let one give and withdraw a role there. Any one of them will do.
GIVEN_BY = {
    RoleKind.PLANNER: {Act.GIVE_ROLES},
    RoleKind.LEAD: {Act.GIVE_ROLES, Act.KEEP_NETWORK},
    RoleKind.MEASURE_OWNER: {Act.GIVE_ROLES},
    RoleKind.POLITICIAN: {Act.GIVE_ROLES},
    RoleKind.CONTACT: {Act.KEEP_NETWORK},
    RoleKind.SECRETARIAT: {Act.KEEP_NETWORK},
}

ROLE_NAMES = {
    RoleKind.PLANNER: _("Planlegger"),
    RoleKind.LEAD: _("Programleder"),
    RoleKind.MEASURE_OWNER: _("Tiltaksansvarlig"),
    RoleKind.POLITICIAN: _("Folkevalgt"),
    RoleKind.CONTACT: _("Partskontakt"),
    RoleKind.SECRETARIAT: _("Sekretariat"),
}


def acts_at(place: str) -> list[tuple[str, str]]:
    """The permissions a place's table declares: every act somebody can hold there."""
    return [(act.value, act.value) for act in sorted(set().union(*HELD[place].values()))]
