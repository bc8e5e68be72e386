"""The search: boards for CP-SAT, construction, neighbourhoods and worker processes; it knows no rule by name."""
