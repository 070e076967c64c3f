"""The labelled briefs are whole: what measures the grader must not itself be in doubt."""

import pytest
import yaml

from benchmarks import briefs


@pytest.fixture(scope="module")
def loaded():
    return briefs.load()


@pytest.fixture(scope="module")
def passes():
    return briefs.passes()


def test_there_are_at_least_three_hundred_briefs_and_no_two_have_one_id():
    rows = [
        row
        for half in briefs.HALVES
        for row in yaml.safe_load((briefs.FOLDER / f"briefs-{half}.yaml").read_text(encoding="utf-8"))
    ]
    assert len(rows) >= 300
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)


@pytest.mark.parametrize("name", ["a-first", "a-second", "b-first", "b-second", "settled", "c-first"])
def test_a_brief_is_labelled_once_in_a_file(name):
    # YAML keeps the last of two equal keys and says nothing.
    text = (briefs.FOLDER / "labels" / f"{name}.yaml").read_text(encoding="utf-8")
    ids = [
        line.split(":")[0] for line in text.splitlines() if line[:1] in (*briefs.HALVES, briefs.SEALED_FILE)
    ]
    assert len(ids) == len(set(ids)) == len(briefs.labels(name))


def test_every_brief_is_labelled_in_both_passes_and_settled(passes):
    ids = set(briefs.texts())
    assert [set(labelled) for labelled in (*passes, briefs.labels("settled"))] == [ids, ids, ids]


def test_labels_are_elements_and_their_words_stand_in_the_text(passes):
    texts = briefs.texts()
    strange = [
        (id, element, piece)
        for labelled in (*passes, briefs.labels("settled"))
        for id, row in labelled.items()
        for element, pieces in row.items()
        for piece in pieces or ("",)
        if element not in briefs.ELEMENTS or not piece.strip() or piece not in texts[id]
    ]
    assert strange == []


def test_where_the_passes_agree_nothing_else_was_settled(passes):
    first, second = passes
    other = [
        (brief.id, element)
        for brief in briefs.load()
        if brief.split != briefs.SEALED
        for element in briefs.ELEMENTS
        if {element in first[brief.id], element in second[brief.id]} == {element not in brief.covered}
    ]
    assert other == []


def test_the_sealed_briefs_stand_apart_and_their_words_stand_in_the_text(loaded, passes):
    sealed = [brief for brief in loaded if brief.split == briefs.SEALED]
    assert [brief.id for brief in sealed] == [f"c{number:03}" for number in range(1, 121)]
    assert len({brief.text for brief in loaded}) == len(loaded)
    assert not {brief.id for brief in sealed} & {id for labelled in passes for id in labelled}
    strange = [
        (brief.id, element, piece)
        for brief in sealed
        for element, pieces in brief.covered.items()
        for piece in pieces or ("",)
        if element not in briefs.ELEMENTS or not piece.strip() or piece not in brief.text
    ]
    assert strange == []


def test_every_part_has_every_element_often_enough_to_be_measured(loaded):
    for part in (briefs.TRAIN, briefs.HELD_OUT, briefs.SEALED):
        mine = [brief for brief in loaded if brief.split == part]
        assert len(mine) >= 100
        for element in briefs.ELEMENTS:
            stated = sum(element in brief.covered for brief in mine)
            assert 0.3 < stated / len(mine) < 0.9, (part, element)


def test_a_brief_stays_in_its_part():
    assert briefs.split("a001") == briefs.HELD_OUT
    assert briefs.split("a002") == briefs.TRAIN
    assert briefs.split("c001") == briefs.SEALED


def test_the_two_passes_agree_well_on_every_element():
    assert min(briefs.agreement().values()) > 0.8
