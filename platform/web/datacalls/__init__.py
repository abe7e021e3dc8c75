"""数据调度 on pages."""
