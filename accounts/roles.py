"""What people may do: groups by name. A learner needs none."""

AUTHORS = "Authors"
REVIEWERS = "Reviewers"
MANAGERS = "Managers"
LD_ADMINS = "L&D admins"

ROLES = (AUTHORS, REVIEWERS, MANAGERS, LD_ADMINS)
