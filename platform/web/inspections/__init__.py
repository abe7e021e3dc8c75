"""Pages of inspections: plans, teams, draws with their proof, targets, findings, checklists."""
