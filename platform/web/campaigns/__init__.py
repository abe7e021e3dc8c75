"""专项工作 on pages."""
