"""What can be done about the ledger of facilities."""
