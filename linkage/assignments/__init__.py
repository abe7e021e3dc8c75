"""任务清单: assignments dispatched down the tree, reported up, verified and closed (S2 §三(四))."""
