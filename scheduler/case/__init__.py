"""What is given: people, shifts, need, recipients, visits, wishes, calendar and wages."""
