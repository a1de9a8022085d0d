"""Names as written in, canonical names out. Needs no LLM and is usable alone."""
