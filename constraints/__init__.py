"""The rule book: one file per rule, found by reading this folder.

A file here that defines a subclass of `scheduler.rule.Rule` is in force; nothing else has to be told.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from scheduler.rule import Rule


@cache
def rules() -> tuple[type[Rule], ...]:
    """Every rule of this folder, in the order of their ids."""
    found: dict[str, type[Rule]] = {}
    for module in iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Rule) and "id" in vars(value):
                found[value.id] = value
    return tuple(found[name] for name in sorted(found))
