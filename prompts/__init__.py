"""Prompts are files: ``<name>.v<version>.md`` beside this one."""
