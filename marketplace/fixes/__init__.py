"""Fixes (고침 제안): a consumer proposes other values for cells of a version, and is answered."""
