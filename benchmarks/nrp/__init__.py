"""The nurse rostering instances of Curtois and Qu, solved as any other case and scored by a scorer of their own.

The benchmark: T. Curtois and R. Qu, "Computational results on new staff scheduling benchmark instances" (2014),
instances 1 to 24. `python -m benchmarks.nrp FOLDER` runs it; the folder holds `Instance1.txt` and so on.
"""
