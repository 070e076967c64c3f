from accounts.queries import people_in, teams_managed_by
from tests.lesson import MULTIPLE, SINGLE


def test_a_manager_sees_their_own_team_only(team, manager, learner, outsider, foreign_manager):
    assert list(teams_managed_by(manager)) == [team]
    assert list(people_in(team)) == [learner]


def test_the_module_is_published_with_every_kind_of_block(module):
    assert module.live and module.live_revision_id
    assert {child.block_type for child in module.body} == set(module.body.stream_block.child_blocks)
    assert {str(child.id) for child in module.body if child.block.asks} == {SINGLE, MULTIPLE}


def test_a_draft_is_not_live(draft):
    assert not draft.live and draft.latest_revision_id


def test_files_stay_in_the_folder_of_the_test(module, tmp_path):
    image = next(child.value["image"] for child in module.body if child.block_type == "image")
    assert image.file.path.startswith(str(tmp_path))
