"""How an agreement comes to stand: frozen, approved by each party, taken to the meeting, signed; and its paper."""

import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from jsonschema import Draft202012Validator

from agreements import actions
from agreements.approval import matrix_of, ready, stage_of, stages_on
from agreements.models import Agreement, AgreementVersion, Annex, PartyApproval
from agreements.queries import parties_on
from agreements.table import table_of
from cities.access import can, opened
from cities.acts import Act
from common.dates import LooseDate
from common.refusals import Refused
from documents.actions import register_done, table_version
from documents.actions.decisions import FIELDS
from documents.models import Edition, Print, Version
from documents.standing import mark_of
from documents.tasks import press
from documents.treatment import VALUES
from tests.agreements.steps import (
    TODAY,
    all_agree,
    approve,
    approved,
    as_of,
    freeze,
    promised,
    propose_something,
    sign,
    signed,
    who,
)
from tests.helpers.pdf import text_of
from workshops.actions import put_on_agenda
from workshops.models import Gathering


@pytest.fixture
def meeting(world):
    return Gathering.objects.create(
        kind="political", title="Toppmøte", audience="public", day=LooseDate.read("19. mai 2009")
    )


def test_version_says_whether_all_had_agreed_and_the_same_form_makes_one(deal, people):
    propose_something(deal, people)
    first = freeze(deal, people)
    all_agree(deal, people)
    second = freeze(deal, people)

    assert [(one.version.number, one.complete) for one in (first, second)] == [(1, False), (2, True)]
    assert AgreementVersion.objects.count() == 2


def test_parties_read_every_version_and_others_none(deal, people, world):
    propose_something(deal, people)
    version = freeze(deal, people).version
    edition = version.editions.get()

    inside = [people.planner, people.twin, people.ministry, people.secretary]
    outside = [
        world.people[one] for one in (("planner", "oslo"), ("contact", "sd"), ("politician", "skien"), "superuser")
    ]
    for thing in (version, edition, edition.prints.get()):
        assert [can(one, Act.READ_VERSION, thing) for one in inside + outside] == [True] * 4 + [False] * 4, thing
    assert edition.city is None


def test_only_what_all_agreed_to_is_approved_and_only_for_ones_own_party(deal, people):
    propose_something(deal, people)
    early = freeze(deal, people)
    with pytest.raises(Refused):
        approve(deal, early, deal.skien, people.planner)
    all_agree(deal, people)
    version = freeze(deal, people)
    with pytest.raises(Refused):
        approve(deal, version, deal.md, people.planner)

    assert not PartyApproval.objects.exists()
    assert approve(deal, version, deal.md, people.secretary)  # for a party that may have nobody here


def test_condition_holds_it_back_until_it_is_met(deal, people):
    propose_something(deal, people)
    all_agree(deal, people)
    version = freeze(deal, people)
    approve(deal, version, deal.skien, people.planner)
    approve(deal, version, deal.porsgrunn, people.twin)
    approval = approve(
        deal, version, deal.md, people.ministry, outcome="conditional", conditions="Forutsatt Stortingets samtykke"
    )
    edition = version.version.editions.get()
    before = ready(matrix_of(deal.agreement, version, TODAY)), mark_of(edition)

    def meet(day):
        met = {"met_on": LooseDate.read(day), "met_how": "Prop. 1"}
        actions.meet_condition(agreement=deal.agreement, approval=approval, **met, **who(people.ministry))

    for wrong in ("juli 2009", "april 2009"):
        with pytest.raises(Refused):
            meet(wrong)
    meet("18. mai 2009")

    assert before == (False, Print.Mark.DRAFT)
    assert ready(matrix_of(deal.agreement, version, TODAY))
    assert mark_of(edition) == Print.Mark.APPROVED


def test_latest_word_of_a_party_counts_and_the_earlier_stands_beside_it(deal, people):
    propose_something(deal, people)
    all_agree(deal, people)
    version = freeze(deal, people)
    approve(deal, version, deal.skien, people.planner, outcome="rejected", day="2. mai 2009")
    approve(deal, version, deal.skien, people.planner, day="12. mai 2009")

    line = matrix_of(deal.agreement, version, TODAY)[0]
    assert (line.stands, [one.outcome for one in line.earlier]) == (True, ["rejected"])


def test_approval_that_is_thought_better_of_is_on_the_paper_no_longer(deal, people):
    version = approved(deal, people)
    edition = version.version.editions.get()
    before = mark_of(edition)

    approve(deal, version, deal.md, people.ministry, outcome="rejected", day="20. mai 2009")

    assert (before, mark_of(edition)) == (Print.Mark.APPROVED, Print.Mark.DRAFT)
    with pytest.raises(Refused):
        actions.sign_agreement(agreement=deal.agreement, values=signed("21. mai 2009"), **who(people.planner))


def test_as_of_a_day_before_it_was_not_approved(deal, people):
    version = approved(deal, people)

    day = TODAY.replace(day=11, month=5)
    assert [line.approval for line in matrix_of(deal.agreement, version, day)] == [None] * 3


def test_nothing_is_signed_or_taken_to_the_meeting_before_every_party_has_approved(deal, people, meeting):
    propose_something(deal, people)
    all_agree(deal, people)
    version = freeze(deal, people)
    approve(deal, version, deal.skien, people.planner)

    for act in (
        lambda: actions.sign_agreement(agreement=deal.agreement, values=signed(), **who(people.planner)),
        lambda: actions.take_to_meeting(
            agreement=deal.agreement, gathering=meeting, address="/", **who(people.planner)
        ),
    ):
        with pytest.raises(Refused):
            act()

    assert Agreement.objects.get().signed is None
    assert not meeting.agenda.exists()


def test_confirmed_at_the_political_meeting_it_is_everybodys(deal, people, meeting, world):
    version = approved(deal, people)
    item = actions.take_to_meeting(
        agreement=deal.agreement, gathering=meeting, address="/avtaler/", **who(people.planner)
    )
    with pytest.raises(Refused):
        actions.confirm_agreement(agreement=deal.agreement, item=item, values=signed(), **who(people.planner))

    actions.confirm_agreement(agreement=deal.agreement, item=item, values=signed(), **who(people.secretary))

    item.refresh_from_db()
    last = Version.objects.order_by("-number").first()
    assert (str(item.confirmed_on), str(Agreement.objects.get().signed)) == ("2009-05-19", "19. mai 2009")
    assert last.number == version.version.number + 1
    assert mark_of(last.editions.get()) == Print.Mark.SIGNED
    assert list(opened(Act.READ_VERSION, Version)) == [last]
    assert list(opened(Act.READ_VERSION, Edition)) == [last.editions.get()]


def test_another_thing_on_the_agenda_does_not_confirm_it(deal, people, meeting):
    approved(deal, people)
    other = put_on_agenda(gathering=meeting, title="Annet", **who(people.secretary))

    with pytest.raises(Refused):
        actions.confirm_agreement(agreement=deal.agreement, item=other, values=signed(), **who(people.secretary))

    other.refresh_from_db()
    assert other.confirmed_on is None


def test_stage_is_told_from_what_the_parties_have_decided(deal, people):
    def stages():
        found = as_of(deal.agreement)
        alone = stage_of(found, parties_on(found, TODAY), TODAY)
        assert stages_on([found], TODAY) == {found.pk: alone}
        return alone

    seen = [stages()]
    propose_something(deal, people)
    all_agree(deal, people)
    version = freeze(deal, people)
    seen.append(stages())
    for member, person in ((deal.skien, people.planner), (deal.porsgrunn, people.twin), (deal.md, people.ministry)):
        approve(deal, version, member, person)
    seen.append(stages())
    actions.sign_agreement(agreement=deal.agreement, values=signed(), **who(people.planner))

    assert [*seen, stages()] == ["draft", "approval", "ready", "signed"]


def test_what_a_citys_own_bodies_decide_is_its_approval(deal, people, world):
    propose_something(deal, people)
    all_agree(deal, people)
    version = freeze(deal, people)
    lead = world.people["lead", "skien"]
    table_version(version=version.version, city=world.cities["skien"], **who(lead))
    step = dict.fromkeys(VALUES, "") | {
        "kind": "meeting", "state": "planned", "deciding": True, "body": None, "words": "Bystyret", "day": None,
    }  # fmt: skip
    decision = dict.fromkeys(FIELDS, "") | {
        "outcome": "changed", "day": TODAY, "changes": "Frist 2011", "present": None, "votes_for": None,
        "votes_against": None,
    }  # fmt: skip
    register_done(version=version.version, city=world.cities["skien"], step=step, values=decision, **who(lead))

    line = matrix_of(deal.agreement, version, TODAY)[0]
    assert (line.approval.outcome, line.approval.body, line.approval.conditions) == (
        "conditional", "Bystyret", "Frist 2011",
    )  # fmt: skip
    assert can(world.people["politician", "skien"], Act.READ_VERSION, version.version)


def test_negotiated_anew_it_begins_with_what_stands_and_the_signed_one_stays(deal, people):
    signed_one = sign(deal, people)

    new, again = (actions.renegotiate(agreement=signed_one, **who(people.planner)) for _ in range(2))

    rows = table_of(new, parties_on(new, TODAY), [], TODAY)
    assert new == again
    assert [cell.proposal.text for row in rows for cell in row.cells] == ["Bidra med statlige midler."]
    assert not any(cell.agreed_by for row in rows for cell in row.cells)
    assert [link.earlier for link in new.earlier_links.all()] == [signed_one]
    assert as_of(signed_one).signed


def test_what_was_signed_elsewhere_is_registered_with_its_file_and_its_approvals(registered, people):
    paper = SimpleUploadedFile("avtale.pdf", b"%PDF-1.7 signert")
    agreement = actions.sign_agreement(
        agreement=registered.agreement, values=signed(), upload=paper, **who(people.planner)
    )
    propose_something(registered, people)
    version = freeze(registered, people)
    approval = approve(registered, version, registered.md, people.ministry)

    assert [(one.title, one.name) for one in agreement.annexes.all()] == [("Den underskrevne avtalen", "avtale.pdf")]
    assert (version.complete, approval.stands) == (True, True)
    assert mark_of(version.version.editions.get()) == Print.Mark.SIGNED


def test_day_of_signing_is_not_before_the_approvals(deal, people):
    approved(deal, people)

    with pytest.raises(Refused):
        actions.sign_agreement(agreement=deal.agreement, values=signed("11. mai 2009"), **who(people.planner))

    assert as_of(deal.agreement).signed is None


def test_new_edition_of_an_annex_does_not_undo_what_was_approved(deal, people):
    approved(deal, people)
    annex = {"title": "Samarbeidsområder", "edition": "oppdatert 2009", "day": None}
    actions.save_part(agreement=deal.agreement, model=Annex, values=annex, **who(people.planner))

    actions.sign_agreement(agreement=deal.agreement, values=signed(), **who(people.planner))

    assert as_of(deal.agreement).signed


# -- On paper


def paper_of(version):
    """The words of a version's print, made as the worker makes it."""
    return text_of(press(version.version.editions.get().prints.latest("pk")).data)


def test_paper_has_numbered_commitments_by_side_official_names_and_a_place_to_sign(deal, people, measures):
    actions.derive(agreement=deal.agreement, elements=[measures.tram], member=None, **who(people.planner))
    propose_something(deal, people)

    said = paper_of(freeze(deal, people))

    for words in (
        "Staten skal",
        "Kommunene skal",
        "Gjennomføre «Bybane».",
        "Bidra med statlige midler.",
        "alle parter fra staten",
        "ikke oppgitt",
        "Miljøverndepartementet",
        "Underskrifter",
        "Sted og dato",
        "Ikke enige ennå",
        "avtale.json",
    ):
        assert words.casefold() in said.casefold(), words
    assert said.count("Navn og rolle") == 3
    assert said.index("Staten skal") < said.index("Kommunene skal") < said.index("Underskrifter")


def test_content_fits_the_schema(deal, people, measures):
    schema = json.loads((settings.BASE_DIR / "docs" / "content-2.schema.json").read_text())
    actions.derive(agreement=deal.agreement, elements=[measures.tram], member=None, **who(people.planner))
    version = freeze(deal, people).version

    assert [fault.json_path for fault in Draft202012Validator(schema).iter_errors(json.loads(version.content))] == []


def test_changes_since_the_version_before_are_marked_for_those_who_read_both(client, deal, people, world):
    commitment = propose_something(deal, people)
    first = freeze(deal, people)
    new = promised("Bidra med statlige midler og ny lov.")
    actions.propose(agreement=deal.agreement, commitment=commitment, values=new, base=1, **who(people.ministry))
    second = freeze(deal, people)

    marked = actions.print_changes(version=second, **who(people.ministry))

    assert "ny lov" in text_of(press(marked).data)
    assert "Med endringene siden versjon 1 merket" in text_of(press(marked).data)
    assert [can(one, Act.READ_VERSION, marked) for one in (people.ministry, people.twin)] == [True, True]
    assert not can(world.people["contact", "sd"], Act.READ_VERSION, marked)
    with pytest.raises(Refused):
        actions.print_changes(version=first, **who(people.ministry))

    client.force_login(people.ministry)
    assert marked.get_kind_display() in client.get(reverse("print_queue")).content.decode()
    otherwise = client.post(reverse("print_otherwise", args=[marked.pk]), {"layout": "compact"})
    assert otherwise.url == reverse("version_page", args=[second.version_id])


def test_signed_paper_says_when_where_and_by_whom(deal, people):
    sign(deal, people)

    said = paper_of(AgreementVersion.objects.order_by("-pk").first())

    for words in ("Underskrevet", "19. mai 2009", "Ordførere og statsråder"):
        assert words in said


def test_content_keeps_the_party_of_the_day_when_another_stands_in_later(deal, people, world):
    version = freeze_after_something(deal, people)
    actions.save_part(
        agreement=deal.agreement, model=deal.md.representations.model, **who(people.secretary),
        values={"member": deal.md, "by": world.parties["sd"], "since": LooseDate.read("2009"), "note": ""},
    )  # fmt: skip

    assert json.loads(version.version.content)["parties"][-1] == "Miljøverndepartementet"
    assert "Samferdsels" not in Version.objects.get(pk=version.version_id).content


def freeze_after_something(deal, people):
    propose_something(deal, people)
    return freeze(deal, people)
