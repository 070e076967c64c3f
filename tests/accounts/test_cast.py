from accounts.queries import people_in, teams_managed_by
from tests.lesson import MULTIPLE, SINGLE


def test_a_manager_sees_their_own_team_only(team, manager, learner, outsider, foreign_manager):
    assert list(teams_managed_by(manager)) == [team]
    assert list(people_in(team)) == [learner]


def test_the_module_is_published_with_one_block_of_a_kind_and_two_questions(module):
    assert module.live and module.live_revision_id
    kinds = [child.block_type for child in module.body]
    assert len(kinds) == len(set(kinds)) == 10
    assert {str(child.id) for child in module.body if child.block.asks} == {SINGLE, MULTIPLE}


def test_a_draft_is_not_live(draft):
    assert not draft.live and draft.latest_revision_id


def test_files_stay_in_the_folder_of_the_test(module, tmp_path):
    image = next(child.value["image"] for child in module.body if child.block_type == "image")
    assert image.file.path.startswith(str(tmp_path))
