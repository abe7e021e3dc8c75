"""What each third-party client has asked of the interface: counted in memory, written down once a minute."""
