"""Authors' clips made to fit a lesson: the picture into its frame, the sound to its loudness."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
from av.audio.frame import AudioFrame

from generation.engines import clip_source, ffmpeg, filters, levels, meter, wave_file
from generation.engines.h264 import ARGUMENTS, COLOUR, FPS, TIMESCALE
from generation.ports import AAC_FRAME, SAMPLE_RATE, EngineError, Footage

REVISION = "1"
"""Changes with anything in here that changes a picture or a sound."""
TARGET, TOLERANCE = -16.0, 0.5
"""LUFS of a clip in a lesson, and LU that it may be off."""
SILENT = -60.0
"""LUFS under which a clip is a quiet room: turned up, it would hiss."""
MOST_GAIN = 30.0
"""dB."""
TRIES = 3
SOFT = 0.01
"""Seconds at either end over which the sound comes and goes: a cut in mid-wave would click."""
LEAST_LAST = 0.02
"""Seconds that the last frame is shown at least."""


class Placed:
    """The Clips port by FFmpeg. program: path of ffmpeg, "" for the bundled one."""

    name = "FFmpeg clips"

    def __init__(self, program: str = "") -> None:
        self._ffmpeg = ffmpeg.Program(program)

    @property
    def version(self) -> str:
        return f"{self._ffmpeg.version}, {av.ffmpeg_version_info}.{REVISION}"

    def sound(self, clip: Footage, target: Path, *, frames: int) -> None:
        length = frames * AAC_FRAME
        found = clip_source.look(clip.path, title=clip.title, seconds=clip.seconds)
        try:
            if found.has_sound:
                _levelled(clip, target, length)
            else:
                wave_file.write_parts([], target, length=length)
        except av.error.FFmpegError as error:
            raise _damaged(clip) from error

    def picture(self, clip: Footage, seconds: float, target: Path, *, paper: str) -> None:
        found = clip_source.look(clip.path, title=clip.title, seconds=clip.seconds)
        if not found.has_picture:
            raise clip_source.bad(clip.title, f"holds no picture. Show it as audio. {clip_source.AGAIN}")
        frames = int((seconds - LEAST_LAST) * FPS) + 1
        source = ["-xerror", "-i", clip.path, "-map", "0:v:0", "-frames:v", str(frames)]
        times = f"-fps_mode vfr -enc_time_base 1:{TIMESCALE} -video_track_timescale {TIMESCALE}".split()
        unmarked = "-map_metadata -1 -map_chapters -1 -an".split()
        with ffmpeg.written(target) as draft:
            try:
                self._ffmpeg.run(
                    [
                        *(*source, "-vf", _fitted(paper), *unmarked, *ARGUMENTS, *times),
                        *(*ffmpeg.SAME_BYTES, "-f", "mp4", draft),
                    ]
                )
            except EngineError as error:
                raise _damaged(clip) if error.code == "ffmpeg_failed" else error from error


def _fitted(paper: str) -> str:
    """Whatever it was: progressive, 25 frames a second, as large as the frame holds, Rec. 709, 8 bits."""
    return ",".join(
        [
            "bwdif=mode=send_frame:deint=interlaced",
            f"fps={FPS}:start_time=0",
            "scale=w='min(1920,round(540*dar)*2)':h='min(1080,round(960/dar)*2)'"
            ":out_color_matrix=bt709:out_range=tv",
            "format=yuv420p,setsar=0",
            f"pad=1920:1080:-1:-1:color={paper}",
            f"tpad=stop_mode=clone:stop_duration={clip_source.SLACK + 1}",
            f"setparams={COLOUR},settb=1/{TIMESCALE},setpts=N*{TIMESCALE // FPS}",
        ]
    )


def _levelled(clip: Footage, target: Path, length: int) -> None:
    """One gain for the whole clip, so that its louds and softs stay; then the limiter of every passage."""
    heard = meter.of_file(clip.path).integrated
    gain = TARGET - heard if heard > SILENT else 0.0
    for _ in range(TRIES):
        gain = min(gain, MOST_GAIN)
        _write(clip.path, target, length, gain)
        off = TARGET - meter.of_file(target).integrated
        if abs(off) <= TOLERANCE or gain == MOST_GAIN or heard <= SILENT:
            return
        gain += off


def _write(path: Path, target: Path, length: int, gain: float) -> None:
    fades = [("afade", f"t=in:d={SOFT}"), ("afade", f"t=out:st={length / SAMPLE_RATE - SOFT:.4f}:d={SOFT}")]
    frames = filters.run(_mono(path), SAMPLE_RATE, [*levels.levelling(gain), *fades])
    wave_file.write_parts((frame.to_ndarray().reshape(-1) for frame in frames), target, length=length)


def _mono(path: Path) -> Iterator[AudioFrame]:
    """The sound from the clip's very beginning: silence where it comes in later than the picture."""
    plain = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    with av.open(str(path)) as container:
        at = 0
        for decoded in container.decode(audio=0):
            if at == 0 and decoded.time is not None:
                late = decoded.time - (container.start_time or 0) / av.time_base
                for frame in filters.blocks(wave_file.silence(max(0.0, late)), SAMPLE_RATE):
                    yield frame
                    at += frame.samples
            decoded.pts = None
            for frame in plain.resample(decoded):
                yield _placed(frame, at)
                at += frame.samples
        for frame in plain.resample(None):
            yield _placed(frame, at)
            at += frame.samples


def _placed(frame: AudioFrame, at: int) -> AudioFrame:
    frame.pts = at
    return frame


def _damaged(clip: Footage) -> EngineError:
    return clip_source.bad(clip.title, f"is damaged: it cannot be played to its end. {clip_source.AGAIN}")
