"""A process that does what it is handed, until whoever hands it out is gone."""

import gc
import os
import signal
import threading
import traceback
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from checker.errors import CheckerError
from checker.model.record import dataclass
from checker.store.crossing import packed, unpacked

# loads every stage and every table of words
_WARMING = {"a.txt": "2025年2月3日，夸克的日活跃用户为1.2亿。", "b.txt": "2025年2月3日，夸克的日活跃用户为5000万。"}


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a step failed; `expected` tells an error that is made for people from one of ours."""

    message: str
    expected: bool


def serve(connection: Connection) -> None:
    """Do what comes in at the connection and answer each with what came of it; an empty answer says: ready.

    A process that has no memory left ends, as one does that the system ends for it: another begins with none in use.
    """
    # Ctrl-C comes to every process of a terminal: whoever handed out the work decides
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(connection, orders), daemon=True).start()
    try:
        warm_up()
        connection.send_bytes(b"")
        while True:
            connection.send_bytes(answer(orders.get()))
    except MemoryError:
        os._exit(1)


def _listen(connection: Connection, orders: "SimpleQueue[bytes]") -> None:
    """Take in the orders while one is done, so that nobody waits to hand them out; end with whoever hands them out."""
    try:
        while True:
            orders.put(connection.recv_bytes())
    except (EOFError, OSError, MemoryError):
        # in mid-task, too: nothing here outlives the process
        os._exit(0)


def answer(order: bytes) -> bytes:
    """What came of a step and a task, packed.

    Raises:
        MemoryError: there is too little of it.
    """
    return packed(done(*unpacked(order)))


def made_of(answer: bytes) -> list[Any]:
    """What came of a task, from its answer.

    Raises:
        CheckerError: the step raised one.
        RuntimeError: the step raised something else.
    """
    made = unpacked(answer)
    if isinstance(made, Failed):
        raise (CheckerError if made.expected else RuntimeError)(made.message)
    assert isinstance(made, list)
    return made


def done(step: Any, task: Any) -> Any:
    """What came of a step and a task, or why nothing did."""
    try:
        return step(task)
    except CheckerError as error:
        return Failed(str(error), expected=True)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- it is raised again where the result is waited for
        return Failed(traceback.format_exc(), expected=False)


def warm_up() -> None:
    """Load what every task needs, once."""
    from checker.pipeline import check_documents  # noqa: PLC0415 -- the process listens before it loads
    from checker.read.folders import read_texts  # noqa: PLC0415
    from checker.settings import Settings  # noqa: PLC0415

    # a run makes many small objects and no rings of them: looking for rings as often as usual costs a twentieth
    gc.set_threshold(1_000_000, 50, 50)
    check_documents(*read_texts(_WARMING), Settings())
    gc.freeze()
