"""督导检查 (S4): plans, teams and checklists, targets by hand or by a draw that anyone can recompute, findings."""
