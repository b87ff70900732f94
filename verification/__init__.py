"""Is this file what it says it is? Formats, checks, findings, the report, evidence and rights."""
