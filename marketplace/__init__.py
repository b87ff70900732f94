"""What is offered to all: the rooms (accounts, catalogue, lineage, ledger, notices) and the doors."""
