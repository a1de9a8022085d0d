"""Runs on recorded answers, without any model: ``--replay DIR``, and the tests."""

from corrigenda.replay.recorder import ADDRESS, configure, missed, recording, replaying, settings

__all__ = ["ADDRESS", "configure", "missed", "recording", "replaying", "settings"]
