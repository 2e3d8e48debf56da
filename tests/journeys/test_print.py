"""From a planner's keystroke to the politician's PDF, also when workers are killed and Redis is frozen."""

import re
from datetime import timedelta
from time import monotonic

import psutil
from playwright.sync_api import expect

from documents.models import Print, Route
from files.models import StoredFile
from jobs.clock import sweep
from jobs.models import Job, State
from tests.helpers.patience import until
from tests.helpers.pdf import text_of
from tests.helpers.worker import kill, worker
from tests.journeys.steps import PATIENCE, freeze, retitle, sign_in, title_of

AT_ONCE = timedelta(0)
SHORT = {"FRAMTID_LEASE_SECONDS": "2"}
TITLE = "Sykkelekspressvei langs Skienselva"


def printed() -> bool:
    sweep(AT_ONCE)
    return Print.objects.get().file_id is not None


def test_a_change_reaches_the_politician_as_a_pdf(house, bell, tmp_path):
    measure, people = house.programmes["bare-skien"], house.people
    page = house.browse("/")
    sign_in(page, people["planner", "skien"])
    page.get_by_role("link", name="Program bare-skien").press("Enter")
    page.get_by_role("treeitem", name=re.compile("Tittel felles bare-skien")).get_by_role("link").press("Enter")
    expect(title_of(page)).to_have_value(measure.title)
    retitle(page, TITLE)

    lead = house.browse("/")
    sign_in(lead, people["lead", "skien"])
    with worker():
        freeze(lead, house.programmes.skien)
        expect(lead.get_by_role("link", name="Last ned PDF")).to_be_visible(timeout=PATIENCE)

    politician = house.browse("/")
    sign_in(politician, people["politician", "skien"])
    politician.get_by_role("link", name="Til behandling").first.press("Enter")
    politician.get_by_role("link", name="Program bare-skien").press("Enter")
    done = Print.objects.get()
    card = politician.get_by_role("main")
    for fact in ("Versjon 1", f"{done.pages} sider", "kB", done.edition.check_code):
        expect(card).to_contain_text(fact)
    with politician.expect_download() as arriving:
        politician.get_by_role("link", name="Last ned PDF").press("Enter")
    pdf = tmp_path / "lastet-ned.pdf"
    arriving.value.save_as(pdf)

    text = text_of(pdf)
    assert arriving.value.suggested_filename == "program-bare-skien-v1-til-behandling.pdf"
    assert TITLE in " ".join(text.split())
    assert re.search(r"[Vv]ersjon 1\b", text)
    assert measure.title not in text

    plain = house.browse(
        f"/til-behandling/{Route.objects.get().pk}/", person=people["politician", "skien"], java_script_enabled=False
    )
    expect(plain.get_by_role("main")).to_contain_text(done.edition.check_code)
    expect(plain.get_by_role("link", name="Last ned PDF")).to_be_visible()
    plain.get_by_role("link", name="Les i nettleseren").click()
    expect(plain.get_by_role("main")).to_contain_text(TITLE)


def rendering(process) -> bool:
    """Is the worker in the middle of a print: the job is running, and the press has its process?"""
    presses = [child for child in psutil.Process(process.pid).children(recursive=True) if is_press(child)]
    return bool(presses) and Job.objects.get().state == State.RUNNING


def is_press(child) -> bool:
    try:
        return any("press" in word for word in child.cmdline())
    except psutil.NoSuchProcess:
        return False


def test_a_worker_killed_in_mid_print_costs_no_pdf_and_makes_none_twice(house, bell):
    lead = house.browse("/", person=house.people["lead", "skien"])
    with worker(**SHORT) as first:
        freeze(lead, house.programmes.skien)
        until(lambda: rendering(first))
        kill(first)
    left = Job.objects.get().state

    with worker(**SHORT):
        until(printed, seconds=PATIENCE / 1000)

    expect(lead.get_by_role("link", name="Last ned PDF")).to_be_visible()
    job = Job.objects.get()
    assert left == State.RUNNING
    assert (job.state, job.attempts) == (State.DONE, 2)
    assert StoredFile.objects.count() == 1


def test_a_frozen_redis_delays_the_print_and_not_the_answer(house, bell):
    lead = house.browse("/", person=house.people["lead", "skien"])
    freeze(lead, house.programmes.skien)  # warm-up
    lead.goto(f"/handlingsprogram/{house.programmes.skien.pk}/versjoner/las/")
    bell.freeze()
    try:
        start = monotonic()
        with lead.expect_response(lambda answer: answer.request.method == "POST"):
            lead.get_by_role("button", name="Lås versjon").press("Enter")
        answered = monotonic() - start
        lead.wait_for_url(re.compile(r"/versjoner/\d+/$"))
    finally:
        bell.thaw()
    waiting = [job.state for job in Job.objects.all()]

    with worker(**SHORT):
        until(all_printed, seconds=PATIENCE / 1000)

    assert answered < 2
    assert waiting == [State.QUEUED, State.QUEUED]
    expect(lead.get_by_role("link", name="Last ned PDF")).to_be_visible()


def all_printed() -> bool:
    sweep(AT_ONCE)
    return not Print.objects.filter(file=None).exists()
