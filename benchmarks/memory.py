"""The memory that a process takes, as the system tells it (Linux alone does)."""

from pathlib import Path

PROCESS = Path("/proc/self")


def megabytes_of_laying(case: Path) -> float:
    """The most that laying a case's standing board adds to this process, which is best a fresh one."""
    from constraints import rules
    from scheduler.files.read_case import read_case
    from scheduler.plan import Plan
    from scheduler.solve.engine import Standing
    from scheduler.solve.presence import Presence
    from scheduler.solve.progress import Job

    book = Job(read_case(case).tables, rules()).book()
    presence = Presence(book.case) if book.case.is_home_care else None
    (PROCESS / "clear_refs").write_text("5")  # the peak is forgotten
    before = _told("VmRSS")
    Standing(book, Plan.empty(book.case), presence)
    return (_told("VmHWM") - before) / 1024


def _told(name: str) -> int:
    """One of the process's own figures, in kilobytes."""
    lines = (PROCESS / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
