"""Identities: what a table's key is called, so that one kind is never taken for another."""

from typing import NewType

EmployeeId = NewType("EmployeeId", str)
UnitId = NewType("UnitId", str)
GroupId = NewType("GroupId", str)
RecipientId = NewType("RecipientId", str)
ShiftCode = NewType("ShiftCode", str)
SeriesId = NewType("SeriesId", str)
VisitId = NewType("VisitId", str)  # `series@date`
RuleId = NewType("RuleId", str)
Skill = NewType("Skill", str)
