"""Logistic regression against a solution found another way."""

import numpy as np
import pytest
from scipy.optimize import minimize

from generation.engines import classifier
from generation.engines.classifier import L2, LogisticRegression
from generation.learning_ports import Lesson


@pytest.fixture(scope="module")
def lesson():
    drawn = np.random.default_rng(7)
    rows = drawn.normal(size=(60, 5))
    labels = rows @ [1.5, -2.0, 0.0, 0.5, 0.0] + 0.4 + drawn.logistic(size=60) > 0
    return Lesson(rows[:40].tolist(), labels[:40].tolist(), rows[40:].tolist(), labels[40:].tolist())


def test_it_finds_the_minimum_that_scipy_finds(lesson):
    rows, signs = np.array(lesson.vectors), np.where(lesson.labels, 1.0, -1.0)

    def cost(weights):
        margin = signs * (rows @ weights[:-1] + weights[-1])
        return np.logaddexp(0, -margin).mean() + L2 / 2 * weights[:-1] @ weights[:-1]

    best = minimize(cost, np.zeros(6), method="BFGS", options={"gtol": 1e-8}).x
    learned = LogisticRegression(steps=6000).learn(lesson)
    assert [*learned.weights, learned.bias] == pytest.approx(best, abs=1e-4)


def test_the_curve_says_how_it_stood_and_never_gets_worse_on_what_it_learns_from(lesson):
    model = LogisticRegression()
    learned = model.learn(lesson)
    first, last = learned.curve[0], learned.curve[-1]
    assert (first.step, first.loss, last.step) == (0, pytest.approx(np.log(2)), classifier.STEPS)
    losses = [point.loss for point in learned.curve]
    assert losses == sorted(losses, reverse=True)
    chances = np.array(model.judge(learned, lesson.held_out))
    assert last.held_out_accuracy == np.mean((chances >= 0.5) == lesson.held_out_labels)
    assert learned == model.learn(lesson)


def test_one_label_throughout_is_learned_too(lesson):
    model = LogisticRegression()
    alone = Lesson(lesson.vectors, [True] * 40, lesson.held_out, lesson.held_out_labels)
    assert min(model.judge(model.learn(alone), lesson.held_out)) > 0.5
