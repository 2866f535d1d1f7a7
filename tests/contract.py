"""One more thing that generated requests must find to hold; read by schemathesis in `make test`.

The status 422 alone does not say who is wrong: ids may name nothing and dates stand in the wrong order, which no schema can say.
A length, a range or a type it can. So a request that the document allows must not be refused for one of those.
"""

import schemathesis

FORESEEABLE = {"duplicate-field", "length", "missing", "range", "unknown-field", "wrong-type"}


@schemathesis.check
def refusals_are_foretold(ctx, response, case):
    """What the document allows is not refused for its form."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code != 422:
        return
    if has_written_out_integer(case.body):
        return
    for error in response.json().get("errors", []):
        if error["code"] in FORESEEABLE and not can_only_be_told_by_us(error):
            raise AssertionError(f"The document allows what is refused at {error['pointer']}: {error['code']}, {error['detail']}")


def can_only_be_told_by_us(error):
    """Dates have no bounds in JSON Schema, and a barcode is measured once the spaces around it are dropped."""
    field = error["pointer"].rsplit("/", 1)[-1]
    return field in ("from", "to") or field.endswith(("_on", "_at", "number", "barcode"))


def has_written_out_integer(value):
    """Whether 30 stands there as 30.0, which JSON Schema calls an integer and we do not."""
    if isinstance(value, dict):
        return any(map(has_written_out_integer, value.values()))
    if isinstance(value, list):
        return any(map(has_written_out_integer, value))
    return isinstance(value, float) and value.is_integer()
