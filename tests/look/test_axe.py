"""axe finds nothing, and nothing needs sideways scrolling – down to 320 px, which is also 1280 px at 400 % zoom."""

import pytest

from tests.helpers.browser import axe_faults as faults

PAGES = {
    "editor": "/prove/",
    "sign in": "/konto/inn/",
    "forgotten password": "/konto/glemt/",
    "letter sent": "/konto/glemt/sendt/",
    "dead link": "/konto/glemt/1-dead/",
    "password changed": "/konto/glemt/ferdig/",
    "closed account": "/konto/stengt/",
    "not found": "/finnes-ikke/",
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browse, name, width):
    page = browse(PAGES[name], width)
    page.wait_for_load_state("networkidle")

    assert faults(page) == []


@pytest.mark.parametrize("name", ["editor", "sign in"])
def test_page_fits_the_narrowest_window(browse, name):
    page = browse(PAGES[name], 320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.usefixtures("transactional_db")
def test_summary_of_errors_has_the_focus_without_javascript(browse):
    page = browse("/konto/inn/")

    page.get_by_role("button", name="Logg inn").click()
    page.get_by_role("group", name="Dette må rettes").wait_for()

    assert page.evaluate("document.activeElement.className") == "ds-error-summary"
    assert faults(page) == []


def test_axe_finds_nothing_in_a_conflict_and_an_open_menu(browse):
    page = browse("/prove/")
    page.route(
        "**/felt/title/", lambda route: route.continue_(post_data=route.request.post_data.replace("base=1", "base=9"))
    )
    page.get_by_role("textbox", name="Tittel").fill("Mitt")
    page.get_by_role("button", name="Behold min").wait_for()
    page.get_by_role("button", name="Lenke", exact=True).click()

    assert faults(page) == []
