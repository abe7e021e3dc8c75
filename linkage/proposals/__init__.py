"""提案办理: proposals from filing over handling and answer to the proposer's satisfaction (S0-7)."""
