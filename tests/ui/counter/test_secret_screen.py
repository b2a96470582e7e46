"""What a clerk relies on before a paper under a mark of secrecy: files beside the office that hold it are named."""

from dataclasses import replace
from pathlib import Path

from tests.ui.counter.certifying import bring
from tests.ui.counter.conftest import Walk
from ui.models.window import Notice
from ui.views.review import ReviewScreen


def test_a_file_that_still_holds_a_destroyed_paper_is_named_until_the_words_are_put_away(
    walk: Walk, tmp_path: Path
) -> None:
    number, desk = bring(walk, tmp_path, checked=False), walk.desk
    with desk.unit() as uow:
        paper = uow.documents.get(number)
        assert paper is not None
        uow.documents.update(replace(paper, secrecy="MẬT"))
        uow.commit()
    told = list[Notice]()
    solved: list[str] = []
    walk.model.notice.connect(told.append)
    walk.model.solved.connect(solved.append)
    walk.model.go("counter.review")
    walk.settle()
    screen = walk.window.screen_now()
    assert isinstance(screen, ReviewScreen)
    assert screen.primary is not None

    screen.primary.trigger()
    walk.settle()

    words = next(one for one in told if one.key == "secret-file")
    assert words.what == "Ảnh đã hủy, nhưng tệp gốc còn đó: giay.png."
    assert "secret-file" not in solved
