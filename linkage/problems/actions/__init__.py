"""The verbs of problems and rectifications."""

from linkage.problems.actions.problems import (
    problem_dismiss,
    problem_dispatch,
    problem_edit,
    problem_report,
    problem_revisit,
)

__all__ = ["problem_dismiss", "problem_dispatch", "problem_edit", "problem_report", "problem_revisit"]
