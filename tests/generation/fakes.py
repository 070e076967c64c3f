"""Engines that do no work and count it: what the line does with them is what is tested."""

import hashlib
from pathlib import Path

import numpy as np

from generation.engines import wave_file
from generation.ports import AAC_FRAME, SAMPLE_RATE, EngineError, Fit, Heard, Spoken, Told, Word
from generation.provenance import Origin
from generation.stages.contract import Made


class Speech:
    name, version = "Fake voice", "1"

    def __init__(self) -> None:
        self.said: list[str] = []
        self.asked: list[dict] = []
        self.fails_at = ""
        self.error: Exception = EngineError("speech_failed", "The voice did not speak.")
        self.seconds_a_word = 0.1

    def identity(self, voice, locale="en-gb"):
        return {"voice": voice}

    def say(self, text, *, voice, words_per_minute, locale="en-gb", phonemes=()):
        if self.fails_at and self.fails_at in text:
            raise self.error
        self.said.append(text)
        self.asked.append({"voice": voice, "words_per_minute": words_per_minute, "locale": locale})
        spoken = text.split()
        each = self.seconds_a_word
        words = tuple(Word(word, number * each, (number + 1) * each) for number, word in enumerate(spoken))
        return Spoken(np.full(round(len(spoken) * each * SAMPLE_RATE), 0.1, dtype=np.float32), words)


class BagOfWords:
    """Every word is hashed to a direction."""

    name, version = "Bag of words", "1"

    def embed(self, texts):
        rows = np.zeros((len(texts), 128), dtype=np.float32)
        for number, text in enumerate(texts):
            for word in text.lower().split():
                rows[number, int(hashlib.sha256(word.encode()).hexdigest(), 16) % 128] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


class Narrator:
    """Says sentences as they stand; instead of one it knows, what it was told to."""

    name, version, model, device = "Fake narrator", "1", "none", "cpu"

    def __init__(self) -> None:
        self.told: list[list[str]] = []
        self.instead: dict[str, str] = {}
        self.error: EngineError | None = None

    def identity(self):
        return {"model": self.model}

    def tell(self, sentences, *, most_words, seed):
        if self.error:
            raise self.error
        self.told.append(list(sentences))
        return [[Told(self.instead.get(one, one), number) for number, one in enumerate(sentences)]]


class Slides:
    name, version = "Fake slides", "1"

    def __init__(self) -> None:
        self.drawn: list[dict] = []

    def render(self, slides, folder: Path):
        paths = []
        for slide in slides:
            self.drawn.append(dict(slide))
            path = folder / f"slide-{len(self.drawn)}.png"
            path.write_bytes(b"picture")
            paths.append(path)
        return paths


class Reference:
    name, version = "Fake sheet", "1"

    def __init__(self) -> None:
        self.sheets: list[dict] = []

    def pdf(self, sheet, target: Path):
        self.sheets.append(dict(sheet))
        target.write_bytes(b"%PDF")
        return Fit(pages=1, scale=1.0)


class Sound:
    name, version = "Fake coder", "1"

    def __init__(self) -> None:
        self.encoded = 0
        self.joined = 0
        self.beds = 0
        self.music: list = []
        self.loudness = -16.0
        self.gains: list[float] = []
        self.comments: list[str] = []

    def bed(self, source: Path, target: Path):
        self.beds += 1
        target.write_bytes(source.read_bytes())

    def chunk(self, passage: Path, target: Path, *, before, after, gain, music=None):
        self.encoded += 1
        self.gains.append(gain)
        self.music.append(music)
        target.write_bytes(passage.read_bytes()[44:54])
        frames = (passage.stat().st_size - 44) // (2 * AAC_FRAME)
        return Heard(-2.0, (10 ** ((self.loudness + gain + 0.691) / 10),) * frames)

    def join(self, chunks, target: Path, *, chapters, title, comment, cover=None):
        self.joined += 1
        self.comments.append(comment)
        target.write_bytes(b"".join(chunk.read_bytes() for chunk in chunks))


class Cover:
    name, version = "Fake cover", "1"

    def __init__(self) -> None:
        self.drawn: list[dict] = []

    def draw(self, cover, target: Path):
        self.drawn.append(dict(cover))
        target.write_bytes(b"cover")


class Video:
    name, version = "Fake film", "1"

    def __init__(self) -> None:
        self.segments = 0
        self.joined = 0
        self.comments: list[str] = []
        self.film = b"0123456789" * 20

    def segment(self, slide: Path, seconds: float, target: Path):
        self.segments += 1
        target.write_bytes(slide.read_bytes())

    def join(self, segments, sound: Path, target: Path, *, chapters, title, comment):
        self.joined += 1
        self.comments.append(comment)
        target.write_bytes(self.film)


class Scenes:
    name, version = "Fake scenes", "1"

    def __init__(self) -> None:
        self.moves: list[tuple[str, float]] = []

    def scene(self, slide: Path, seconds: float, target: Path, move):
        self.moves.append((str(move.kind), move.seconds))
        target.write_bytes(slide.read_bytes())


class Seal:
    name, version, identity = "Fake seal", "1", "fake"

    def __init__(self) -> None:
        self.sealed: list[Origin] = []

    def seal(self, source: Path, target: Path, origin: Origin):
        self.sealed.append(origin)
        target.write_bytes(source.read_bytes())


class Clips:
    name, version = "Fake clips", "1"

    def __init__(self) -> None:
        self.played: list[str] = []
        self.shown: list[tuple[str, float]] = []

    def sound(self, clip, target: Path, *, frames: int):
        self.played.append(clip.title)
        wave_file.write(np.full(frames * AAC_FRAME, 0.1, dtype=np.float32), target)

    def picture(self, clip, seconds: float, target: Path, *, paper: str):
        self.shown.append((clip.title, seconds))
        target.write_bytes(b"film")


class Engines:
    """A registry of one engine each, so that a test can look at what each has done."""

    def __init__(self) -> None:
        self._narrator, self._embedder = Narrator(), BagOfWords()
        self._vertical = Slides()
        self._speech, self._slides, self._reference = Speech(), Slides(), Reference()
        self._cover, self._sound, self._video, self._scenes = Cover(), Sound(), Video(), Scenes()
        self._seal = Seal()
        self._clips = Clips()

    def speech(self):
        return self._speech

    def narrator(self):
        return self._narrator

    def embedder(self):
        return self._embedder

    def slides(self):
        return self._slides

    def vertical(self):
        return self._vertical

    def reference(self):
        return self._reference

    def cover(self):
        return self._cover

    def sound(self):
        return self._sound

    def video(self):
        return self._video

    def scenes(self):
        return self._scenes

    def seal(self):
        return self._seal

    def clips(self):
        return self._clips


class Shelf(dict):
    """A store in memory."""

    def find(self, digests):
        return {name: self[name] for name in digests if name in self}

    def put(self, *, digest, stage, outcome, seconds):
        self[digest] = Made(digest, stage, meta=outcome.meta, parts=outcome.parts, engine=outcome.engine)
        return self[digest]
