"""书记项目 on pages."""
