"""Holes in who keeps the network's timeline, and in what it and the cards tell whom."""

from tests.permissions.mutants.mutant import Mutant

EVENTS = "tests/dashboard/test_events.py"
TIMELINE = "tests/dashboard/test_timeline.py"
CARDS = "tests/dashboard/test_cards.py"
FRONT = "tests/dashboard/test_front.py"

MUTANTS = [
    Mutant(
        "whoever keeps a city adds to the network's story",
        "dashboard/actions/events.py",
        "demand_secretariat(rights_of(by).everywhere(Act.KEEP_CITY))",
        "demand_secretariat(rights_of(by).any(Act.KEEP_CITY))",
        (f"{EVENTS}::test_nobody_else_writes_the_networks_story",),
    ),
    Mutant(
        "others change the network's story",
        "dashboard/actions/events.py",
        "demand_secretariat(can(by, Act.KEEP_GATHERING, found))",
        "demand_secretariat(True)",
        (f"{EVENTS}::test_nobody_else_writes_the_networks_story",),
    ),
    Mutant(
        "the timeline tells of decisions in other cities' cases",
        "dashboard/timeline.py",
        "routes = readable(person, Act.READ_VERSION, Route)",
        "routes = Route.objects",
        (f"{TIMELINE}::test_a_decision_stands_once_for_those_who_read_it_and_as_told_for_the_others",),
    ),
    Mutant(
        "drafts of gatherings are told as being ahead",
        "dashboard/ahead.py",
        "rows = with_places(readable(person, Act.READ_GATHERING, Gathering), person)\n    without_end",
        "rows = with_places(Gathering.objects.all(), person)\n    without_end",
        (f"{CARDS}::test_gatherings_ahead_come_in_order_and_say_how_one_comes_to_them",),
    ),
    Mutant(
        "everybody signed in reads which cities came to what",
        "dashboard/ahead.py",
        "if rights_of(person).somewhere() else Q(pk__in=())",
        "if True else Q(pk__in=())",
        (f"{FRONT}::test_city_page_shows_what_the_city_is_host_of_and_had_its_part_in",),
    ),
    Mutant(
        "everybody signed in reads who has which role in a city",
        "dashboard/queries.py",
        "if not rights_of(person).holds(Act.READ_PROGRAMME, city):",
        "if False:",
        (f"{FRONT}::test_people_are_named_to_those_whom_the_page_of_the_citys_people_is_for",),
    ),
    Mutant(
        "everybody reads of agreements on their way",
        "agreements/underway.py",
        "agreements = list(with_proposers(agreements_for(person).filter(pk__in=own)))",
        "agreements = list(with_proposers(Agreement.objects.prefetch_related('members__party')))",
        (f"{FRONT}::test_front_shows_each_what_is_ahead_and_which_agreements_are_on_their_way",),
    ),
]
