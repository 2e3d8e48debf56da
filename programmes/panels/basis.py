from django.db.models import Count, Exists, OuterRef

from cities.access import visible
from cities.acts import Act
from programmes.models import Paper

COUNT = Count("bases")


def gather(element, request) -> dict:
    """What the element builds on; `readable` where the person may open the paper itself."""
    papers = visible(request.user, Act.READ_PAPER, Paper).filter(pk=OuterRef("paper"))
    return {
        "bases": element.bases.select_related("paper", "point").annotate(readable=Exists(papers)).order_by("pk"),
        "may_link": element.binned_at is None and element.asked["may_edit"],
    }
