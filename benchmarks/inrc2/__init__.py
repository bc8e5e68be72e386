"""The four-week instances of the Second International Nurse Rostering Competition, all weeks known at once.

The competition: S. Ceschia, N. Dang, P. De Causmaecker, S. Haspeslagh and A. Schaerf, "Second International Nurse
Rostering Competition: problem description and rules" (arXiv 1501.04177, 2015). There the weeks were revealed one by
one; here, as in later work, they are solved together. `python -m benchmarks.inrc2 FOLDER` runs it.
"""
