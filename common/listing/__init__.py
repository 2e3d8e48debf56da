"""Lists: columns said once; sorting, narrowing, choosing, saving and taking home by the address alone.

LISTING = Listing("tiltak", _("Tiltak"), columns=(...), count=..., views=(...))
return answer(request, LISTING.read(rows, request.GET), "programmes/measures.html", context)
"""

from common.listing.answers import answer
from common.listing.columns import Choice, Choices, Column, Day, Loose, Number, Stated, Text, YesNo
from common.listing.listing import Listed, Listing, View

__all__ = [
    "Choice", "Choices", "Column", "Day", "Listed", "Listing", "Loose", "Number", "Stated", "Text", "View", "YesNo",
    "answer",
]  # fmt: skip
