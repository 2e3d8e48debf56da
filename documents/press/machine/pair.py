"""Work shared between this process and a child of it, so that a print uses two processors."""

import gc
import os
import pickle
import signal
import struct
import sys
from tempfile import TemporaryFile

from confine import OUT_OF_MEMORY, die_with
from refusal import Refusal

DONE, REFUSED, NO_MEMORY = 0, 3, 4
WORTH_IT = 80_000  # characters of html, half a second's work: below that to share costs more than it spares
WHERE = struct.Struct("qq")  # of an answer in the file: its place, its length


def in_two(tasks: list, weight, do) -> list:
    """What `do` makes of each task, in their order. weight: of a task, in characters, to share evenly.

    Errors: whatever do raises in this process; as for `one_by_one` what it raises in the child.
    """
    if not worth_two(tasks, weight):
        return [do(task) for task in tasks]
    mine, its = halves(tasks, weight)
    child = one_by_one([tasks[n] for n in its], do)
    made = {n: do(tasks[n]) for n in mine}
    made |= zip(its, child, strict=True)
    return [made[n] for n in range(len(tasks))]


def worth_two(tasks: list, weight) -> bool:
    return len(tasks) > 1 and sum(map(weight, tasks)) >= WORTH_IT


def halves(tasks: list, weight) -> tuple[list[int], list[int]]:
    """The numbers of the tasks in two shares of about the same weight, each in order."""
    shares, loads = ([], []), [0, 0]
    for n in sorted(range(len(tasks)), key=lambda n: -weight(tasks[n])):
        lighter = loads[1] < loads[0]
        shares[lighter].append(n)
        loads[lighter] += weight(tasks[n])
    return sorted(shares[0]), sorted(shares[1])


def one_by_one(tasks: list, do):
    """Begin a child that does the tasks; what it makes of each comes as soon as it is there.

    Errors: Refusal and MemoryError as raised in the child; if a signal ends it, the same signal ends this process, so
    that whoever watches it learns the reason.
    """
    parent, answer = os.getpid(), TemporaryFile()  # noqa: SIM115 - closed where the last answer has been read
    heard, bell = os.pipe()
    gc.freeze()  # what is there stays there: looking through it would copy all its memory
    if child := os.fork():
        os.close(bell)
        return answers(child, len(tasks), answer, heard)
    code = 1
    try:
        die_with(parent)
        code = told(answer.fileno(), bell, tasks, do)
    except BaseException as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
    finally:
        sys.stderr.flush()
        os._exit(code)


def told(answer: int, bell: int, tasks: list, do) -> int:
    """Write each answer to the file, then tell where it stands."""
    place = 0

    def tell(thing):
        nonlocal place
        data = pickle.dumps(thing)
        written = 0
        while written < len(data):
            written += os.pwrite(answer, data[written:], place + written)
        os.write(bell, WHERE.pack(place, len(data)))
        place += len(data)

    try:
        for task in tasks:
            tell(do(task))
    except Refusal as refusal:
        tell(refusal)
        return REFUSED
    except OUT_OF_MEMORY:
        return NO_MEMORY
    return DONE


def answers(child: int, number: int, answer, heard: int):
    """The answers to so many tasks. Before the last one is given, the child has ended."""
    with answer, open(heard, "rb", buffering=0) as bell:
        for n in range(1, number + 1):
            where = bell.read(WHERE.size)
            thing = read(answer, where) if where else None
            if n == number or not where or isinstance(thing, Refusal):
                demand_done(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            if isinstance(thing, Refusal):
                raise thing
            yield thing


def read(answer, where: bytes):
    place, size = WHERE.unpack(where)
    return pickle.loads(os.pread(answer.fileno(), size, place))


def demand_done(status: int) -> None:
    if status == NO_MEMORY:
        raise MemoryError
    if status < 0:
        signal.signal(-status, signal.SIG_DFL) if -status != signal.SIGKILL else None
        os.kill(os.getpid(), -status)
    if status not in (DONE, REFUSED):
        raise RuntimeError(f"the child ended with {status}")
