from labs.edgy_or_harmful.calibration import calibration


def test_somebody_who_is_certain_and_always_right_fits():
    found = calibration([("certain", True)] * 4)
    assert found.right == 1.0 and round(found.brier, 4) == 0.0025
    assert found.words == "You were about as sure as you were right."
    assert found.levels == (("Certain", 4, 4),)


def test_who_is_certain_and_half_the_time_wrong_is_too_sure():
    found = calibration([("certain", True), ("certain", False)])
    assert found.words.startswith("You were surer")


def test_who_guesses_and_is_right_may_trust_themselves_more():
    assert calibration([("guess", True)] * 3).words.startswith("You were right more often")


def test_levels_that_nobody_used_are_not_shown():
    found = calibration([("quite", True), ("guess", False), ("quite", False)])
    assert found.levels == (("A guess", 1, 0), ("Quite sure", 2, 1))
