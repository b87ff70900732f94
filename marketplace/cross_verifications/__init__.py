"""Cross-verifications (상호검증): a department asks another to hold their two datasets together."""
