"""督办: lights' rules, and the ladder from a reminder to an order, a talk and a change of office (S2 §三(四))."""
