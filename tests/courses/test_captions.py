"""WebVTT is read strictly, and kept without anything that is no time and no word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.clips.captions import clean_captions, read_captions
from courses.uploads import Unusable

WHOLE = """WEBVTT - made by hand

STYLE
::cue { background: url(https://example.com/spy) }

NOTE who speaks

1
00:01.000 --> 00:02.500 line:0 align:start evil:1
<v.loud Mara>One <b>lamp</b>,</v>
<script>alert(1)</script><c.red>frame</c> left & <i>warm</i>

01:00:02.500 --> 01:00:04.000
A < B
"""


def test_only_times_and_words_are_kept():
    assert clean_captions(WHOLE) == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:02.500 line:0 align:start\n"
        "<v Mara>One <b>lamp</b>,</v>\nalert(1)frame left &amp; <i>warm</i>\n\n"
        "01:00:02.500 --> 01:00:04.000\nA &lt; B\n"
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "line that says WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:02,000\nSRT", "line that says WEBVTT"),
        ("WEBVTT\n", "no words in them"),
        ("WEBVTT\n\nNOTE nothing else", "no words in them"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nA comma", "line 3: .* full stop"),
        ("WEBVTT\n00:01.000 --> 00:02.000\nOne\n\n00:02.000 --> 00:03.000\nTwo", "leave an empty line"),
        ("WEBVTT\n\nJust words", "line 3: here should stand times"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "line 3: nothing is said"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<script></script>", "line 3: nothing is said"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nNo time", "line 3: this one ends before it begins"),
        (
            "WEBVTT\n\n00:02.000 --> 00:03.000\nTwo\n\n00:01.000 --> 00:02.000\nOne",
            "line 6: this one begins before the one above",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:09.000\nLate", "line 3: this one ends at 0:09, and the clip at 0:05"),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nNo such second", "line 3: here should stand times"),
        ("WEBVTT" + " " * 500_000, "far too long"),
    ],
)
def test_captions_that_do_not_fit_are_refused_with_their_line(written, told):
    with pytest.raises(Unusable, match=told):
        read_captions(written, seconds=5.0)


def test_files_of_other_systems_are_read():
    assert read_captions("\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nOne\r\n")[0].text == "One"


@settings(max_examples=40)
@given(st.text(alphabet="ab<>/&;#v1 \n-.lt", max_size=60))
def test_what_was_cleaned_once_stays_as_it_is(words):
    try:
        once = clean_captions(f"WEBVTT\n\n00:01.000 --> 00:02.000\nx {words}")
    except Unusable:
        return
    assert clean_captions(once) == once
    assert "<script" not in once
