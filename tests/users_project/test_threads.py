"""A user's own test of many threads."""

import os
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import BaseModel

from corrigenda.extract.model import Request


class Colour(BaseModel):
    """What the model fills in."""

    colour: str


@pytest.mark.corrigenda(model="small")
def test_threads_get_each_their_own(recorded_model):
    """Sixty requests, two of each kind, by eight threads in any order."""
    things = [f"Of thing {number}?" for number in range(30)] * 2
    random.Random(os.environ["ORDER"]).shuffle(things)
    with ThreadPoolExecutor(8) as pool:
        asked = [Request(system="Name a colour.", user=thing) for thing in things]
        answers = list(pool.map(lambda request: recorded_model.ask(request, Colour)[0].colour, asked))

    assert answers == things
