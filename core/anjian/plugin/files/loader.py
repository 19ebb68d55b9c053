"""Plain values of YAML: what each scalar says, and nothing that a float would round."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from yaml import SafeLoader
else:
    SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same language, five times as fast with libyaml


class Loader(SafeLoader):
    """Reads a decimal digit by digit, where PyYAML makes a float of it."""

    def decimal(self, node: yaml.ScalarNode) -> Decimal:
        try:
            return Decimal(node.value.replace("_", ""))
        except InvalidOperation:
            raise yaml.constructor.ConstructorError(None, None, f"{node.value} is no number", node.start_mark) from None


Loader.add_constructor("tag:yaml.org,2002:float", Loader.decimal)


def scalar(loader: Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_object(node)
    except ValueError as wrong:  # such as the thirteenth month
        said = f"{node.value}: {wrong}"
        raise yaml.constructor.ConstructorError(None, None, said, node.start_mark) from wrong
