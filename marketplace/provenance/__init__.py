"""Where a version came from and how that was shown, in the terms of W3C PROV."""
