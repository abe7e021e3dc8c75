"""任务清单 on pages."""
