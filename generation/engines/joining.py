"""Segments and a finished sound in one film, packet by packet: nothing is decoded or encoded.

In this process: for forty thousand packets of sound, ffmpeg's own queues take four times as long.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer, OutputContainer
from av.packet import Packet

from generation.engines import aac
from generation.ports import Chapter, EngineError

FILE = {"fflags": "+bitexact", "movflags": "+faststart"}
UNREAD = {"skip_frame": "all"}
"""Only packets are wanted of a segment: without this its first picture is decoded, to learn what is known."""


def join(
    segments: Sequence[tuple[Path, float]],
    sound: Path,
    target: Path,
    *,
    timescale: int,
    chapters: Sequence[Chapter],
    title: str,
    comment: str,
) -> None:
    """segments: (file, seconds). timescale: ticks a second of the picture. Raises EngineError, OSError."""
    options = {**FILE, "video_track_timescale": str(timescale)}
    with ExitStack() as opened:
        heard = opened.enter_context(_opened(sound))
        first = opened.enter_context(_opened(segments[0][0]))
        try:
            film = opened.enter_context(av.open(str(target), "w", format="mp4", options=options))
            film.metadata.update(title=" ".join(title.split()), comment=" ".join(comment.split()))
            film.set_chapters([aac.marked(number, one) for number, one in enumerate(chapters)])
            _mux(film, first, heard, segments, timescale)
        except av.error.FFmpegError as error:
            raise OSError(error.errno, os.strerror(error.errno)) from error


def _mux(
    film: OutputContainer,
    first: InputContainer,
    heard: InputContainer,
    segments: Sequence[tuple[Path, float]],
    timescale: int,
) -> None:
    picture = film.add_stream_from_template(first.streams.video[0])
    picture.time_base = Fraction(1, timescale)
    sound = film.add_stream_from_template(heard.streams.audio[0])
    tick = heard.streams.audio[0].time_base
    spoken = (packet for packet in heard.demux(audio=0) if packet.size)
    waiting = next(spoken, None)
    # Side by side as they are played, so that a player never has to look far for either.
    for shown in _pictures(segments, timescale):
        until = shown.pts * shown.time_base / tick
        while waiting is not None and waiting.pts < until:
            waiting.stream = sound
            film.mux_one(waiting)
            waiting = next(spoken, None)
        shown.stream = picture
        film.mux_one(shown)
    while waiting is not None:
        waiting.stream = sound
        film.mux_one(waiting)
        waiting = next(spoken, None)


def _pictures(segments: Sequence[tuple[Path, float]], timescale: int) -> Iterator[Packet]:
    """Every picture at its time. Lengths are rounded on the whole, so that rounding never adds up."""
    tick, at, end = Fraction(1, timescale), 0.0, 0
    coded = None
    for path, seconds in segments:
        at += seconds
        begin, end = end, round(at * timescale)
        with _opened(path, [UNREAD]) as segment:
            coded = coded or _coded(segment)
            if _coded(segment) != coded:
                raise EngineError(
                    "unlike_segments",
                    "The pictures of this film were coded by programs that differ. Leave GREENROOM_FFMPEG "
                    "empty, or name one with the x264 of PyAV; then make them again.",
                )
            packets = [packet for packet in segment.demux(video=0) if packet.size]
        times = [begin + round(packet.pts * packet.time_base * timescale) for packet in packets]
        for packet, time, following in zip(packets, times, [*times[1:], end], strict=True):
            packet.time_base = tick
            packet.pts = packet.dts = time
            packet.duration = following - time
            yield packet


def _coded(segment: InputContainer) -> bytes:
    """How a player must be set up for it: a film says so once, for all its pictures."""
    return bytes(segment.streams.video[0].codec_context.extradata or b"")


def _opened(path: Path, streams: list[dict[str, str]] | None = None) -> InputContainer:
    try:
        return av.open(str(path), stream_options=streams)
    except (av.error.FFmpegError, OSError) as error:
        raise EngineError(
            "ffmpeg_failed", f"{path.name} cannot be read ({error}). Make its passage again, then retry."
        ) from error
