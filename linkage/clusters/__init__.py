"""扩大城市新兴领域党建工作覆盖: buildings, parks, business quarters, markets, networks (S2 §五, S0-6, S0-10)."""
