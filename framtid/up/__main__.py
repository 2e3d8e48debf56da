"""`python -m framtid.up INSTANCE ARGUMENT…`: run Python with the arguments while an instance's servers run."""

import os
import subprocess
import sys

from framtid import places
from framtid.up.servers import servers, wanted
from framtid.up.trouble import Trouble


def main(instance: str, *arguments: str) -> int:
    if not wanted():
        return _run(arguments, {})
    with servers(places.here(instance)):
        return _run(arguments, {"FRAMTID_INSTANCE": instance})


def _run(arguments: tuple[str, ...], more: dict[str, str]) -> int:
    return subprocess.run([sys.executable, *arguments], env=os.environ | more).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Trouble as trouble:
        sys.exit(f"framtid: {trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
