"""Holes in what is counted across cities."""

from tests.permissions.mutants.mutant import Mutant

COVERAGE = "tests/dashboard/test_coverage.py"
PARTS = "tests/dashboard/test_coverage_parts.py"
WHERE = "dashboard/coverage.py"

MUTANTS = [
    Mutant(
        "cities are counted whose drafts are closed to the planner",
        WHERE,
        "cities = visible(person, Act.READ_PROGRAMME, City).annotate(",
        "cities = City.objects.annotate(",
        (f"{COVERAGE}::test_a_planner_counts_only_the_cities_whose_drafts_are_open_to_the_planner",),
    ),
    Mutant(
        "another city's own is counted as what is shared",
        WHERE,
        "return [city for city in cities if element.city_id in (None, city.pk)]",
        "return list(cities)",
        (f"{COVERAGE}::test_a_planner_counts_only_the_cities_whose_drafts_are_open_to_the_planner",),
    ),
    Mutant(
        "what the twin alone says of a shared measure is counted as the own city's",
        WHERE,
        "return [row for row in self.rows.get(model, ()) if row.city_id in known]",
        "return list(self.rows.get(model, ()))",
        (f"{PARTS}::test_a_city_sees_its_own_status_and_money_of_what_it_shares",),
    ),
]
