"""What the keys of an evening do to the sides chosen: split, join, move, put away, turn, bring back, name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.model.arranging import Act, Assign, BringBack, Join, MoveSides, Remove, SetKind, Split, Turn
from ui.models.evening import EveningModel
from ui.models.evening_acts import EveningActs
from ui.models.evening_answers import Answer, Say, answers
from ui.views.evening_words import done_words
from ui.views.stack_view import StackView

if TYPE_CHECKING:
    from desk.model.evening import Bundle
    from desk.work.evening_stack import Doubt

_QUARTER, _BACK = 90, 270


class EveningTools(QObject):
    """Carry out one key on the sides chosen in the stack.

    Attributes:
        cut: Places of sides that were cut out and wait to be put down, in order.
    """

    def __init__(self, evening: EveningModel, acts: EveningActs, stack: StackView, parent: QObject) -> None:
        super().__init__(parent)
        self._evening, self._acts, self._stack = evening, acts, stack
        self.cut: tuple[int, ...] = ()

    def answer(self, doubt: "Doubt", answer: Answer) -> None:
        """Give an answer to a question."""
        place = self.side_of(doubt)
        if answer.say is Say.SEALED:
            self._acts.accept(done_words(answer, place), doubt.bundle)
        elif answer.say is Say.SEEN:
            self._evening.have_seen(doubt)
        elif answer.acts:
            self._acts.do(done_words(answer, place), *answer.acts)

    def side_of(self, doubt: "Doubt") -> int:
        """Return the side a question is about: its own, the first of its paper, or of its dossier; 0 = none."""
        look = self._evening.look
        if doubt.side is not None or look is None:
            return doubt.side or 0
        code = dict(doubt.context).get("dossier", "")
        named = look.arrangement.bundle(doubt.bundle)
        of_dossier = (one for one in look.arrangement.bundles if one.dossier == code)
        bundle = named or next(of_dossier, None)
        return bundle.sides[0] if bundle is not None else 0

    def offered(self, say: Say) -> "tuple[Doubt, Answer] | None":
        """Return the question in hand with an answer of it, when it is about the current side."""
        doubt, look = self._evening.questions.now, self._evening.look
        if doubt is None or look is None or self._stack.current() not in (doubt.side, None):
            return None
        found = next((one for one in answers(look, doubt) if one.say is say), None)
        return (doubt, found) if found is not None else None

    def split(self) -> None:
        """End the paper before the current side (S)."""
        offered, place = self.offered(Say.SPLIT), self._stack.current()
        bundle = self._bundle(place)
        if offered is not None:
            self.answer(*offered)
        elif place is not None and bundle is not None and bundle.sides[0] != place:
            self._do(self.tr("Đã tách ở trang {side}").format(side=place), Split(place))

    def join(self) -> None:
        """Let the paper of the current side follow the one before it (M)."""
        offered, place = self.offered(Say.JOIN), self._stack.current()
        look, bundle = self._evening.look, self._bundle(place)
        if offered is not None:
            self.answer(*offered)
        elif look is not None and bundle is not None:
            bundles = look.arrangement.bundles
            at = bundles.index(bundle)
            if at:
                self._do(self.tr("Đã gộp với giấy trước"), Join(bundles[at - 1].id, bundle.id))

    def cut_out(self) -> None:
        """Take the chosen sides up, to be put down elsewhere (X); again lets go of them."""
        self.cut = () if self.cut else tuple(self._stack.chosen())
        self._stack.hold(frozenset(self.cut))

    def put_down(self) -> None:
        """Put the sides that were taken up before the current side (V)."""
        place = self._stack.current()
        if self.cut and place is not None and place not in self.cut:
            self.drop(self.cut, place)
            self.cut_out()

    def drop(self, places: tuple[int, ...], at: int) -> None:
        """Move sides before a side, or behind it when `at` is negative."""
        bundle = self._bundle(abs(at))
        if bundle is None or not places:
            return
        rest = [side for side in bundle.sides if side not in places]
        before: int | None = at
        if at < 0:
            later = rest[rest.index(-at) + 1 :] if -at in rest else []
            before = later[0] if later else None
        words = self.tr("Đã chuyển {count} trang").format(count=len(places))
        self._do(words, MoveSides(places, bundle.id, before))

    def remove(self) -> None:
        """Put the chosen sides away (Delete)."""
        places = tuple(self._stack.chosen())
        if places:
            self._do(self.tr("Đã bỏ {count} trang vào khay").format(count=len(places)), Remove(places))

    def bring_back(self) -> None:
        """Bring the chosen sides back from a tray (B)."""
        offered = self.offered(Say.NOT_BLANK)
        places = tuple(place for place in self._stack.chosen() if self._bundle(place) is None)
        if offered is not None:
            self.answer(*offered)
        elif places:
            self._do(self.tr("Đã lấy lại {count} trang").format(count=len(places)), BringBack(places))

    def turn(self, *, left: bool) -> None:
        """Turn the chosen sides by a quarter (Ctrl+[ and Ctrl+])."""
        places = tuple(self._stack.chosen())
        if places:
            self._do(
                self.tr("Đã xoay {count} trang").format(count=len(places)), Turn(places, _BACK if left else _QUARTER)
            )

    def assign(self, code: str, bundle_id: str = "") -> None:
        """Give the papers of the chosen sides, or one paper, to a dossier."""
        found = [self._bundle(place) for place in self._stack.chosen()]
        ids = tuple(dict.fromkeys(one.id for one in found if one is not None))
        papers = (bundle_id,) if bundle_id else ids
        if papers:
            self._do(self.tr("Đã chuyển sang hồ sơ {code}").format(code=code), Assign(papers, code))

    def set_kind(self, kind: str, title: str, bundle_id: str = "") -> None:
        """Say what kind of paper it is."""
        bundle = self._bundle(self._stack.current())
        paper = bundle_id or (bundle.id if bundle is not None else "")
        if paper:
            self._do(self.tr("Đã đổi loại thành {title}").format(title=title), SetKind(paper, kind))

    def _bundle(self, place: int | None) -> "Bundle | None":
        look = self._evening.look
        return look.arrangement.holding(place) if look is not None and place is not None else None

    def _do(self, words: str, act: Act) -> None:
        self._acts.do(words, act)
