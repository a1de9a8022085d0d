"""Runs on recorded answers, without any model: ``--replay DIR``, and the tests; and looking after them."""

from typing import TYPE_CHECKING

from corrigenda.lazy import lazy_face
from corrigenda.replay.misses import MISSED, missed
from corrigenda.replay.recorder import ADDRESS, configure, recording, replaying, settings

if TYPE_CHECKING:
    from corrigenda.replay.cassettes import Recorded, preambles_beside, read_cassette
    from corrigenda.replay.upkeep import (
        PLAYED,
        check_cassettes,
        digest,
        list_cassettes,
        migrate_cassettes,
        prune_answers,
        prune_cassettes,
    )

__all__ = [
    "ADDRESS",
    "MISSED",
    "PLAYED",
    "Recorded",
    "check_cassettes",
    "configure",
    "digest",
    "list_cassettes",
    "migrate_cassettes",
    "missed",
    "preambles_beside",
    "prune_answers",
    "prune_cassettes",
    "read_cassette",
    "recording",
    "replaying",
    "settings",
]

# vcrpy and YAML are loaded by what reads cassettes, not by every run.
__getattr__ = lazy_face(
    __name__,
    {
        **dict.fromkeys(("Recorded", "preambles_beside", "read_cassette"), "cassettes"),
        **dict.fromkeys(
            (
                "PLAYED",
                "check_cassettes",
                "digest",
                "list_cassettes",
                "migrate_cassettes",
                "prune_answers",
                "prune_cassettes",
            ),
            "upkeep",
        ),
    },
)
