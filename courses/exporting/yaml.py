"""Plain values as YAML that comes back the same."""

from __future__ import annotations

from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    # Quoted in double marks, line ends and everything that cannot be seen are escaped: nothing depends on how
    # lines are folded, and no line can look like the end of a container.
    style = None if text.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def dumped(value: Any, flow: bool = False) -> list[str]:
    """Lines. flow: innermost lists and mappings on one line each."""
    text = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
        default_flow_style=None if flow else False,
    )
    return text.rstrip("\n").split("\n")
