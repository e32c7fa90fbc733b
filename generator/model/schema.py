"""Records that check themselves: the one place that knows pydantic.

pydantic does the typing, the JSON Schema and the collecting of all problems of a record at once; everything else in
the package imports these names from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

__all__ = [
    "AfterValidator",
    "Annotated",
    "BeforeValidator",
    "Field",
    "Problem",
    "Record",
    "Self",
    "TypeAdapter",
    "ValidationError",
    "WithJsonSchema",
    "labels",
    "model_validator",
    "nested",
    "offence",
    "problems",
]


class Record(BaseModel):
    """A frozen value that knows its fields, refuses unknown ones, and can describe itself as JSON Schema."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=False, str_strip_whitespace=True, use_attribute_docstrings=True
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a record: where (a path of keys and indices), of what type, and what it says."""

    where: tuple[str | int, ...]
    type: str
    message: str
    given: object
    context: Mapping[str, Any]


def problems(error: ValidationError) -> Iterator[Problem]:
    """List everything that a validation found, in the order of the fields."""
    for one in error.errors(include_url=False):
        context = one.get("ctx", {})
        cause = context.get("error")
        message = str(cause) if isinstance(cause, ValueError) else one["msg"]
        yield Problem(one["loc"], one["type"], message, one.get("input"), context)


def labels(record: type[Record]) -> dict[str, str]:
    """Map each field's English name to its Chinese label (pydantic's ``title``)."""
    return {name: field.title or name for name, field in record.model_fields.items()}


def nested(record: type[Record], name: str) -> type[Record] | None:
    """Tell which record a field holds, by itself or in a list; ``None`` for plain values and unknown fields."""
    field = record.model_fields.get(name)
    waiting = [field.annotation] if field else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and issubclass(one, Record):
            return one
        waiting.extend(get_args(one))
    return None


def offence(rule: str, message: str) -> PydanticCustomError:
    """An error for a validator to raise when what it refuses is a rule's own matter: ``Problem.type`` is its id."""
    return PydanticCustomError(rule, "{said}", {"said": message})
