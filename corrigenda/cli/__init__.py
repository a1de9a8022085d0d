"""The command line: a thin shell over the library."""

from corrigenda.cli.commands import app, main

__all__ = ["app", "main"]
