"""联系点, 挂点包保: which leader looks after which place, visits, and whether the rules of cover are kept (S2, S4)."""
