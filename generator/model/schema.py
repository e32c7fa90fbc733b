"""Records that check themselves: the one place that knows pydantic.

pydantic does the typing, the JSON Schema and the collecting of all problems of a record at once; everything else in
the package imports these names from here. Modules that define records do not postpone their annotations: pydantic would
evaluate the texts of a class anew for every class below it.
"""

import ast
from collections.abc import Iterator, Mapping
from inspect import cleandoc, getsource
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Self, TypeVar, cast, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ModelSchema

from generator.model.values import Struct

__all__ = [
    "AfterValidator",
    "Annotated",
    "BeforeValidator",
    "Discriminator",
    "Field",
    "Problem",
    "Record",
    "Self",
    "Tag",
    "TypeAdapter",
    "ValidationError",
    "WithJsonSchema",
    "described",
    "labels",
    "listing",
    "model_validator",
    "nested",
    "offence",
    "packed",
    "problems",
    "texts",
    "unpacked",
    "usual",
]


Kind = TypeVar("Kind", bound="Record")


class Record(BaseModel):
    """A frozen value that knows its fields, refuses unknown ones, and can describe itself as JSON Schema."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=False, str_strip_whitespace=True, defer_build=True
    )
    blanks: ClassVar[bool] = False
    """Items of its lists may be empty: they are the cells of a table."""


def usual(record: type[Kind]) -> Kind:
    """A record that leaves everything as it is by default; nothing is checked, so nothing need be made ready for it."""
    return cast("Kind", record.model_construct())


def packed(record: Record) -> bytes:
    """Write a record as JSON that ``unpacked`` reads: no field that has its default.

    It is ``model_dump_json``, without what that does for callers who want it otherwise; there is one for each page. The
    last one is remembered, for a page's own rules want it right before the page is kept.
    """
    last, data = _LAST[0]
    if last is not record:
        data = record.__pydantic_serializer__.to_json(record, exclude_defaults=True)
        _LAST[0] = record, data
    return data


_LAST: list[tuple[Record | None, bytes]] = [(None, b"")]


def unpacked(record: type[Kind], data: bytes) -> Kind:
    """Read what ``packed`` wrote (``model_validate_json``, without what that does for other callers)."""
    found: Kind = record.__pydantic_validator__.validate_json(data)
    return found


class Problem(Struct, frozen=True):
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
        given = one.get("input")
        if one["type"] == "too_short" and isinstance(given, list) and len(given) >= context.get("min_length", 1):
            continue  # its items are reported themselves; pydantic counts those that were left
        yield Problem(one["loc"], one["type"], message, given, context)


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


def texts(value: object, *where: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in a record, in its lists and in the records below it: where it stands, and what it says."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), *where, name)
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from texts(one, *where, place)


def listing(record: type[Record]) -> frozenset[str]:
    """The fields of a record that hold several values."""
    return frozenset(name for name, field in record.model_fields.items() if get_origin(field.annotation) is tuple)


def described(record: type[Record]) -> dict[str, Any]:
    """Describe a record as JSON Schema, with the docstring of each field.

    pydantic can collect docstrings by itself, but it does so for every record at every start of the program.
    """
    return record.model_json_schema(schema_generator=_Describing)


class _Describing(GenerateJsonSchema):
    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        for ancestor in reversed(schema["cls"].__mro__):
            if issubclass(ancestor, Record):
                for name, said in _docstrings(ancestor):
                    found["properties"][name]["description"] = said
        return found


def _docstrings(record: type[Record]) -> Iterator[tuple[str, str]]:
    """The fields that a record declares itself, and the text below each."""
    (definition,) = ast.parse(getsource(record)).body
    for one, below in pairwise(definition.body if isinstance(definition, ast.ClassDef) else ()):
        match one, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(said))) if name in record.model_fields:
                yield name, cleandoc(said)


def offence(rule: str, message: str, *, timed: bool = False) -> PydanticCustomError:
    """An error for a validator to raise when what it refuses is a rule's own matter: ``Problem.type`` is its id.

    ``timed`` says that the field takes a time of day.
    """
    return PydanticCustomError(rule, "{said}", {"said": message, "timed": timed})
