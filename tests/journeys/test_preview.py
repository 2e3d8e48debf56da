"""The pages of the draft beside the editor, while one writes."""

from playwright.sync_api import expect

from tests.journeys.steps import PATIENCE, element_page, retitle


def test_pages_stand_beside_the_editor_follow_what_is_written_and_close_again(house):
    measure = house.programmes["bare-skien"]
    page = house.browse(element_page(measure), person=house.people["planner", "skien"])
    button = page.get_by_role("link", name="Forhåndsvis PDF")

    button.press("Enter")
    pane = page.get_by_role("complementary", name="Forhåndsvisning")
    first = pane.get_by_role("img").first
    expect(first).to_be_visible(timeout=PATIENCE)
    expect(button).to_have_attribute("aria-expanded", "true")
    before = pane.locator("figure").first.get_attribute("data-drawn")
    with page.expect_response("**/forhandsvisning/", timeout=PATIENCE) as made:
        retitle(page, "Sykkelekspressvei")

    assert made.value.status == 200
    expect(pane.locator("figure").first).not_to_have_attribute("data-drawn", before)
    pane.get_by_role("button", name="Lukk").press("Enter")
    expect(pane).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_a_narrow_window_goes_to_the_pages_own_page(house):
    page = house.browse(
        f"/handlingsprogram/{house.programmes.skien.pk}/", person=house.people["planner", "skien"], width=390
    )

    page.get_by_role("link", name="Forhåndsvis PDF").press("Enter")

    page.wait_for_url("**/forhandsvisning/")
    expect(page.get_by_role("img", name="Side 1 av")).to_be_visible(timeout=PATIENCE)
