"""Holes in who keeps gatherings, registers for them, reads their feeds and follows them up."""

from tests.permissions.mutants.mutant import Mutant

PUBLIC = "tests/documents/test_public.py"
GATHERINGS = "tests/workshops/test_gatherings.py"
PLANNING = "tests/workshops/test_programme.py"
REGISTERING = "tests/workshops/test_registering.py"
CONCLUSIONS = "tests/workshops/test_conclusions.py"
IDEAS = "tests/workshops/test_ideas.py"
FEEDS = "tests/workshops/test_feeds.py"
HANDOUTS = "tests/workshops/test_handouts.py"

MUTANTS = [
    Mutant(
        "the network reads drafts of gatherings",
        "workshops/models/gatherings.py",
        "return ~Q(audience=Gathering.Audience.DRAFT)",
        "return ~Q(pk=None)",
        (f"{GATHERINGS}::test_who_reads_widens_with_the_audience",),
    ),
    Mutant(
        "everybody reads gatherings that are for the network",
        "workshops/models/gatherings.py",
        "return Q(audience=Gathering.Audience.PUBLIC)",
        "return ~Q(audience=Gathering.Audience.DRAFT)",
        (f"{GATHERINGS}::test_who_reads_widens_with_the_audience",),
    ),
    Mutant(
        "a planner makes another city host",
        "workshops/actions/gatherings.py",
        "if host is not None and not rights.holds(Act.KEEP_CITY, host):",
        "if False:",
        (f"{GATHERINGS}::test_planners_speak_for_their_own_city_only",),
    ),
    Mutant(
        "a planner leaves the host open",
        "workshops/actions/gatherings.py",
        "if host is None and not rights.everywhere(Act.KEEP_CITY):",
        "if False:",
        (f"{GATHERINGS}::test_planners_speak_for_their_own_city_only",),
    ),
    Mutant(
        "others move what is on the programme",
        "workshops/actions/_rows.py",
        "if not can(by, Act.KEEP_GATHERING, gathering):",
        "if False:",
        (f"{PLANNING}::test_others_change_nothing",),
    ),
    Mutant(
        "a planner says with what another city takes part",
        "workshops/actions/campaigns.py",
        "if not can(by, Act.KEEP_CITY, city):",
        "if False:",
        (f"{GATHERINGS}::test_cities_say_themselves_with_what_they_take_part",),
    ),
    Mutant(
        "everybody in the network reads who is registered",
        "workshops/views/registering.py",
        "@door(Act.KEEP_GATHERING, Gathering)\ndef enrol_list",
        "@door(Act.READ_GATHERING, Gathering)\ndef enrol_list",
        (f"{REGISTERING}::test_what_is_personal_is_for_those_who_keep_the_gathering_and_not_in_the_history",),
    ),
    Mutant(
        "somebody withdraws for another",
        "workshops/views/registering.py",
        "filter(person=request.user).first():\n        actions.withdraw",
        "first():\n        actions.withdraw",
        (f"{REGISTERING}::test_nobody_withdraws_for_another",),
    ),
    Mutant(
        "one registers for what one may not read of",
        "workshops/actions/registering.py",
        "can(by, Act.READ_GATHERING, gathering) if by",
        "True if by",
        (f"{REGISTERING}::test_whoever_may_not_read_of_it_registers_by_a_living_link_only",),
    ),
    Mutant(
        "a dead link lets people register",
        "workshops/actions/registering.py",
        "link and link == enrolment.link",
        "True",
        (f"{REGISTERING}::test_whoever_may_not_read_of_it_registers_by_a_living_link_only",),
    ),
    Mutant(
        "one registers where it is closed",
        "workshops/actions/registering.py",
        "enrolment is None or not enrolment.is_open or",
        "enrolment is None or",
        (f"{REGISTERING}::test_nobody_registers_where_it_is_closed",),
    ),
    Mutant(
        "the history tells who registered",
        "workshops/actions/registering.py",
        "after=said, by=None, at=at",
        "after=said, by=registration.person, at=at",
        (f"{REGISTERING}::test_what_is_personal_is_for_those_who_keep_the_gathering_and_not_in_the_history",),
    ),
    Mutant(
        "one's own data is everybody's",
        "workshops/queries.py",
        'Registration.objects.filter(person=person).select_related("gathering", "city")',
        'Registration.objects.select_related("gathering", "city")',
        (f"{REGISTERING}::test_ones_own_data_is_handed_out_and_nobody_elses",),
    ),
    Mutant(
        "attendance of drafts is shown to all",
        "workshops/queries.py",
        "Attendance.objects.filter(gathering__in=visible(person, Act.READ_GATHERING, Gathering))",
        "Attendance.objects.all()",
        (f"{REGISTERING}::test_attendance_at_what_one_may_not_read_of_is_not_shown",),
    ),
    Mutant(
        "others finish what one is to follow up",
        "workshops/actions/conclusions.py",
        "if conclusion.owner_id != by.pk and not can(by, Act.KEEP_GATHERING, gathering):",
        "if False:",
        (f"{CONCLUSIONS}::test_an_owner_in_words_stays_in_words_and_others_cannot_finish_it",),
    ),
    Mutant(
        "who may not read of a gathering acts in it",
        "workshops/actions/_rows.py",
        "if not can(by, Act.READ_GATHERING, gathering):",
        "if False:",
        (f"{CONCLUSIONS}::test_an_owner_who_may_no_longer_read_of_the_gathering_meets_and_finishes_nothing",),
    ),
    Mutant(
        "what is to be followed up is told from a draft",
        "workshops/queries.py",
        "mine.filter(gathering__in=visible(person, Act.READ_GATHERING, Gathering))",
        "mine.filter()",
        (f"{CONCLUSIONS}::test_an_owner_who_may_no_longer_read_of_the_gathering_meets_and_finishes_nothing",),
    ),
    Mutant(
        "minutes are for everybody",
        "workshops/views/handouts.py",
        "@door(Act.READ_GATHERING, Gathering)\ndef minutes",
        "@door(Act.READ_GATHERING, Gathering, public=True)\ndef minutes",
        (f"{HANDOUTS}::test_paper_is_for_those_with_a_role_and_names_for_those_who_keep_the_gathering",),
    ),
    Mutant(
        "everybody in the network prints name tags",
        "workshops/views/handouts.py",
        "@door(Act.KEEP_GATHERING, Gathering)\ndef name_tags",
        "@door(Act.READ_GATHERING, Gathering)\ndef name_tags",
        (f"{HANDOUTS}::test_paper_is_for_those_with_a_role_and_names_for_those_who_keep_the_gathering",),
    ),
    Mutant(
        "name tags tell who waits",
        "workshops/handouts.py",
        "registrations.filter(waiting=False)",
        "registrations.filter()",
        (f"{HANDOUTS}::test_name_tags_say_name_and_city_of_those_with_a_place_and_nothing_else",),
    ),
    Mutant(
        "others change an idea",
        "workshops/actions/ideas.py",
        "if idea.made_by_id != by.pk and not can(by, Act.KEEP_GATHERING, gathering):",
        "if False:",
        (f"{IDEAS}::test_only_who_caught_it_and_who_keeps_the_gathering_change_it",),
    ),
    Mutant(
        "an idea is taken into another's programme",
        "workshops/actions/ideas.py",
        "if not can(by, Act.EDIT_PROGRAMME, programme):",
        "if False:",
        (f"{IDEAS}::test_nobody_takes_an_idea_into_anothers_programme",),
    ),
    Mutant(
        "the key of somebody who is gone opens their feed",
        "workshops/views/feeds.py",
        ", person__is_active=True).person",
        ").person",
        (f"{FEEDS}::test_ones_own_programme_is_what_one_is_registered_for_chairs_or_holds",),
    ),
    Mutant(
        "a feed tells what one chairs in another's draft",
        "workshops/queries.py",
        "Sitting.objects.filter(of_mine, workshop__gathering__in=gatherings)",
        "Sitting.objects.filter(of_mine)",
        (f"{FEEDS}::test_ones_own_programme_is_what_one_is_registered_for_chairs_or_holds",),
    ),
    Mutant(
        "a calendar tells what never left a draft",
        "workshops/gone.py",
        'if line.before.get("audience") in audiences(person, known[line.scope_id], somewhere)',
        'if "audience" in line.before',
        (f"{FEEDS}::test_what_went_while_it_was_a_draft_is_told_to_none_but_those_who_keep_it",),
    ),
]
