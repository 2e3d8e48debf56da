"""Work shared between this process and a child of it, so that a print uses two processors."""

import gc
import os
import pickle
import signal
import sys
from tempfile import TemporaryFile

from confine import OUT_OF_MEMORY, die_with
from refusal import Refusal

DONE, REFUSED, NO_MEMORY = 0, 3, 4
WORTH_IT = 80_000  # characters of html, half a second's work: below that a child costs more than it spares


def in_two(tasks: list, weight, do) -> list:
    """What `do` makes of each task, in their order. weight: of a task, in characters, to share evenly.

    Errors: whatever do raises in this process, Refusal and MemoryError as raised in the child; if a signal ends the
    child, the same signal ends this process, so that whoever watches it learns the reason.
    """
    if len(tasks) < 2 or sum(map(weight, tasks)) < WORTH_IT:
        return [do(task) for task in tasks]
    mine, its = halves(tasks, weight)
    with TemporaryFile() as answer:
        child = begun(answer, [tasks[n] for n in its], do)
        made = {n: do(tasks[n]) for n in mine}
        made |= zip(its, ended(child, answer), strict=True)
    return [made[n] for n in range(len(tasks))]


def halves(tasks: list, weight) -> tuple[list[int], list[int]]:
    """The numbers of the tasks in two shares of about the same weight, each in order."""
    shares, loads = ([], []), [0, 0]
    for n in sorted(range(len(tasks)), key=lambda n: -weight(tasks[n])):
        lighter = loads[1] < loads[0]
        shares[lighter].append(n)
        loads[lighter] += weight(tasks[n])
    return sorted(shares[0]), sorted(shares[1])


def begun(answer, tasks: list, do) -> int:
    parent = os.getpid()
    gc.freeze()  # what is there stays there: looking through it would copy all its memory
    if child := os.fork():
        return child
    code = 1
    try:
        die_with(parent)
        code = told(answer, tasks, do)
    except BaseException as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
    finally:
        sys.stderr.flush()
        os._exit(code)


def told(answer, tasks: list, do) -> int:
    try:
        result, code = [do(task) for task in tasks], DONE
    except Refusal as refusal:
        result, code = refusal, REFUSED
    except OUT_OF_MEMORY:
        return NO_MEMORY
    answer.write(pickle.dumps(result))
    answer.flush()
    return code


def ended(child: int, answer) -> list:
    """Wait for the child. Shape: → what it made."""
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == NO_MEMORY:
        raise MemoryError
    if status < 0:
        signal.signal(-status, signal.SIG_DFL) if -status != signal.SIGKILL else None
        os.kill(os.getpid(), -status)
    if status not in (DONE, REFUSED):
        raise RuntimeError(f"the child ended with {status}")
    answer.seek(0)
    result = pickle.load(answer)
    if status == REFUSED:
        raise result
    return result
