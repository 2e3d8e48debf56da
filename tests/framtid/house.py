"""A house of small children that only sleep, for trying the supervisor: `python -m tests.framtid.house`.

The child "web" has a child of its own that has left its group and heeds no request to stop.
"""

import os
import sys
from pathlib import Path

from framtid.up.children import Child
from framtid.up.supervisor import Supervisor

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
)
WITH_A_CHILD = f"""
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", {STUBBORN!r}, "grandchild"], start_new_session=True)
time.sleep(600)
"""


def children() -> list[Child]:
    sleeper = ["-c", "import time; time.sleep(600)"]
    return [
        Child("web", ["-c", WITH_A_CHILD, "web"], 15, vital=True),
        Child("worker", [*sleeper, "worker"], 15),
        Child("beat", [*sleeper, "beat"], 15),
    ]


def welcome() -> None:
    sys.stdout.write("welcome\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(Supervisor(children(), dict(os.environ), Path.cwd(), lambda: True, welcome).run())
