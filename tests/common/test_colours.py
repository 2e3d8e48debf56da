"""Whether words in a colour can be read."""

import pytest

from common.colours import READABLE, contrast


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_what_the_standard_says(one, other, wanted):
    assert contrast(one, other) == pytest.approx(wanted, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_our_own_green_can_be_read():
    assert contrast("#1f6b50") > READABLE
