"""Article in, grounded facts out. The modules are named for the steps, in ``pipeline.py``'s order."""
