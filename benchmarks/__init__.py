"""Each prints a table of us beside a peer, on data that is not part of this repository."""
