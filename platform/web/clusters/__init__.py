"""Pages of clusters (新兴领域)."""
