"""A lab's versions and tests as `promptfooconfig.yaml`, for promptfoo and whatever else reads its format.

Prompts go through promptfoo's `echo`, so an assertion meets just what was written. Nothing in a prompt is
taken for a template, a file or JSON to be set anew: promptfoo 0.121.2 renders every text with Nunjucks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from labs.prompt.assertions.regression import OUTPUT, PromptTest, Version
from labs.prompt.assertions.vocabulary import NOT, Assertion, Bounds

SCHEMA = "# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json\n"
OUTPUTS = "# Outputs stand among the prompts, since echo gives back what it gets.\n"
_TAG = re.compile(r"\{(?=[{%#])|#(?=\})")
_SHIELD = '{{ "" -}}\n'
"""Renders as nothing. With a line end in it no prompt is taken for a path, and with a tag before it none is
read as JSON or as an address."""
_PLAIN = re.compile(
    r"[\n\x20-\x7e\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]+"
)


def promptfoo_config(title: str, versions: Sequence[Version], tests: Sequence[PromptTest]) -> str:
    """YAML. Outputs stand among the prompts, since `echo` gives back what it gets; a test names its own."""
    labels = {
        **{label_of(version): version.prompt for version in versions},
        **{
            label_of(version, number): text
            for version in versions
            for number, text in enumerate(version.outputs, 1)
        },
    }
    config = {
        "description": title,
        "providers": ["echo"],
        "prompts": [{"label": label, "raw": _Text(shielded(text))} for label, text in labels.items()],
        "tests": [found for number, test in enumerate(tests, 1) if (found := _test(number, test, versions))],
    }
    return (
        SCHEMA
        + (OUTPUTS if any(one.outputs for one in versions) else "")
        + yaml.dump(config, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)
    )


def label_of(version: Version, output: int = 0) -> str:
    """What a prompt is named in the file. promptfoo takes “a:b” for a member of “a”: no colons."""
    if not output:
        return f"Version {version.number}"
    named = "Recorded output" if output in version.recorded else "Output"
    return f"{named} {output} of version {version.number}"


def description_of(number: int, test: PromptTest) -> str:
    return f"{number}. {test.name}"


def literal(text: str) -> str:
    """A Nunjucks template that renders as the text."""
    return _TAG.sub(lambda found: f'{{{{ "{found[0]}" }}}}', text)


def shielded(text: str) -> str:
    """The same for a prompt, which promptfoo looks at before it renders it."""
    # White space right after the shield would go with its line end.
    return _SHIELD + ('{{ "" }}' if text[:1].isspace() else "") + literal(text)


def _test(number: int, test: PromptTest, versions: Sequence[Version]) -> dict[str, Any] | None:
    """None where no version has a text for it."""
    if test.on == OUTPUT:
        labels = [label_of(one, at + 1) for one in versions for at in range(len(one.outputs))]
    else:
        labels = [label_of(one) for one in versions]
    if not labels:
        return None
    said: dict[str, Any] = {"description": description_of(number, test), "prompts": labels}
    if test.threshold:
        said["threshold"] = test.threshold
    return said | {"assert": [_assertion(one) for one in test.assertions]}


def _assertion(assertion: Assertion) -> Mapping[str, Any]:
    said: dict[str, Any] = {"type": assertion.type}
    value = assertion.value
    if isinstance(value, Bounds) and assertion.base == "length":
        said = {"type": (NOT if assertion.negated else "") + "regex", "value": _length_pattern(value)}
    elif isinstance(value, Bounds):
        said["value"] = {
            name: end for name, end in (("min", value.least), ("max", value.most)) if end is not None
        }
    elif isinstance(value, tuple):
        said["value"] = [_value(one) for one in value]
    elif value:
        said["value"] = _value(value)
    if assertion.weight != 1:
        said["weight"] = assertion.weight
    return said | ({"metric": literal(assertion.metric)} if assertion.metric else {})


def _length_pattern(bounds: Bounds) -> str:
    return f"^[\\s\\S]{{{bounds.least or 0},{'' if bounds.most is None else bounds.most}}}$"


def _value(text: str) -> str:
    """file:// and package: would be read from a disk."""
    return ('{{ "" }}' if text.startswith(("file://", "package:")) else "") + literal(text)


class _Text(str):
    """One that may be long: set as a block of lines where that keeps every character."""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, _ in node.value:
            key.style = None
        return node


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # Always quoted: YAML 1.2, which promptfoo reads, takes some bare words for numbers that 1.1 does not.
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


def _block(dumper: yaml.SafeDumper, text: _Text) -> yaml.ScalarNode:
    plain = _PLAIN.fullmatch(text) and not re.search(r"[ ]+(\n|$)", text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|" if plain else '"')


_Dumper.add_representer(str, _quoted)
_Dumper.add_representer(_Text, _block)
