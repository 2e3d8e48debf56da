"""Every page of the house: axe finds nothing wide or narrow, nothing needs sideways scrolling, no error is told."""

import pytest
from django.test import override_settings
from django.urls import get_resolver, reverse
from pytest_django.live_server_helper import LiveServer

from history.queries import history_of
from tests.helpers.browser import axe_faults, session_of, windows
from tests.helpers.emptying import empty
from tests.permissions import world as worlds
from tests.permissions.targets_agreements import of_agreement
from tests.permissions.targets_gatherings import children

pytestmark = pytest.mark.django_db

PLANNER, LEAD = ("planner", "skien"), ("lead", "skien")
POLITICIAN, SECRETARIAT = ("politician", "skien"), ("secretariat", "network")
CONTACT = ("contact", "md")
NOTHING = "about:blank"


def within(walk, *names) -> tuple:
    """The own city's gathering, and what in it the address names."""
    gathering = walk.gatherings["utkast, egen"]
    return (gathering.pk, *(children(gathering)[name].pk for name in names))


def at_milestone(*what):
    """The address of Skien at the milestone that is followed."""
    return lambda walk: ("skien", walk.milestones[""].pk, *what)


def agreed(*names, of="utkast, egen", address=""):
    """What the address of an agreement names, by the words of the walk."""

    def parts(walk) -> tuple:
        named = of_agreement(walk, address, of)
        return tuple(named[name] for name in ("agreement", *names))

    return parts


# Name of the page, who looks, and what the address names.
PAGES = [
    ("account_login", None, lambda walk: ()),
    ("account_reset_password", None, lambda walk: ()),
    ("account_reset_password_done", None, lambda walk: ()),
    ("invitation", None, lambda walk: (walk.key,)),
    ("account_logout", PLANNER, lambda walk: ()),
    ("account_change_password", PLANNER, lambda walk: ()),
    ("account_reauthenticate", PLANNER, lambda walk: ()),
    ("front", PLANNER, lambda walk: ()),
    ("front", POLITICIAN, lambda walk: ()),
    ("front", CONTACT, lambda walk: ()),
    ("front", "stranger", lambda walk: ()),
    ("programme_list", PLANNER, lambda walk: ()),
    ("programme_start", PLANNER, lambda walk: ()),
    ("programme_page", LEAD, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_page", SECRETARIAT, lambda walk: (walk.programmes.skien.pk,)),
    ("element_page", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn"].pk,)),
    ("element_page", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn:porsgrunn"].pk,)),
    ("element_page", PLANNER, lambda walk: (walk.programmes["bare-skien:goal"].pk,)),
    ("element_page", PLANNER, lambda walk: (walk.programmes["papirkurv"].pk,)),
    ("element_split", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn"].pk,)),
    ("element_share", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn:skien"].pk,)),
    ("merger_page", ("planner", "porsgrunn"), lambda walk: (walk.mergers["felles"].pk,)),
    ("element_add", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn:goal"].pk,)),
    ("element_place", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn"].pk,)),
    ("element_row_add", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn"].pk, "responsibility")),
    ("element_row_add", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn"].pk, "progress")),
    ("element_row", PLANNER, lambda walk: (walk.rows["eget"].element_id, "responsibility", walk.rows["eget"].pk)),
    ("element_attach", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn"].pk,)),
    ("element_report", ("measure_owner", "skien"), lambda walk: (walk.programmes["skien-porsgrunn"].pk,)),
    (
        "element_change",
        PLANNER,
        lambda walk: (
            walk.programmes["skien-porsgrunn"].pk,
            history_of("element", walk.programmes["skien-porsgrunn"].pk).filter(field="title")[0].pk,
        ),
    ),
    ("programme_organisation", PLANNER, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_measures", PLANNER, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_comments", PLANNER, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    (
        "comment_answer",
        PLANNER,
        lambda walk: (walk.programmes["skien-porsgrunn"].pk, walk.rows["kommentar på felles"].pk),
    ),
    (
        "comment_change",
        PLANNER,
        lambda walk: (walk.programmes["skien-porsgrunn"].pk, walk.rows["kommentar på felles"].pk),
    ),
    ("element_comment", PLANNER, lambda walk: (walk.programmes["skien-porsgrunn"].pk,)),
    ("programme_bin", PLANNER, lambda walk: (walk.programmes.skien.pk,)),
    ("programme_shared", LEAD, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_shared", PLANNER, lambda walk: (walk.programmes.skien.pk,)),
    ("programme_report", PLANNER, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_coverage", PLANNER, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_coverage", SECRETARIAT, lambda walk: (walk.programmes.skien.pk,)),
    ("programme_preview", PLANNER, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_readiness", LEAD, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_readiness", SECRETARIAT, lambda walk: (walk.programmes.skien.pk,)),
    ("programme_circle", LEAD, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_circle", PLANNER, lambda walk: (walk.programmes.skien.pk,)),
    ("programme_leave", LEAD, lambda walk: ("skien", walk.programmes.twins["skien", "porsgrunn"].pk)),
    ("city_invite", LEAD, lambda walk: (walk.programmes.skien.pk,)),
    ("city_invitation", LEAD, lambda walk: (walk.city_invitations["til egen"].pk,)),
    ("city_invitation", LEAD, lambda walk: (walk.city_invitations["til egen, trukket"].pk,)),
    ("programme_list", LEAD, lambda walk: ()),
    ("programme_versions", LEAD, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_compare", LEAD, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("programme_freeze", LEAD, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("version_page", LEAD, lambda walk: (walk.versions["framlagt"].pk,)),
    ("version_page", LEAD, lambda walk: (walk.versions["ikke framlagt"].pk,)),
    ("version_page", CONTACT, lambda walk: (walk.versions["ikke framlagt"].pk,)),
    ("version_share", LEAD, lambda walk: (walk.versions["ikke framlagt"].pk,)),
    ("shared_list", CONTACT, lambda walk: ()),
    ("shared_page", CONTACT, lambda walk: (walk.sharings["delt"].pk,)),
    ("shared_page", CONTACT, lambda walk: (walk.sharings["påbegynt"].pk,)),
    ("feedback_begin", CONTACT, lambda walk: (walk.sharings["delt"].pk,)),
    ("feedback_edit", CONTACT, lambda walk: (walk.sharings["delt"].pk, walk.letters["i arbeid"].uuid)),
    ("feedback_send", CONTACT, lambda walk: (walk.sharings["delt"].pk, walk.letters["i arbeid"].uuid)),
    ("feedback_point_add", CONTACT, lambda walk: (walk.sharings["delt"].pk, walk.letters["i arbeid"].uuid)),
    (
        "feedback_point",
        CONTACT,
        lambda walk: (
            walk.sharings["delt"].pk,
            walk.letters["i arbeid"].uuid,
            walk.letters["i arbeid"].points.first().pk,
        ),
    ),
    ("print_queue", LEAD, lambda walk: ()),
    ("print_queue", POLITICIAN, lambda walk: ()),
    ("treatment", POLITICIAN, lambda walk: ()),
    ("treatment_page", POLITICIAN, lambda walk: (walk.routes["egen"].pk,)),
    ("treatment_page", LEAD, lambda walk: (walk.routes["tvillingens"].pk,)),
    ("treatment_changes", POLITICIAN, lambda walk: (walk.routes["egen"].pk,)),
    ("treatment_changes", PLANNER, lambda walk: (walk.routes["egen"].pk,)),
    ("route_page", LEAD, lambda walk: (walk.routes["egen"].pk,)),
    ("route_page", LEAD, lambda walk: (walk.routes["offentlig"].pk,)),
    ("case_publish", LEAD, lambda walk: (walk.routes["egen"].pk,)),
    ("treatment_page", None, lambda walk: (walk.routes["offentlig"].pk,)),
    ("treatment_changes", None, lambda walk: (walk.routes["offentlig"].pk,)),
    ("hearing_page", None, lambda walk: (walk.routes["offentlig"].pk, walk.routes["offentlig"].steps.first().pk)),
    ("version_page", None, lambda walk: (walk.versions["offentlig"].pk,)),
    ("file_check", None, lambda walk: ()),
    ("step_add", LEAD, lambda walk: (walk.routes["egen"].pk,)),
    ("step_edit", LEAD, lambda walk: (walk.routes["egen"].pk, walk.routes["egen"].steps.first().pk)),
    ("hearing_page", LEAD, lambda walk: (walk.routes["egen"].pk, walk.routes["egen"].steps.first().pk)),
    ("hearing_page", POLITICIAN, lambda walk: (walk.routes["egen"].pk, walk.routes["egen"].steps.first().pk)),
    ("statement_add", LEAD, lambda walk: (walk.routes["egen"].pk, walk.routes["egen"].steps.first().pk)),
    (
        "statement_edit",
        LEAD,
        lambda walk: (
            walk.routes["egen"].pk,
            walk.routes["egen"].steps.first().pk,
            walk.routes["egen"].steps.first().statements.get().pk,
        ),
    ),
    ("version_decided", LEAD, lambda walk: (walk.versions["framlagt"].pk, "skien")),
    ("step_decide", LEAD, lambda walk: (walk.routes["egen"].pk, walk.routes["egen"].steps.first().pk)),
    ("file_check", POLITICIAN, lambda walk: ()),
    ("paper_list", PLANNER, lambda walk: ()),
    ("paper_add", PLANNER, lambda walk: ()),
    ("paper_page", PLANNER, lambda walk: (walk.papers["brev, egen"].pk,)),
    ("paper_page", CONTACT, lambda walk: (walk.papers["brev, sendt"].pk,)),
    ("paper_page", PLANNER, lambda walk: (walk.papers["brev, sendt"].pk,)),
    ("paper_page", "stranger", lambda walk: (walk.papers["nettverkets"].pk,)),
    ("paper_edit", PLANNER, lambda walk: (walk.papers["brev, felles"].pk,)),
    ("paper_points", PLANNER, lambda walk: (walk.papers["brev, egen"].pk,)),
    ("point_edit", PLANNER, lambda walk: (walk.papers["brev, egen"].pk, walk.papers["brev, egen"].points.last().pk)),
    ("programme_basis", PLANNER, lambda walk: (walk.programmes.twins["skien", "porsgrunn"].pk,)),
    ("point_answer", PLANNER, lambda walk: (walk.programmes.skien.pk, walk.papers["brev, egen"].points.last().pk)),
    ("element_basis_choose", PLANNER, lambda walk: (walk.programmes["bare-skien"].pk,)),
    ("element_basis_add", PLANNER, lambda walk: (walk.programmes["bare-skien"].pk,)),
    (
        "element_basis",
        PLANNER,
        lambda walk: (walk.programmes["bare-skien"].pk, walk.rows["grunnlag for eget"].pk),
    ),
    ("theme_list", PLANNER, lambda walk: ()),
    ("theme_add", PLANNER, lambda walk: ()),
    ("theme_edit", PLANNER, lambda walk: (walk.themes["egen"].pk,)),
    ("city_list", PLANNER, lambda walk: ()),
    ("city_add", SECRETARIAT, lambda walk: ()),
    ("city_page", PLANNER, lambda walk: ("skien",)),
    ("city_edit", PLANNER, lambda walk: ("skien",)),
    ("city_arms", PLANNER, lambda walk: ("skien",)),
    ("people", LEAD, lambda walk: ("skien",)),
    ("network_people", SECRETARIAT, lambda walk: ()),
    ("party_list", PLANNER, lambda walk: ()),
    ("party_add", PLANNER, lambda walk: ()),
    ("party_page", PLANNER, lambda walk: (walk.world.cities["skien"].party_id,)),
    ("party_edit", PLANNER, lambda walk: (walk.world.cities["skien"].party_id,)),
    (
        "party_row",
        PLANNER,
        lambda walk: (
            walk.world.cities["skien"].party_id,
            "enheter",
            walk.world.cities["skien"].party.units.first().pk,
        ),
    ),
    ("reminders", SECRETARIAT, lambda walk: ()),
    ("reminding_page", SECRETARIAT, lambda walk: (walk.remindings["sendt"].pk,)),
    ("reminding_page", SECRETARIAT, lambda walk: (walk.remindings["feilet"].pk,)),
    ("laid_post", SECRETARIAT, lambda walk: ()),
    ("gathering_list", PLANNER, lambda walk: ()),
    ("gathering_list", None, lambda walk: ()),
    ("gathering_month", POLITICIAN, lambda walk: ()),
    ("gathering_add", SECRETARIAT, lambda walk: ()),
    ("gathering_page", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("gathering_page", None, lambda walk: (walk.gatherings["offentlig"].pk,)),
    ("gathering_edit", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("dating_add", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("gathering_file_add", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("campaign_join", PLANNER, lambda walk: (walk.gatherings["offentlig"].pk,)),
    ("agenda_add", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("agenda_confirm", PLANNER, lambda walk: within(walk, "agendaitem")),
    ("calendar_key", POLITICIAN, lambda walk: ()),
    ("attendance_list", CONTACT, lambda walk: ()),
    ("own_registration", None, lambda walk: (walk.gatherings["offentlig"].registrations.first().secret,)),
    ("enrol_by_link", None, lambda walk: (walk.gatherings["offentlig"].enrolment.link,)),
    ("enrol_page", PLANNER, lambda walk: (walk.gatherings["nettverkets"].pk,)),
    ("enrol_list", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("enrol_setup", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("attendance_add", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("attendance_edit", PLANNER, lambda walk: within(walk, "attendance")),
    ("conclusion_add", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("conclusion_edit", PLANNER, lambda walk: within(walk, "conclusion")),
    ("idea_list", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("idea_add", POLITICIAN, lambda walk: (walk.gatherings["nettverkets"].pk,)),
    ("idea_edit", PLANNER, lambda walk: within(walk, "idea")),
    ("idea_take_up", PLANNER, lambda walk: within(walk, "idea")),
    ("gathering_programme", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("gathering_programme", CONTACT, lambda walk: (walk.gatherings["nettverkets"].pk,)),
    ("room_list", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("room_edit", PLANNER, lambda walk: within(walk, "room")),
    ("workshop_add", PLANNER, lambda walk: (walk.gatherings["utkast, egen"].pk,)),
    ("workshop_page", PLANNER, lambda walk: within(walk, "workshop")),
    ("workshop_edit", PLANNER, lambda walk: within(walk, "workshop")),
    ("sitting_add", PLANNER, lambda walk: within(walk, "workshop")),
    ("sitting_edit", PLANNER, lambda walk: within(walk, "sitting")),
    ("sitting_move", PLANNER, lambda walk: within(walk, "sitting")),
    ("item_add", PLANNER, lambda walk: within(walk, "sitting")),
    ("item_edit", PLANNER, lambda walk: within(walk, "sitting", "item")),
    ("viewed_day", PLANNER, lambda walk: ()),
    ("coverage_page", SECRETARIAT, lambda walk: ()),
    ("coverage_parts", SECRETARIAT, lambda walk: ()),
    ("coverage_points", SECRETARIAT, lambda walk: ()),
    ("coverage_answers", SECRETARIAT, lambda walk: ()),
    ("coverage_state", SECRETARIAT, lambda walk: ()),
    ("coverage_measures", SECRETARIAT, lambda walk: ()),
    ("agreements_underway", SECRETARIAT, lambda walk: ()),
    ("gatherings_underway", SECRETARIAT, lambda walk: ()),
    ("milestones", SECRETARIAT, lambda walk: ()),
    ("milestones", PLANNER, lambda walk: ()),
    ("milestone_cell", SECRETARIAT, at_milestone()),
    ("milestone_changes", SECRETARIAT, lambda walk: ()),
    ("milestone_rules", PLANNER, lambda walk: ()),
    ("milestone_places", SECRETARIAT, lambda walk: ()),
    ("milestone_progress", SECRETARIAT, lambda walk: ()),
    ("milestone_list", SECRETARIAT, lambda walk: ()),
    ("milestone_add", SECRETARIAT, lambda walk: ()),
    ("milestone_edit", SECRETARIAT, lambda walk: (walk.milestones[""].pk,)),
    ("milestone_retire", SECRETARIAT, lambda walk: (walk.milestones[""].pk,)),
    ("milestone_arrange", SECRETARIAT, at_milestone("frist")),
    ("milestone_arrange", PLANNER, at_milestone("plan")),
    ("timeline", POLITICIAN, lambda walk: ()),
    ("event_add", SECRETARIAT, lambda walk: ()),
    ("event_page", SECRETARIAT, lambda walk: (walk.events["nettverkets"].pk,)),
    ("event_edit", SECRETARIAT, lambda walk: (walk.events["nettverkets"].pk,)),
    ("event_dating_add", SECRETARIAT, lambda walk: (walk.events["nettverkets"].pk,)),
    ("agreement_list", PLANNER, lambda walk: ()),
    ("agreement_list", None, lambda walk: ()),
    ("agreement_add", SECRETARIAT, lambda walk: ()),
    ("agreement_page", PLANNER, agreed()),
    ("agreement_page", CONTACT, agreed()),
    ("agreement_page", None, agreed(of="inngått")),
    ("agreement_edit", PLANNER, agreed()),
    ("agreement_sign", LEAD, agreed()),
    ("agreement_measures", PLANNER, agreed()),
    ("clause_add", CONTACT, agreed()),
    ("clause_edit", CONTACT, agreed("clause")),
    ("clause_measure", CONTACT, agreed("clause", address="<clause>/tiltak/")),
    ("agreement_commitment_add", CONTACT, agreed("clause")),
    ("commitment_page", CONTACT, agreed("commitment")),
    ("commitment_page", ("planner", "porsgrunn"), agreed("commitment")),
    ("commitment_report", CONTACT, agreed("commitment", of="registrert")),
    ("promise_list", None, lambda walk: ()),
    ("agreement_approvals", LEAD, agreed(of="til godkjenning")),
    ("agreement_freeze", LEAD, agreed(of="til godkjenning")),
    ("agreement_to_meeting", LEAD, agreed(of="til godkjenning")),
    (
        "approval_add",
        CONTACT,
        agreed("row", of="til godkjenning", address="avtaler/<agreement>/godkjenning/parter/<row>/"),
    ),
    (
        "approval_met",
        LEAD,
        agreed("row", of="til godkjenning", address="avtaler/<agreement>/godkjenning/<row>/vilkar/"),
    ),
    ("agreement_part_add", PLANNER, agreed("word", of="part i utkast, egen")),
    ("agreement_part_add", PLANNER, agreed("word", of="vedlegg i utkast, egen")),
    ("agreement_part_edit", PLANNER, agreed("word", "row", of="stedfortreder i utkast, egen")),
]


@pytest.fixture(scope="module")
def site(chromium, django_db_setup, django_db_blocker, tmp_path_factory):
    """The walk's world, really written, and a server that shows it; swept away afterwards.

    Everybody is signed in beforehand: what a test writes, the server does not see.
    """
    server = LiveServer("localhost")
    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=folder, EMAIL_FILE_PATH=folder):
        try:
            walk = worlds.build()
            yield walk, server.url, {person.pk: session_of(person) for person in walk.world.people.values()}
        finally:
            server.stop()
            empty()


@pytest.fixture(scope="module")
def show(site, chromium):
    """A page, as a person sees it. Each has one window, in which page follows page as when one really works."""
    walk, url, sessions = site
    with windows(chromium, url, sessions) as opener:
        shown = {}

        def show(address, who):
            if who not in shown:
                shown[who] = opener(NOTHING, person=walk.world.people[who] if who else None)
            return turned(shown[who], address)

        yield show


def turned(page, address: str):
    """The next page in a window, wide again."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.errors.clear()
    page.told.clear()
    page.answer = page.goto(address)
    return page


def sideways(page, width: int) -> int:
    """How far the page reaches beyond the window."""
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate("document.documentElement.scrollWidth") - width


@pytest.mark.parametrize(("name", "who", "parts"), PAGES, ids=[f"{name}-{n}" for n, (name, *_) in enumerate(PAGES)])
def test_page_is_sound_wide_and_narrow(site, show, name, who, parts):
    page = show(reverse(name, args=parts(site[0])), who)

    assert who is None or reverse("account_login") not in page.url
    assert_sound(page)


def test_elements_side_by_side_are_sound_wide_and_narrow(site, show):
    """The page where elements are joined is opened with the others in its address."""
    own, other = (site[0].programmes[f"skien-porsgrunn:{slug}"].pk for slug in ("skien", "porsgrunn"))

    page = show(f"{reverse('element_join', args=[own])}?med={other}", PLANNER)

    assert_sound(page)
    assert "?med=" in page.url


def assert_sound(page):
    page.wait_for_load_state("load")
    wide = axe_faults(page)
    over = {width: sideways(page, width) for width in (320, 390)}
    narrow = axe_faults(page)

    assert (page.answer.status, page.told) == (200, [])
    assert (page.evaluate("violations"), page.errors) == ([], [])
    assert (wide, narrow, over) == ([], [], {320: 0, 390: 0})


# Fragments, files, redirects and acts; and what tests/look/test_axe.py looks at.
NO_PAGES = {
    "paper_remove", "paper_file", "paper_file_remove", "point_move", "point_remove", "element_basis_remove",
    "comment_names", "comment_remove", "comment_solve", "comment_reopen", "programme_readiness_count",
    "programme_preview_page", "programme_preview_file", "reminding_retry",
    "coverage_fill", "gap_waive", "gap_unwaive", "alive", "ready", "party_suggestions", "unit_suggestions",
    "print_state", "print_download", "element_field", "element_panel", "element_go_back", "element_attachment",
    "element_by_number", "role_withdraw", "invitation_withdraw", "party_row_add", "party_row_remove",
    "element_row_remove", "element_move", "programme_undo", "element_bin", "element_restore", "version_table",
    "element_table", "decision_file", "step_papers", "changes_print",
    "edition_print", "print_otherwise", "tabling_withdraw", "programme_outline", "programme_presence", "account_signup",
    "account_inactive", "account_reset_password_from_key", "account_reset_password_from_key_done", "element_join",
    "merger_agree", "merger_decline", "merger_withdraw", "shared_approve", "shared_disapprove",
    "city_invitation_answer", "city_invitation_withdraw", "city_shift", "route_start", "step_move", "step_remove",
    "statement_remove", "case_withdraw", "sharing_withdraw", "feedback_remove", "feedback_file",
    "feedback_point_remove", "gathering_show", "gathering_remove", "dating_choose", "dating_remove", "gathering_file",
    "gathering_file_remove", "campaign_leave", "agenda_move", "agenda_remove", "agenda_unconfirm", "room_move",
    "room_remove", "workshop_remove", "sitting_remove", "item_remove",
    "idea_vote", "idea_remove", "my_data", "enrol_withdraw", "attendance_remove", "network_feed",
    "private_feed", "own_feed", "gathering_feed", "workshop_feed", "item_feed",
    "status_report", "milestone_resume", "milestone_shift", "milestone_disarrange",
    "conclusion_finish", "conclusion_remove", "name_tags", "door_signs", "minutes",
    "agreement_unsign", "agreement_remove", "clause_move", "clause_remove", "commitment_agree", "commitment_disagree",
    "commitment_remove", "agreement_party_move", "agreement_annex", "agreement_part_remove", "agreement_remind",
    "event_remove", "event_dating_choose", "event_dating_remove",
    "approval_file", "agreement_confirm", "agreement_changes", "agreement_renew",
}  # fmt: skip


def test_no_page_is_forgotten():
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    assert named - NO_PAGES == {name for name, *_ in PAGES}
