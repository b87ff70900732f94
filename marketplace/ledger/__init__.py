"""The ledger: events of use and publication, and the points posted for them by published rules."""
