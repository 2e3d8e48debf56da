"""The holes: each a small change of the code that decides, and the few tests that must fail when it is made.

A rule about who may, added or changed, gets its line here; a mutant that survives asks for a test.
"""

from tests.permissions.mutants import holes_agreements, holes_coverage, holes_gatherings, holes_timeline
from tests.permissions.mutants.mutant import Mutant

ACCESS = "tests/cities/test_access.py"
RIGHTS = "tests/cities/test_rights.py"
ROLES = "tests/cities/actions/test_roles.py"
DOCUMENTS = "tests/documents/test_access.py"
PUBLIC = "tests/documents/test_public.py"
ROUTES = "tests/documents/test_routes.py"
EDITIONS = "tests/documents/test_editions.py"
FREEZING = "tests/programmes/test_freezing.py"
PAPERS = "tests/programmes/test_papers.py"
PAGES = "tests/programmes/test_pages.py"
CASES = "tests/documents/test_papers.py"
SHARING = "tests/documents/test_sharing.py"
FEEDBACK = "tests/programmes/test_feedback.py"
ROWS = "tests/programmes/test_rows.py"
STRUCTURE = "tests/programmes/test_structure.py"
GATHERINGS = "tests/workshops/test_gatherings.py"


MUTANTS = [
    *holes_agreements.MUTANTS,
    *holes_coverage.MUTANTS,
    *holes_gatherings.MUTANTS,
    *holes_timeline.MUTANTS,
    Mutant(
        "a role holds for ever",
        "cities/models/people.py",
        "Q(until__isnull=True) | Q(until__gte=day), since__lte=day, withdrawn_at=None)",
        "since__lte=day, withdrawn_at=None)",
        (f"{ACCESS}::test_role_gives_rights_from_its_first_day_to_its_last",),
    ),
    Mutant(
        "a role holds before it begins",
        "cities/models/people.py",
        "Q(until__gte=day), since__lte=day, withdrawn_at=None)",
        "Q(until__gte=day), withdrawn_at=None)",
        (f"{ACCESS}::test_role_gives_rights_from_its_first_day_to_its_last",),
    ),
    Mutant(
        "a withdrawn role still gives rights",
        "cities/models/people.py",
        "since__lte=day, withdrawn_at=None)",
        "since__lte=day)",
        (f"{ACCESS}::test_withdrawn_role_gives_nothing_from_the_next_request",),
    ),
    Mutant(
        "a closed account is let in",
        "cities/access.py",
        "if not person.is_authenticated or not person.is_active:",
        "if not person.is_authenticated:",
        (f"{ACCESS}::test_closed_account_has_no_rights",),
    ),
    Mutant(
        "a city's number opens the party of the same number",
        "cities/access.py",
        "self._held[place, act].add(place_id)",
        'self._held["party", act].add(place_id) or self._held[place, act].add(place_id)',
        (f"{ACCESS}::test_a_role_in_a_city_opens_no_party_of_the_same_number",),
    ),
    Mutant(
        "a right on the network opens nothing",
        "cities/access.py",
        'return bool(self._held["network", act])',
        "return False",
        (RIGHTS,),
    ),
    Mutant(
        "a right in one city opens every city",
        "cities/access.py",
        'return bool(self._held["network", act])',
        'return bool(self._held["network", act] or self._held["city", act])',
        (RIGHTS,),
    ),
    Mutant(
        "a twin's own element may be written",
        "cities/access.py",
        "of_cities &= Q(**{f",
        "of_cities |= Q(**{f",
        (f"{PAGES}::test_a_twins_own_element_can_be_read_but_not_written",),
    ),
    Mutant(
        "every city's own element may be written by whoever shares the programme",
        "cities/access.py",
        'if act in WRITING and (own := getattr(model, "OWN_CITY", None)):',
        'if act in () and (own := getattr(model, "OWN_CITY", None)):',
        (f"{PAGES}::test_a_twins_own_element_can_be_read_but_not_written",),
    ),
    Mutant(
        "whatever everybody may read, everybody may keep",
        "cities/access.py",
        "if act in REACHING and (reached_by",
        "if act and (reached_by",
        (f"{PAPERS}::test_what_is_the_networks_is_kept_by_the_secretariat_alone",),
    ),
    Mutant(
        "the door tells a stranger that the thing exists",
        "cities/access.py",
        "        raise PermissionDenied\n    raise Http404",
        "        raise PermissionDenied\n    raise PermissionDenied",
        (f"{ACCESS}::test_door_answers_a_foreign_thing_exactly_like_a_missing_one",),
    ),
    Mutant(
        "the door tells a reader that the thing does not exist",
        "cities/access.py",
        "        raise PermissionDenied\n    raise Http404",
        "        raise Http404\n    raise Http404",
        (f"{ACCESS}::test_door_refuses_a_reader_without_the_act",),
    ),
    Mutant(
        "every act is known of by everybody",
        "cities/access.py",
        "if act in KNOWN:\n",
        "if act:\n",
        (f"{ACCESS}::test_door_answers_a_foreign_thing_exactly_like_a_missing_one",),
    ),
    Mutant(
        "cities and parties that one may not keep are said not to exist",
        "cities/acts.py",
        "KNOWN = {Act.KEEP_CITY, Act.KEEP_PARTY}",
        "KNOWN = set()",
        (f"{ACCESS}::test_door_refuses_keeping_what_everybody_knows_of",),
    ),
    Mutant(
        "whoever reads what is laid before politicians reads the draft",
        "cities/acts.py",
        "    Act.READ_VERSION: Act.READ_PROGRAMME,\n    Act.COMMENT",
        "    Act.READ_PROGRAMME: Act.READ_VERSION,\n    Act.COMMENT",
        (RIGHTS,),
    ),
    Mutant(
        "the secretariat changes programmes",
        "cities/acts.py",
        "Act.READ_PROGRAMME, Act.READ_VERSION, Act.KEEP_CITY, Act.KEEP_PARTY, Act.KEEP_NETWORK,",
        "Act.READ_PROGRAMME, Act.EDIT_PROGRAMME, Act.READ_VERSION, Act.KEEP_CITY, Act.KEEP_PARTY, Act.KEEP_NETWORK,",
        (RIGHTS,),
    ),
    Mutant(
        "a measure owner edits",
        "cities/acts.py",
        "RoleKind.MEASURE_OWNER: {Act.READ_PROGRAMME, Act.REPORT_PROGRESS,",
        "RoleKind.MEASURE_OWNER: {Act.READ_PROGRAMME, Act.EDIT_PROGRAMME, Act.REPORT_PROGRESS,",
        (RIGHTS,),
    ),
    Mutant(
        "a lead gives the roles of parties",
        "cities/acts.py",
        "RoleKind.CONTACT: {Act.KEEP_NETWORK},",
        "RoleKind.CONTACT: {Act.KEEP_NETWORK, Act.KEEP_PARTY},",
        (ROLES,),
    ),
    Mutant(
        "whoever asks gives roles",
        "cities/actions/roles.py",
        "if by is not None and kind not in gives(by, place):",
        "if by is not None and False:",
        (ROLES,),
    ),
    Mutant(
        "what is withdrawn from politicians is still read",
        "documents/models/versions.py",
        "Tabling.objects.filter(city__in=cities, withdrawn_at=None).values",
        "Tabling.objects.filter(city__in=cities).values",
        (f"{DOCUMENTS}::test_a_politician_reaches_the_joint_and_the_own_edition_while_it_lies_there",),
    ),
    Mutant(
        "an edition withdrawn from politicians is still read",
        "documents/models/versions.py",
        "Edition.among(Tabling.objects.filter(city__in=cities, withdrawn_at=None))",
        "Edition.among(Tabling.objects.filter(city__in=cities))",
        (f"{DOCUMENTS}::test_a_politician_reaches_the_joint_and_the_own_edition_while_it_lies_there",),
    ),
    Mutant(
        "a politician reads the twin's own edition",
        "documents/models/versions.py",
        'Q(Exists(here.filter(city=OuterRef("city"))))',
        "Q(Exists(here))",
        (f"{DOCUMENTS}::test_a_politician_reaches_the_joint_and_the_own_edition_while_it_lies_there",),
    ),
    Mutant(
        "a withdrawn tabling is still met",
        "documents/models/versions.py",
        "        return Q(city__in=cities, withdrawn_at=None)",
        "        return Q(city__in=cities)",
        (f"{DOCUMENTS}::test_what_is_withdrawn_is_met_by_no_politician_any_more",),
    ),
    Mutant(
        "a lead lays before another city's politicians",
        "documents/actions/leading.py",
        "if not rights.holds(Act.FREEZE_PROGRAMME, city):",
        "if not rights.any(Act.FREEZE_PROGRAMME):",
        (f"{FREEZING}::test_a_lead_lays_a_version_before_the_own_citys_politicians_only",),
    ),
    Mutant(
        "a city's edition holds the twin's own",
        "documents/editions.py",
        'return thing["city"] in (None, slug)',
        "return True",
        (EDITIONS,),
    ),
    Mutant(
        "a city's edition holds the twin's rows",
        "documents/editions.py",
        '[row for row in table["rows"] if concerns(row, slug)]',
        'list(table["rows"])',
        (EDITIONS,),
    ),
    Mutant(
        "a worker prints for whoever has lost the right",
        "documents/tasks.py",
        "    demand_reader(wanted, job)\n",
        "",
        ("tests/documents/test_print_rights.py",),
    ),
    Mutant(
        "feedback to one city is open to all",
        "programmes/models/basis.py",
        "return Q(kind__in=Paper.OPEN)",
        "return Q()",
        (f"{PAPERS}::test_plans_are_open_and_feedback_is_for_its_cities_circle",),
    ),
    Mutant(
        "one plans for another city than the own",
        "programmes/actions/placing.py",
        "if not can(by, Act.EDIT_PROGRAMME, city):",
        "if not city:",
        (f"{STRUCTURE}::test_nobody_adds_or_begins_something_for_another_city",),
    ),
    Mutant(
        "something of one city is hung under the twin's own",
        "programmes/actions/placing.py",
        "if parent.city_id and parent.city_id != city_id:",
        "if parent.city_id and not city_id:",
        (f"{STRUCTURE}::test_under_an_own_element_only_the_same_citys_own_may_stand",),
    ),
    Mutant(
        "the twin's own elements are binned with what they hang under",
        "programmes/actions/structure.py",
        "    demand_nothing_foreign(element, by)\n    before = place_of(element)\n    put_away",
        "    before = place_of(element)\n    put_away",
        (f"{STRUCTURE}::test_nobody_bins_what_a_twins_own_elements_hang_under",),
    ),
    Mutant(
        "the twin's row is written",
        "programmes/actions/rows.py",
        "    if not can(by, Act.EDIT_PROGRAMME, city):",
        "    if not city:",
        (f"{ROWS}::test_a_citys_row_on_a_shared_measure_is_that_citys_alone",),
    ),
    Mutant(
        "a row is given to a city that is not in the programme",
        "programmes/actions/rows.py",
        "if element.city_id not in (None, city.pk) or not element",
        "if element.city_id not in (None, city.pk) and not element",
        (f"{ROWS}::test_a_city_outside_the_programme_has_no_row_there",),
    ),
    Mutant(
        "a row of another element is reached through one's own",
        "programmes/actions/rows.py",
        "select_for_update().filter(element=element, pk=row.pk).first()",
        "select_for_update().filter(pk=row.pk).first()",
        (f"{ROWS}::test_a_row_of_another_element_is_not_touched_through_this_one",),
    ),
    Mutant(
        "a measure owner reports on anything",
        "programmes/queries.py",
        "return measures.filter(Q(city=None) | Q(city=role.city)).filter(Exists(rows))",
        "return measures.filter(Q(city=None) | Q(city=role.city))",
        (f"{ROWS}::test_a_measure_owner_neither_reports_on_anothers_measure_nor_edits_the_own",),
    ),
    Mutant(
        "a lead steers the twin's treatment",
        "cities/acts.py",
        "Act.REPORT_PROGRESS, Act.KEEP_ROUTE}",
        "Act.REPORT_PROGRESS}",
        (f"{ROUTES}::test_the_twins_lead_reads_the_route_and_steers_none_of_it",),
    ),
    Mutant(
        "a case that lies before nobody is met by politicians",
        "documents/models/treatment.py",
        "return Q(Exists(tabled), city__in=cities)",
        "return Q(city__in=cities)",
        (f"{ROUTES}::test_a_politician_meets_the_case_when_it_lies_there",),
    ),
    Mutant(
        "what lies before politicians is public though nobody has said so",
        "documents/models/versions.py",
        "self.filter(public_at__isnull=False, withdrawn_at=None)",
        "self.filter(withdrawn_at=None)",
        (f"{PUBLIC}::test_nothing_is_open_before_somebody_says_so_nor_after_it_is_taken_back",),
    ),
    Mutant(
        "a public case is public when it has been taken back from the politicians",
        "documents/models/versions.py",
        "self.filter(public_at__isnull=False, withdrawn_at=None)",
        "self.filter(public_at__isnull=False)",
        (f"{PUBLIC}::test_what_is_withdrawn_from_the_politicians_is_open_to_nobody_and_laid_anew_it_is_not_public",),
    ),
    Mutant(
        "one city's public case makes the twin's public",
        "documents/models/treatment.py",
        'public.filter(version=OuterRef("version"), city=OuterRef("city"))',
        'public.filter(version=OuterRef("version"))',
        (f"{PUBLIC}::test_of_a_public_case_the_version_the_joint_and_the_own_edition_are_open",),
    ),
    Mutant(
        "the twin's edition of a public case is open",
        "documents/models/versions.py",
        "return Edition.among(Tabling.objects.public())",
        'return Q(version__in=Tabling.objects.public().values("version"))',
        (f"{PUBLIC}::test_of_a_public_case_the_version_the_joint_and_the_own_edition_are_open",),
    ),
    Mutant(
        "everybody does everything to a public case",
        "cities/access.py",
        "if act in OPENED else",
        "if act else",
        (f"{PUBLIC}::test_only_reading_is_open",),
    ),
    Mutant(
        "every door opens to what is public",
        "cities/access.py",
        "if thing is None and public:",
        "if thing is None and act in OPENED:",
        (f"{PUBLIC}::test_nothing_else_opens",),
    ),
    Mutant(
        "whoever reads a public case is told of the twin's",
        "documents/standing.py",
        "if by_role or one.public_at]",
        "if by_role or one]",
        (f"{PUBLIC}::test_the_page_tells_nothing_of_the_twins_case_nor_of_people",),
    ),
    Mutant(
        "a public case is compared with what is not public",
        "documents/changes.py",
        "return readable(person, Act.READ_VERSION, Version).filter",
        "return Version.objects.filter",
        (f"{PUBLIC}::test_somebody_without_an_account_is_shown_changes_since_the_version_before_that_is_public",),
    ),
    Mutant(
        "a file of what is not public is known again",
        "documents/queries.py",
        "found = readable(person, Act.READ_VERSION, Print).exclude(file=None)",
        "found = Print.objects.exclude(file=None)",
        ("tests/documents/test_check_page.py::test_without_an_account_only_what_is_public_is_known_again",),
    ),
    Mutant(
        "a party goes on reading what was taken back",
        "documents/models/versions.py",
        '{"sharings__party__in": parties, "sharings__withdrawn_at": None}',
        '{"sharings__party__in": parties}',
        (f"{SHARING}::test_what_is_withdrawn_is_read_by_no_contact_any_more",),
    ),
    Mutant(
        "a party reads what is shared with another",
        "documents/models/versions.py",
        '{"sharings__party__in": parties, "sharings__withdrawn_at": None}',
        '{"sharings__isnull": False, "sharings__withdrawn_at": None}',
        (f"{SHARING}::test_a_contact_reads_the_edition_that_is_shared_and_no_other",),
    ),
    Mutant(
        "a party reads the papers of a case",
        "documents/models/versions.py",
        "return Q(edition__in=here, kind=Print.Kind.PLAIN)",
        "return Q(edition__in=here)",
        (f"{SHARING}::test_the_papers_of_its_case_are_not_the_partys",),
    ),
    Mutant(
        "a lead shares the twin's edition",
        "documents/actions/sharings.py",
        "        demand_lead([own], by)",
        "        pass",
        (f"{SHARING}::test_nobody_shares_or_takes_back_the_twins_edition",),
    ),
    Mutant(
        "a joint edition is shared before every city has agreed",
        "documents/actions/sharings.py",
        "    demand_sharing(edition, by)",
        "    demand_leading(edition, by)",
        (f"{SHARING}::test_a_joint_version_waits_for_every_city_and_an_own_edition_for_none",),
    ),
    Mutant(
        "a party is told where versions lie",
        "documents/views/versions.py",
        "request.by_role and (asked is None or reads_cases(request.user, standings))",
        "request.by_role",
        (f"{SHARING}::test_the_contacts_page_tells_why_and_not_where_versions_lie",),
    ),
    Mutant(
        "a party reads other parties' letters",
        "programmes/models/basis.py",
        "return Q(sharing__party__in=parties)",
        "return Q(sharing__isnull=False)",
        (f"{FEEDBACK}::test_the_sender_reads_the_letter_and_other_parties_do_not",),
    ),
    Mutant(
        "changes since a version are told to those it was taken back from",
        "documents/models/versions.py",
        "        return here & Print.since_too(Version.reached_by(cities))",
        "        return here",
        (f"{CASES}::test_what_tells_of_a_version_goes_with_that_version",),
    ),
    Mutant(
        "papers of a public case tell of a closed one",
        "documents/models/versions.py",
        " & (~Q(kind=Print.Kind.CASE) | ~Exists(closed))",
        "",
        (f"{CASES}::test_papers_of_a_public_case_are_everybodys_unless_they_may_tell_of_a_closed_one",),
    ),
    Mutant(
        "somebody without a role reads what is for the network",
        "cities/access.py",
        "rights.somewhere() and (for_network",
        "(for_network",
        (f"{GATHERINGS}::test_who_reads_widens_with_the_audience",),
    ),
]
