"""数据调度 (S2 §三(四), S4): a level asks those below for figures and texts by a day."""
