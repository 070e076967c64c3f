"""Sound as AAC packets: a passage encoded apart, and passages joined by copy.

A packet's window lies over two frames of sound, so what stands on either side of a cut decides how it
sounds there. A passage is therefore encoded with EARLY frames of the passage before and LATE of the one
after, and the packets of those are dropped. What is kept begins with the packet whose window ends in the
passage's first frame: alone it primes the decoder; in a join the neighbour's last packet takes its place.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Disposition
from numpy.typing import NDArray

from generation.engines import ffmpeg, filters
from generation.ports import AAC_FRAME, EARLY, LATE, SAMPLE_RATE, Chapter, EngineError

TICK = Fraction(1, SAMPLE_RATE)
BIT_RATE = 96_000
"""Of one channel: speech over a quiet bed needs no more, and coding it takes a fifth less time than 128."""
# FFmpeg's default coder takes twice the time and is further from the speech it is given; so is noise shaping.
# Above 15 kHz, where broadcast sound ends too, it would spend its bits on what speech does not have.
CODER = {"aac_coder": "fast", "aac_tns": "0", "cutoff": "15000"}
# No encoder tag and no date, so that the same input gives the same file. The brand is an .m4a's; PyAV asks
# FFmpeg's own muxer of that name whether it takes pictures as tracks, hears no, and would put in no cover.
FILE = {"fflags": "+bitexact", "movflags": "+faststart", "brand": "M4A "}


def encode(samples: NDArray[np.float32], target: Path) -> NDArray[np.float32]:
    """Encode EARLY frames, a passage and LATE frames; keep the passage. What a player makes of it."""
    with _written(target) as (container, stream):
        packets: list[Packet] = []
        for frame in filters.blocks(samples, SAMPLE_RATE):
            packets += stream.encode(frame)
        packets += stream.encode(None)
        frames = len(samples) // AAC_FRAME - EARLY - LATE
        kept = [bytes(packet) for packet in packets[EARLY : EARLY + frames + 1]]
        _mux(container, stream, map(_packet, kept))
    return decoded(target)


def join(
    chunks: Sequence[Path],
    target: Path,
    *,
    title: str,
    comment: str,
    chapters: Sequence[Chapter],
    cover: Path | None = None,
) -> None:
    """One file of all chunks, one after the other, without encoding anything. cover: a PNG (atom covr)."""
    with _written(target) as (container, stream):
        container.metadata.update(title=title, comment=comment)
        container.set_chapters([marked(number, one) for number, one in enumerate(chapters)])
        if cover:
            _show(container, cover)
        _mux(container, stream, _in_a_row(chunks))


def _show(container: OutputContainer, cover: Path) -> None:
    data = cover.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    picture = container.add_mux_stream("png", width=width, height=height)
    picture.time_base, picture.disposition = TICK, Disposition.attached_pic
    packet = Packet(data)
    packet.stream, packet.time_base, packet.is_keyframe = picture, TICK, True
    packet.pts = packet.dts = 0
    container.mux_one(packet)


def _in_a_row(chunks: Sequence[Path]) -> Iterator[Packet]:
    """The packets of every chunk without its priming one, after that of the first."""
    for number, path in enumerate(chunks):
        yield from _packets(path)[1 if number else 0 :]


def _packets(path: Path) -> list[Packet]:
    try:
        with av.open(str(path)) as chunk:
            # The first one comes with a note to skip its samples: a join has its own way to say that.
            first, *others = (packet for packet in chunk.demux(audio=0) if packet.size)
            return [_packet(bytes(first)), *others]
    except (av.error.FFmpegError, OSError, ValueError) as error:  # ValueError: not one packet in it
        raise EngineError(
            "bad_sound", f"{path.name} cannot be read as encoded sound ({error}). Make its passage again."
        ) from error


@contextmanager
def _written(target: Path) -> Iterator[tuple[OutputContainer, AudioStream]]:
    """An .m4a to put packets into. Its coder stands ready: a join needs its settings alone."""
    with ffmpeg.written(target) as draft:
        try:
            with av.open(str(draft), "w", format="mp4", options=FILE) as container:
                stream = container.add_stream("aac", rate=SAMPLE_RATE, options=CODER, layout="mono")
                stream.bit_rate, stream.time_base = BIT_RATE, TICK
                stream.codec_context.flags |= Flags.bitexact
                yield container, stream
        except av.error.FFmpegError as error:
            raise OSError(error.errno, os.strerror(error.errno)) from error


def _mux(container: OutputContainer, stream: AudioStream, packets: Iterable[Packet]) -> None:
    """The first packet primes the decoder: it lies before the beginning, and players leave it out."""
    for number, packet in enumerate(packets):
        packet.stream = stream
        packet.pts = packet.dts = (number - 1) * AAC_FRAME
        container.mux_one(packet)


def _packet(data: bytes) -> Packet:
    packet = Packet(data)
    packet.time_base, packet.duration, packet.is_keyframe = TICK, AAC_FRAME, True
    return packet


def decoded(path: Path) -> NDArray[np.float32]:
    """What a player hears of a file. A second at a time comes out of FFmpeg, not a packet."""
    chain = [("asetnsamples", f"n={SAMPLE_RATE}:p=0"), ("aformat", "sample_fmts=flt:channel_layouts=mono")]
    frames = filters.of_file(path, chain)
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames])


def marked(number: int, chapter: Chapter) -> dict[str, object]:
    return {
        "id": number,
        "start": round(chapter.start * 1000),
        "end": round(chapter.end * 1000),
        "time_base": Fraction(1, 1000),
        "metadata": {"title": " ".join(chapter.title.split())},
    }
