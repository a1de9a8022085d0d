"""What every type here has in common."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value between two steps: never changed, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
