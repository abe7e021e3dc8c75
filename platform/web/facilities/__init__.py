"""Pages of the ledger of facilities (阵地台账)."""
