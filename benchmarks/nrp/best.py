"""The best that is published of each instance: a lower bound, and the value of the best roster known.

As listed at schedulingbenchmarks.org/nrp, read 2026-11-22 in a copy of its table; the two are equal where optimality
has been proved.
"""

BEST: dict[str, tuple[int, int]] = {  # lower bound, best known
    "Instance1": (607, 607),
    "Instance2": (828, 828),
    "Instance3": (1001, 1001),
    "Instance4": (1716, 1716),
    "Instance5": (1143, 1143),
    "Instance6": (1950, 1950),
    "Instance7": (1056, 1056),
    "Instance8": (1300, 1300),
    "Instance9": (439, 439),
    "Instance10": (4631, 4631),
    "Instance11": (3443, 3443),
    "Instance12": (4040, 4040),
    "Instance13": (1348, 1348),
    "Instance14": (1278, 1278),
    "Instance15": (3829, 3831),
    "Instance16": (3225, 3225),
    "Instance17": (5746, 5746),
    "Instance18": (4459, 4459),
    "Instance19": (3149, 3149),
    "Instance20": (4769, 4769),
    "Instance21": (21133, 21133),
    "Instance22": (30240, 30244),
    "Instance23": (16990, 17428),
    "Instance24": (26571, 42463),
}
