"""书记项目: one project a year for each secretary: 一个问题、一个报告、一条经验、一个标杆 (S4)."""
