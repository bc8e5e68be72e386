"""Who is meant on the command line: an employee by id or by name."""

from scheduler.case.case import Case
from scheduler.errors import SamschemaError
from scheduler.files.facts import Facts
from scheduler.ids import EmployeeId
from scheduler.text import Text

NOBODY = Text(
    sv="{person} är ingen medarbetare i underlaget. Skriv ett id eller ett namn ur tabellen employees{like}.",
    en="{person} is no employee of the case. Write an id or a name from the table employees{like}.",
)
SEVERAL = Text(
    sv="Flera medarbetare heter {person}. Skriv ett av deras id: {ids}.",
    en="Several employees are called {person}. Write one of their ids: {ids}.",
)


def person_called(person: str, case: Case) -> EmployeeId:
    """The employee with that id, or else with that name.

    Raises:
        SamschemaError: there is none, or there are several.
    """
    if person in case.everyone:
        return EmployeeId(person)
    folded = person.strip().casefold()
    found = [who for who, one in case.everyone.items() if folded in (who.casefold(), one.name.casefold())]
    if len(found) > 1:
        raise SamschemaError(SEVERAL, person=person, ids=", ".join(found))
    if not found:
        known = [*case.everyone, *(one.name for one in case.everyone.values())]
        raise SamschemaError(NOBODY, person=person, like=Facts({}, None).like(person, known))
    return found[0]
