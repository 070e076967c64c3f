"""The benchmark of the mastery model: its figures by hand, and the logs it reads."""

import numpy as np
import pytest

from benchmarks.tracing.figures import figures
from benchmarks.tracing.logs import logs
from benchmarks.tracing.ours import difficulties, predictions


def test_the_figures_by_hand():
    """Of the four pairs of a right and a wrong answer three are in order, and one is a tie."""
    found = figures(np.array([0.9, 0.6, 0.6, 0.1]), np.array([1, 1, 0, 0]))
    assert found.auc == pytest.approx(3.5 / 4)
    assert found.rmse == pytest.approx(((0.01 + 0.16 + 0.36 + 0.01) / 4) ** 0.5)
    assert found.calibration == pytest.approx((0.1 + 0.2 + 0.1) / 4)


def written(folder, head, rows):
    folder.mkdir()
    for name, fold in (("train_valid.csv", 0), ("test.csv", -1)):
        lines = [f'{fold},{name}{number},"{row[0]}","{row[1]}",{row[2]}' for number, row in enumerate(rows)]
        (folder / name).write_text("\n".join([head, *lines, ""]))


def test_a_log_that_names_items_is_predicted_with_their_difficulties(tmp_path):
    rows = [("7,7_8,7", "1,0,-1", '"easy,hard,hard"')] * 12
    written(tmp_path / "log", "fold,uid,concepts,responses,questions", rows)
    (log,) = logs(tmp_path)
    assert (log.names_items, log.training_answers, log.test_answers) == (True, 24, 24)
    known = difficulties(log.training)
    assert known["easy"].belief.mean < 0 < known["hard"].belief.mean
    chances, right = predictions(log.test[:1], known)
    assert chances[0] > 0.5 > chances[1]
    assert list(right) == [1, 0]


def test_a_log_that_cannot_be_read_says_why(tmp_path):
    with pytest.raises(ValueError, match="No log in"):
        logs(tmp_path)
    written(tmp_path / "log", "fold,uid,concepts,answers,other", [("7", "1", "x")])
    with pytest.raises(ValueError, match="no column responses"):
        logs(tmp_path)
