"""IPA as eSpeak NG's English voices understand it. Pure.

The library takes its own mnemonics, not IPA; those of a language other than English differ, and are not here.
"""

from __future__ import annotations

SOUNDS = {
    "tʃ": "tS",
    "dʒ": "dZ",
    "əʊ": "oU",
    "oʊ": "oU",
    "aʊ": "aU",
    "aɪ": "aI",
    "eɪ": "eI",
    "ɔɪ": "OI",
    "ɪə": "i@3",
    "iə": "i@3",
    "eə": "e@",
    "ʊə": "U@",
    "iː": "i:",
    "uː": "u:",
    "ɑː": "A:",
    "ɔː": "O:",
    "ɜː": "3:",
    "ɜ": "3:",
    "ɪ": "I",
    "i": "i",
    "ɛ": "E",
    "e": "E",
    "æ": "a",
    "a": "a",
    "ɐ": "a#",
    "ə": "@",
    "ʌ": "V",
    "ʊ": "U",
    "u": "u:",
    "ɒ": "0",
    "ɑ": "A:",
    "ɔ": "O:",
    "θ": "T",
    "ð": "D",
    "ʃ": "S",
    "ʒ": "Z",
    "ŋ": "N",
    "ɡ": "g",
    "g": "g",
    "ɹ": "r",
    "r": "r",
    "ˈ": "'",
    "ˌ": ",",
    **{letter: letter for letter in "bdfhjklmnpstvwz"},
}
"""Sound -> mnemonic. Longer ones are tried first."""


def mnemonics(ipa: str) -> str:
    """A space stands between words, a dot between syllables.

    Raises ValueError for a sign that is not here.
    """
    found: list[str] = []
    at = 0
    while at < len(ipa):
        if ipa[at] in " .":
            found.append("" if ipa[at] == "." else "||")
            at += 1
            continue
        size = 2 if ipa[at : at + 2] in SOUNDS else 1
        if ipa[at : at + size] not in SOUNDS:
            raise ValueError(ipa[at])
        found.append(SOUNDS[ipa[at : at + size]])
        at += size
    return "".join(found)
