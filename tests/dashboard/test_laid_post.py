"""The post of a trial: shown to the secretariat, and nowhere at all where people work."""

from django.utils.timezone import now

from post.actions import send
from tests.helpers.jobs import do_all


def test_secretariat_reads_the_post_of_a_trial_and_nobody_else_does(world, client, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH, settings.POST_SHOWN = str(tmp_path), True
    send(to="kari@by.example", subject="Blå år – «ferdig»", body="Åpne\n<b>nøkkel</b>", by=None, at=now())
    do_all()

    client.force_login(world.people["secretariat", "network"])
    page = client.get("/post/").content.decode()
    client.force_login(world.people["lead", "skien"])
    other = client.get("/post/")

    assert "Blå år – «ferdig»" in page
    assert "til kari@by.example, " in page
    assert "Åpne<br>&lt;b&gt;nøkkel&lt;/b&gt;" in page
    assert other.status_code == 404


def test_there_is_no_page_of_post_where_people_work(world, client, settings):
    settings.POST_SHOWN = False
    client.force_login(world.people["secretariat", "network"])

    assert client.get("/post/").status_code == 404
