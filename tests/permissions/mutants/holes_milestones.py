"""Holes in who sees how cities stand, and who agrees what about it."""

from tests.permissions.mutants.mutant import Mutant

MATRIX = "tests/dashboard/test_matrix.py"
MILESTONES = "tests/dashboard/test_milestones.py"
FACTS = "tests/dashboard/test_facts.py"
FRONT = "tests/dashboard/test_front.py"

MUTANTS = [
    Mutant(
        "every city's standing is shown to anybody who reads one",
        "dashboard/pages.py",
        "return visible(person, Act.READ_PROGRAMME, City)",
        "return City.objects.all()",
        (f"{MATRIX}::test_only_those_whose_drafts_one_reads_are_shown",),
    ),
    Mutant(
        "a city's row stands on its page for everybody",
        "dashboard/pages.py",
        "if not rights_of(person).holds(Act.READ_PROGRAMME, city):",
        "if not person.is_authenticated:",
        (f"{MATRIX}::test_a_citys_row_is_for_those_who_read_its_drafts",),
    ),
    Mutant(
        "cities agree on their own deadlines",
        "dashboard/actions/arrangements.py",
        "elif not rights.everywhere(Act.KEEP_NETWORK):",
        "elif not rights.holds(Act.KEEP_CITY, city):",
        (f"{MILESTONES}::test_deadlines_and_exceptions_are_the_secretariats_and_plans_the_citys_own",),
    ),
    Mutant(
        "a twin plans the other's day",
        "dashboard/actions/arrangements.py",
        "if not rights.holds(Act.KEEP_CITY, city):",
        "if not rights.any(Act.KEEP_CITY):",
        (f"{MILESTONES}::test_deadlines_and_exceptions_are_the_secretariats_and_plans_the_citys_own",),
    ),
    Mutant(
        "anybody changes the network's milestones",
        "dashboard/actions/milestones.py",
        "if by and not rights_of(by).everywhere(Act.KEEP_NETWORK):",
        "if by and not rights_of(by).somewhere():",
        (f"{MILESTONES}::test_nobody_else_changes_them",),
    ),
    Mutant(
        "a city reaches it by another city's own edition",
        "dashboard/facts/programmes.py",
        'of_city = Q(**{f"{VERSION}__city": None}) | Q(**{f"{VERSION}__city": F("city")})',
        "of_city = Q()",
        (f"{FACTS}::test_what_is_something_else_does_not_reach_it",),
    ),
    Mutant(
        "a city's cell tells of a meeting that is a draft",
        "dashboard/facts/agreements.py",
        ".exclude(gathering__audience=DRAFT)",
        "",
        (f"{FACTS}::test_a_meeting_nobody_may_read_of_or_that_is_called_off_is_no_plan",),
    ),
    Mutant(
        "what is signed tells everybody how it came to be",
        "agreements/underway.py",
        ".filter(pk__in=own)",
        "",
        (f"{FRONT}::test_front_tells_how_far_a_signed_agreement_had_come_to_its_own_alone",),
    ),
]
