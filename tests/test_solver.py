"""One call of CP-SAT leaves the process as it was."""

import subprocess
import sys


def test_ctrl_c_is_heard_after_a_search_too() -> None:
    code = """
import os, signal
from ortools.sat.python import cp_model
from scheduler.solve.solver import run
heard = []
signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
model = cp_model.CpModel()
model.maximize(model.new_bool_var("up"))
run(model, 1.0, 0)
os.kill(os.getpid(), signal.SIGINT)
assert heard
"""
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
