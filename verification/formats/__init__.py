"""The file formats that are read as tables, and how each is recognised and read within limits."""
