"""Writing districts and operators' accounts: what the platform itself decides."""
