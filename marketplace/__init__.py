"""What is offered to all: rooms (accounts, catalogue, lineage, ledger, notices) and doors."""
