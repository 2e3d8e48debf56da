"""The same form sent many times at once: a version is shared once, a letter begun once, and sent once."""

from uuid import uuid4

import pytest
from django.urls import reverse

from documents.models import Sharing
from post.models import Letter
from programmes.feedback import letter_mark
from programmes.models import Feedback, Paper
from tests.helpers.crowd import crowd
from tests.programmes.letters import ask, begin, shared

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 10


def test_each_form_does_its_work_once(programmes, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    people, md = programmes.world.people, programmes.world.parties["md"]
    lead, contact = people["lead", "skien"], people["contact", "md"]
    sharing = shared(programmes.world, programmes.skien, code="sd")
    draft = begin(sharing, people["contact", "sd"])
    ask(draft, people["contact", "sd"], "Tallfest", programmes["bare-skien"])
    share = reverse("version_share", args=[sharing.version.pk])
    send = reverse("feedback_send", args=[sharing.pk, draft.uuid])
    Letter.objects.all().delete()

    with crowd(MANY) as many:
        sharings = many.post(*[(lead, share, {"uuid": key, "parties": md.pk}) for key in [uuid4()] * MANY])
        begun_at = reverse("feedback_begin", args=[Sharing.objects.get(party=md).pk])
        begun = many.post(*[(contact, begun_at, {"uuid": key, "title": "Brev"}) for key in [uuid4()] * MANY])
        sent = many.post(*[(people["contact", "sd"], send, {"seen": mark}) for mark in [letter_mark(draft)] * MANY])

    assert {answer.status_code for answer in [*sharings, *begun, *sent]} == {302}
    assert (Sharing.objects.filter(party=md).count(), Feedback.objects.count(), Paper.objects.count()) == (1, 1, 1)
    assert (programmes["bare-skien"].bases.count(), Letter.objects.count()) == (1, 3)
    assert len({answer.url for answer in sent}) == len({answer.url for answer in begun}) == 1
