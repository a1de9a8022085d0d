"""``corrigenda run``: its options, the model that they ask for, and what is shown meanwhile."""

from corrigenda.cli.running.run import run, schema

__all__ = ["run", "schema"]
