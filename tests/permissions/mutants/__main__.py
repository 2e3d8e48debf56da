"""`python -m tests.permissions.mutants [WORDS]`: make each hole, or those whose name holds the words; run its tests.

It works on a copy of the house; nothing here is touched. Exit code 1 if a hole was not seen.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from framtid import places
from framtid.up.servers import servers
from framtid.up.trouble import Trouble
from tests.permissions.mutants.holes import MUTANTS
from tests.permissions.mutants.mutant import Mutant

HOUSE = Path(__file__).parents[3]
LEFT = shutil.ignore_patterns(".*", "__pycache__", "var", "docs", "node_modules")
FAILED = 1
"""pytest's word for tests that ran and failed; all other codes mean that nothing was tried."""


def main(words: str) -> int:
    chosen = [mutant for mutant in MUTANTS if words in mutant.name]
    place = places.here("test-mutants")
    with servers(place), TemporaryDirectory(prefix="framtid-mutants-") as folder:
        # The copy must not start servers of its own, every time anew.
        os.environ |= {"DATABASE_URL": place.database_url, "REDIS_URL": place.redis_url}
        copy = Path(folder) / "house"
        shutil.copytree(HOUSE, copy, ignore=LEFT)
        if run(copy, sorted({test for mutant in chosen for test in mutant.tests}), "--create-db"):
            say("framtid: the tests fail in the house as it stands; mend that first")
            return 1
        survivors = [mutant.name for mutant in chosen if not caught(copy, mutant)]
    say(f"{len(chosen) - len(survivors)} of {len(chosen)} caught")
    if survivors:
        say(f"framtid: no test saw that {'; '.join(survivors)}")
    return 1 if survivors else 0


def caught(copy: Path, mutant: Mutant) -> bool:
    file = copy / mutant.file
    whole = file.read_text(encoding="utf-8")
    began = perf_counter()
    try:
        file.write_text(whole.replace(mutant.before, mutant.after), encoding="utf-8")
        seen = run(copy, mutant.tests) == FAILED
    finally:
        file.write_text(whole, encoding="utf-8")
    say(f"{'caught' if seen else 'SURVIVED'}: {mutant.name} ({perf_counter() - began:.0f} s)")
    return seen


def run(copy: Path, tests, *more: str) -> int:
    # -B: a file changed twice within a second must not be met as it was compiled before.
    pytest = [sys.executable, "-B", "-m", "pytest", "-x", "-p", "no:cacheprovider", "--reuse-db", *more, *tests]
    return subprocess.run(pytest, cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(" ".join(sys.argv[1:])))
    except Trouble as trouble:
        sys.exit(f"framtid: {trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
