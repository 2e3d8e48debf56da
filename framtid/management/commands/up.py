import os
import socket
from contextlib import ExitStack

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from framtid import places
from framtid.demo import people
from framtid.up.children import children
from framtid.up.database import make_ready
from framtid.up.servers import servers, wanted
from framtid.up.supervisor import Supervisor
from framtid.up.trouble import Trouble
from framtid.up.welcome import welcome

# That one's own machine is used as root is no news to the one who does it.
QUIETER = {"PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}


class Command(BaseCommand):
    help = "Start everything – servers, web, worker and beat – and stop it all on Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("FRAMTID_ADDRESS") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")

    def handle(self, *, host, port, **options):
        try:
            with ExitStack() as until_the_end:
                demand_free(host, port)
                if wanted():
                    until_the_end.enter_context(servers(places.here()))
                make_ready()
                words = welcome(f"http://{host}:{port}/", *whom())
                connections.close_all()
                code = supervise(host, port, lambda: self.stdout.write(words))
        except Trouble as trouble:
            raise CommandError(trouble) from None
        except KeyboardInterrupt:
            code = 130
        raise SystemExit(code)


def supervise(host: str, port: int, greet) -> int:
    """Run the children until the end; greet when the web server answers."""
    beat = places.VAR / "run" / str(port)
    beat.mkdir(parents=True, exist_ok=True)
    started = children(f"{host}:{port}", beat, f"worker-{port}")
    return Supervisor(started, QUIETER | os.environ, settings.BASE_DIR, lambda: answers(host, port), greet).run()


def demand_free(host: str, port: int) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((host, port))
        except OSError as error:
            raise Trouble(f"Port {port} is not to be had ({error.strerror}): type make run PORT={port + 1}") from None


def answers(host: str, port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex((host, port)) == 0


def whom() -> tuple[list[tuple[str, str, str]], str]:
    """The accounts one can sign in as and their password; nobody outside the demonstration."""
    accounts = people.accounts()
    if get_user_model().objects.filter(email=accounts[0][0]).exists():
        return accounts, people.PASSWORD
    return [], ""
