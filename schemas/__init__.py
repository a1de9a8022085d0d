"""The frozen data between the steps. A type says how far a thing has come."""
