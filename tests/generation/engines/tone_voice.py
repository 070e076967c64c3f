"""A Piper voice of about a kilobyte: a tone for each phoneme, its length from a Ceil node, as real voices
have.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

RATE = 22_050
HOP = 256
HOPS = 3
"""Hops a phoneme id lasts at length scale 1."""


def write(
    folder: Path, *, aligned: bool = True, speakers: int = 1, loud: float = 0.2, language: str = "en-gb-x-rp"
) -> dict[str, str]:
    """Write model and config; what GREENROOM_PIPER_VOICES says about them."""
    model = folder / "tone.onnx"
    model.write_bytes(_model(aligned, speakers, loud).SerializeToString())
    config = {
        "num_symbols": 256,
        "num_speakers": speakers,
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": language},
        "phoneme_type": "espeak",
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "speaker_id_map": {f"speaker-{number}": number for number in range(speakers)} if speakers > 1 else {},
        "hop_length": HOP,
        "inference": {"noise_scale": 0.0, "length_scale": 1.0, "noise_w": 0.0},
    }
    Path(f"{model}.json").write_text(json.dumps(config))
    return {"path": str(model), "sha256": hashlib.sha256(model.read_bytes()).hexdigest()}


def _constant(name: str, value: np.ndarray) -> onnx.TensorProto:
    return numpy_helper.from_array(value, name)


def _model(aligned: bool, speakers: int, loud: float) -> onnx.ModelProto:
    """input (1, N) ids -> output (1, 1, N * hops * HOP): a sine whose frequency follows the id; id 0..3 stay
    silent.
    """
    rounding = "Ceil" if aligned else "Floor"
    nodes = [
        helper.make_node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["scales", "one"], ["scale"]),
        helper.make_node("Mul", ["ids", "zero"], ["zeros"]),
        helper.make_node("Add", ["zeros", "hops"], ["even"]),
        helper.make_node("Mul", ["even", "scale"], ["long"]),
        helper.make_node(rounding, ["long"], ["w_ceil"]),
        helper.make_node("ReduceMax", ["w_ceil"], ["width"], keepdims=0),
        helper.make_node("Mul", ["width", "hop"], ["samples"]),
        helper.make_node("Range", ["zero", "samples", "one_f"], ["clock"]),
        helper.make_node("Unsqueeze", ["ids", "last"], ["tall"]),
        helper.make_node("Mul", ["tall", "step"], ["rising"]),
        helper.make_node("Add", ["rising", "lowest"], ["pitch"]),
        helper.make_node("Mul", ["pitch", "clock"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["tone"]),
        helper.make_node("Greater", ["tall", "unspoken"], ["heard"]),
        helper.make_node("Cast", ["heard"], ["gate"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["tone", "gate"], ["gated"]),
        helper.make_node("Mul", ["gated", "loud"], ["quiet"]),
        helper.make_node("Reshape", ["quiet", "flat"], ["output"]),
    ]
    numbers = {"zero": 0, "one_f": 1, "hops": HOPS, "hop": HOP}
    numbers |= {"step": 0.002, "lowest": 0.05, "unspoken": 3.5, "loud": loud}
    constants = {
        "one": np.array(1, dtype=np.int64),
        "last": np.array([2], dtype=np.int64),
        "flat": np.array([1, 1, -1], dtype=np.int64),
        **{name: np.array(number, dtype=np.float32) for name, number in numbers.items()},
    }
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "n"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, "samples"])
    graph = helper.make_graph(
        nodes, "tones", inputs, [output], [_constant(name, value) for name, value in constants.items()]
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
