"""Worker processes: each has its own engine and is sent one task at a time.

They are started fresh (spawned), leave Ctrl-C to the main process, and are ended by it.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from scheduler.errors import SamschemaError
from scheduler.solve.pricing import Prices, Pricing
from scheduler.solve.progress import Job
from scheduler.solve.task import Answer, Packed, Task
from scheduler.text import Text

WORKERS_GONE = Text(
    sv="Alla beräkningsprocesser har avbrutits ({reason}). Försök igen med färre processer (--workers 1).",
    en="Every worker process has ended ({reason}). Try again with fewer processes (--workers 1).",
)


class WorkersGone(SamschemaError):
    """No process is left to solve anything."""


@dataclass(frozen=True)
class Failure:
    """An error inside a worker, with its traceback."""

    trace: str


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: Task | Pricing | None = None


class Crew:
    """A few worker processes. Use it as a context: they end with it."""

    def __init__(self, job: Job, size: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        for number in range(size):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, job), name=f"samschema-{number}", daemon=True)
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(5)
            worker.pipe.close()

    @property
    def size(self) -> int:
        """How many workers are alive."""
        return len(self._workers)

    @property
    def running(self) -> Sequence[Task]:
        """The tasks being solved."""
        return [worker.task for worker in self._workers if isinstance(worker.task, Task)]

    @property
    def pricing(self) -> Sequence[Pricing]:
        """The people being priced."""
        return [worker.task for worker in self._workers if isinstance(worker.task, Pricing)]

    @property
    def has_idle(self) -> bool:
        """Whether a worker waits for a task."""
        return any(worker.task is None for worker in self._workers)

    def is_idle(self, number: int) -> bool:
        """Whether a worker, by its number, waits for a task; one that is gone never does."""
        return number < len(self._workers) and self._workers[number].task is None

    def send(self, task: Task | Pricing, number: int | None = None) -> None:
        """Give a task to an idle worker, to that one if a number is given."""
        idle = (worker for worker in self._workers if worker.task is None)
        worker = next(idle) if number is None else self._workers[number]
        worker.task = task
        worker.pipe.send(task)

    def prepare(self, plan: Packed) -> None:
        """Let the idle workers but the first lay their standing boards."""
        for worker in self._workers[1:]:
            if worker.task is None:
                worker.pipe.send(plan)

    def answers(self, timeout: float) -> list[tuple[Task | Pricing, Answer | Prices]]:
        """What has been answered, waiting at most so many seconds for the first.

        Raises:
            WorkersGone: no worker is left.
            RuntimeError: a worker failed in our own code.
        """
        found = []
        for pipe in wait([worker.pipe for worker in self._workers if worker.task], timeout):
            worker = next(worker for worker in self._workers if worker.pipe is pipe)
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._drop(worker)
                continue
            if isinstance(answer, Failure):
                raise RuntimeError(f"a worker failed:\n{answer.trace}")
            assert worker.task is not None
            found.append((worker.task, answer))
            worker.task = None
        return found

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.join(1)
        if not self._workers:
            raise WorkersGone(WORKERS_GONE, reason=f"exit code {worker.process.exitcode}")


def _serve(pipe: Connection, job: Job) -> None:
    """A worker's life: answer tasks until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from scheduler.solve.engine import Engine

    engine = Engine(job)
    while True:
        try:
            asked = pipe.recv()
        except EOFError:
            return
        try:
            if isinstance(asked, Packed):
                engine.prepare(asked.plan(engine.case))
                continue
            pipe.send(engine.answer(asked))
        except Exception:
            pipe.send(Failure(traceback.format_exc()))
