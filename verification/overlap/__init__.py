"""Which tables hold the same rows, whoever wrote them and however: found, then compared exactly."""
